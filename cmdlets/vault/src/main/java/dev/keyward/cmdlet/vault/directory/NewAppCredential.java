package dev.keyward.cmdlet.vault.directory;

import dev.keyward.client.graph.DirectoryEntry;
import dev.keyward.cmdlet.vault.facts.Subject;
import dev.keyward.cmdlet.vault.shape.DirectoryShapes;
import dev.keyward.cmdlet.vault.shape.Run;
import dev.keyward.cmdlet.vault.shape.VaultCmdlet;
import dev.keyward.wire.graph.ApplicationParameters;
import dev.keyward.wire.graph.DirectoryObject.PasswordCredential;

final class NewAppCredential extends VaultCmdlet {
    NewAppCredential() {
        super(
                Subject.DIRECTORY,
                "New-AppCredential",
                "New-AzADAppCredential",
                "New-AzureRmADAppCredential");
    }

    @Override
    protected void run(Run run) {
        Meant meant = new Meant(run);
        DirectoryEntry application = meant.application();
        if (run.goesOn(application.displayName(), "Adding a new password")) {
            PasswordCredential made =
                    meant.graph()
                            .credentials()
                            .add(
                                    application.objectId(),
                                    new ApplicationParameters.NewSecret(
                                            run.text("CustomKeyIdentifier"),
                                            run.time("StartDate"),
                                            run.time("EndDate")));
            run.write(DirectoryShapes.credential(made));
        }
    }
}
