package dev.keyward.cmdlet.vault.directory;

import dev.keyward.client.graph.DirectoryEntry;
import dev.keyward.cmdlet.vault.facts.Subject;
import dev.keyward.cmdlet.vault.shape.Run;
import dev.keyward.cmdlet.vault.shape.VaultCmdlet;

final class AddGroupMember extends VaultCmdlet {
    AddGroupMember() {
        super(
                Subject.DIRECTORY,
                "Add-GroupMember",
                "Add-AzADGroupMember",
                "Add-AzureRmADGroupMember");
    }

    @Override
    protected void run(Run run) {
        Meant meant = new Meant(run);
        DirectoryEntry group =
                meant.group("TargetGroupObjectId", "TargetGroupDisplayName", "TargetGroupObject");
        for (String member : Members.ids(run, meant)) {
            if (run.goesOn(group.displayName(), "Add member '" + member + "'")) {
                meant.graph().groups().add(group.objectId(), member);
            }
        }
        if (run.flag("PassThru")) {
            run.write(true);
        }
    }
}
