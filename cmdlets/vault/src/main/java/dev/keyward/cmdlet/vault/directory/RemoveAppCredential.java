package dev.keyward.cmdlet.vault.directory;

import dev.keyward.client.graph.CredentialCalls;
import dev.keyward.client.graph.DirectoryEntry;
import dev.keyward.cmdlet.vault.facts.Subject;
import dev.keyward.cmdlet.vault.shape.Run;
import dev.keyward.cmdlet.vault.shape.VaultCmdlet;
import dev.keyward.wire.graph.ApplicationCredentials;
import java.util.List;

final class RemoveAppCredential extends VaultCmdlet {
    RemoveAppCredential() {
        super(
                Subject.DIRECTORY,
                "Remove-AppCredential",
                "Remove-AzADAppCredential",
                "Remove-AzureRmADAppCredential");
    }

    @Override
    protected void run(Run run) {
        Meant meant = new Meant(run);
        DirectoryEntry application = meant.application();
        CredentialCalls calls = meant.graph().credentials();
        ApplicationCredentials has = calls.of(application.objectId());
        String named = run.text("KeyId");
        for (String keyId : named == null ? has.keyIds() : List.of(named)) {
            if (Asked.goesOn(
                    run,
                    application.displayName(),
                    "Remove credential '" + keyId + "' of application")) {
                if (has.hasCertificate(keyId)) {
                    calls.removeCertificate(application.objectId(), keyId);
                } else {
                    calls.remove(application.objectId(), keyId);
                }
            }
        }
        if (run.flag("PassThru")) {
            run.write(true);
        }
    }
}
