package dev.keyward.cmdlet.vault.directory;

import dev.keyward.client.graph.DirectoryEntry;
import dev.keyward.client.graph.GraphClient.Kind;
import dev.keyward.cmdlet.vault.facts.Subject;
import dev.keyward.cmdlet.vault.shape.Run;
import dev.keyward.cmdlet.vault.shape.VaultCmdlet;

final class RemoveGroup extends VaultCmdlet {
    RemoveGroup() {
        super(Subject.DIRECTORY, "Remove-Group", "Remove-AzADGroup", "Remove-AzureRmADGroup");
    }

    @Override
    protected void run(Run run) {
        Meant meant = new Meant(run);
        DirectoryEntry gone = meant.group("ObjectId", "DisplayName", "InputObject");
        if (Asked.goesOn(run, gone.displayName(), "Remove group")) {
            meant.graph().delete(Kind.GROUPS, gone.objectId());
            if (run.flag("PassThru")) {
                run.write(true);
            }
        }
    }
}
