package dev.keyward.cmdlet.vault.directory;

import dev.keyward.cmdlet.vault.facts.Subject;
import dev.keyward.cmdlet.vault.shape.Run;
import dev.keyward.cmdlet.vault.shape.VaultCmdlet;
import dev.keyward.wire.graph.ExternalIdentity;

final class GetIdentityProviderObjectId extends VaultCmdlet {
    GetIdentityProviderObjectId() {
        super(Subject.DIRECTORY, "Get-IdentityProviderObjectId");
    }

    @Override
    protected void run(Run run) {
        run.write(
                run.connection()
                        .graph()
                        .providers()
                        .resolve(
                                run.required("Name"),
                                new ExternalIdentity(
                                        run.text("Issuer"),
                                        run.text("Subject"),
                                        run.text("Group"),
                                        null))
                        .objectId());
    }
}
