package dev.keyward.cmdlet.vault.directory;

import dev.keyward.client.graph.DirectoryEntry;
import dev.keyward.cmdlet.vault.facts.Subject;
import dev.keyward.cmdlet.vault.shape.Run;
import dev.keyward.cmdlet.vault.shape.VaultCmdlet;

final class SetGroup extends VaultCmdlet {
    SetGroup() {
        super(Subject.DIRECTORY, "Set-Group", "Update-AzADGroup", "Set-AzADGroup", "Update-Group");
    }

    @Override
    protected void run(Run run) {
        Meant meant = new Meant(run);
        DirectoryEntry group = meant.group("ObjectId", "DisplayName", "InputObject");
        if (run.goesOn(group.displayName(), "Update group")) {
            meant.graph().renameGroup(group.objectId(), run.required("DisplayName"));
            if (run.flag("PassThru")) {
                run.write(true);
            }
        }
    }
}
