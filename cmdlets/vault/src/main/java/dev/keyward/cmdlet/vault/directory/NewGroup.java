package dev.keyward.cmdlet.vault.directory;

import dev.keyward.cmdlet.vault.facts.Subject;
import dev.keyward.cmdlet.vault.shape.DirectoryShapes;
import dev.keyward.cmdlet.vault.shape.Run;
import dev.keyward.cmdlet.vault.shape.VaultCmdlet;

final class NewGroup extends VaultCmdlet {
    NewGroup() {
        super(Subject.DIRECTORY, "New-Group", "New-AzADGroup", "New-AzureRmADGroup");
    }

    @Override
    protected void run(Run run) {
        String name = run.required("DisplayName");
        if (!run.goesOn(name, "Adding a new group with display name '" + name + "'")) {
            return;
        }
        if (run.text("MailNickname") != null) {
            run.invocation().warning("Groups have no mail here; -MailNickname isn't kept.");
        }
        run.write(DirectoryShapes.group(run.connection().graph().createGroup(name)));
    }
}
