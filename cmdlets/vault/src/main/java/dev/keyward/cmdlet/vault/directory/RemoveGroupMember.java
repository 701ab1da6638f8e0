package dev.keyward.cmdlet.vault.directory;

import dev.keyward.client.graph.DirectoryEntry;
import dev.keyward.cmdlet.vault.facts.Subject;
import dev.keyward.cmdlet.vault.shape.Run;
import dev.keyward.cmdlet.vault.shape.VaultCmdlet;

final class RemoveGroupMember extends VaultCmdlet {
    RemoveGroupMember() {
        super(
                Subject.DIRECTORY,
                "Remove-GroupMember",
                "Remove-AzADGroupMember",
                "Remove-AzureRmADGroupMember");
    }

    @Override
    protected void run(Run run) {
        Meant meant = new Meant(run);
        DirectoryEntry group = meant.group("GroupObjectId", "GroupDisplayName", "GroupObject");
        for (String member : Members.ids(run, meant)) {
            if (run.goesOn(group.displayName(), "Remove member '" + member + "'")) {
                meant.graph().groups().remove(group.objectId(), member);
            }
        }
        if (run.flag("PassThru")) {
            run.write(true);
        }
    }
}
