package dev.keyward.cmdlet.vault.directory;

import dev.keyward.client.graph.DirectoryEntry;
import dev.keyward.cmdlet.vault.facts.Subject;
import dev.keyward.cmdlet.vault.shape.DirectoryShapes;
import dev.keyward.cmdlet.vault.shape.Run;
import dev.keyward.cmdlet.vault.shape.VaultCmdlet;

final class GetGroupMember extends VaultCmdlet {
    GetGroupMember() {
        super(
                Subject.DIRECTORY,
                "Get-GroupMember",
                "Get-AzADGroupMember",
                "Get-AzureRmADGroupMember");
    }

    @Override
    protected void run(Run run) {
        Meant meant = new Meant(run);
        DirectoryEntry group = meant.group("GroupObjectId", "GroupDisplayName", "GroupObject");
        Portion.of(run, meant.graph().groups().members(group.objectId()).stream())
                .map(DirectoryShapes::member)
                .forEach(run::write);
    }
}
