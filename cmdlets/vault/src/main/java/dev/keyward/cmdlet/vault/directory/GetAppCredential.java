package dev.keyward.cmdlet.vault.directory;

import dev.keyward.cmdlet.vault.facts.Subject;
import dev.keyward.cmdlet.vault.shape.DirectoryShapes;
import dev.keyward.cmdlet.vault.shape.Run;
import dev.keyward.cmdlet.vault.shape.VaultCmdlet;

final class GetAppCredential extends VaultCmdlet {
    GetAppCredential() {
        super(
                Subject.DIRECTORY,
                "Get-AppCredential",
                "Get-AzADAppCredential",
                "Get-AzureRmADAppCredential");
    }

    @Override
    protected void run(Run run) {
        Meant meant = new Meant(run);
        meant.graph().credentials().of(meant.application().objectId()).stream()
                .map(DirectoryShapes::credential)
                .forEach(run::write);
    }
}
