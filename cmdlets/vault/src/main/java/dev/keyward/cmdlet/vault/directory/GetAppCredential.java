package dev.keyward.cmdlet.vault.directory;

import dev.keyward.cmdlet.vault.facts.Subject;
import dev.keyward.cmdlet.vault.shape.DirectoryShapes;
import dev.keyward.cmdlet.vault.shape.Run;
import dev.keyward.cmdlet.vault.shape.VaultCmdlet;
import dev.keyward.wire.graph.ApplicationCredentials;

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
        ApplicationCredentials has = meant.graph().credentials().of(meant.application().objectId());
        has.certificates().forEach(each -> run.write(DirectoryShapes.credential(each)));
        has.secrets().forEach(each -> run.write(DirectoryShapes.credential(each)));
    }
}
