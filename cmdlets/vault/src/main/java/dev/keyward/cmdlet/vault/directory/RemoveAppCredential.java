package dev.keyward.cmdlet.vault.directory;

import dev.keyward.client.graph.CredentialCalls;
import dev.keyward.client.graph.DirectoryEntry;
import dev.keyward.cmdlet.vault.facts.Subject;
import dev.keyward.cmdlet.vault.shape.Run;
import dev.keyward.cmdlet.vault.shape.VaultCmdlet;
import dev.keyward.wire.graph.DirectoryObject.PasswordCredential;
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
        for (String keyId : keyIds(run, calls, application)) {
            if (Asked.goesOn(
                    run,
                    application.displayName(),
                    "Remove credential '" + keyId + "' of application")) {
                calls.remove(application.objectId(), keyId);
            }
        }
        if (run.flag("PassThru")) {
            run.write(true);
        }
    }

    /// The one that's named, else all.
    private static List<String> keyIds(Run run, CredentialCalls calls, DirectoryEntry application) {
        String keyId = run.text("KeyId");
        return keyId == null
                ? calls.of(application.objectId()).stream().map(PasswordCredential::keyId).toList()
                : List.of(keyId);
    }
}
