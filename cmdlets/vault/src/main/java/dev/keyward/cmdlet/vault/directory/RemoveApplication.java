package dev.keyward.cmdlet.vault.directory;

import dev.keyward.client.graph.DirectoryEntry;
import dev.keyward.client.graph.GraphClient.Kind;
import dev.keyward.cmdlet.vault.facts.Subject;
import dev.keyward.cmdlet.vault.shape.Run;
import dev.keyward.cmdlet.vault.shape.VaultCmdlet;

final class RemoveApplication extends VaultCmdlet {
    RemoveApplication() {
        super(
                Subject.DIRECTORY,
                "Remove-Application",
                "Remove-AzADApplication",
                "Remove-AzureRmADApplication");
    }

    @Override
    protected void run(Run run) {
        Meant meant = new Meant(run);
        DirectoryEntry gone = meant.application();
        if (Asked.goesOn(run, gone.displayName(), "Remove application")) {
            meant.graph().delete(Kind.APPLICATIONS, gone.objectId());
            if (run.flag("PassThru")) {
                run.write(true);
            }
        }
    }
}
