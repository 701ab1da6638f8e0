package dev.keyward.cmdlet.vault.directory;

import dev.keyward.client.graph.DirectoryEntry;
import dev.keyward.client.graph.GraphClient.Kind;
import dev.keyward.cmdlet.vault.facts.Subject;
import dev.keyward.cmdlet.vault.shape.Run;
import dev.keyward.cmdlet.vault.shape.VaultCmdlet;

final class RemoveUser extends VaultCmdlet {
    RemoveUser() {
        super(Subject.DIRECTORY, "Remove-User", "Remove-AzADUser", "Remove-AzureRmADUser");
    }

    @Override
    protected void run(Run run) {
        Meant meant = new Meant(run);
        DirectoryEntry gone = meant.user();
        if (Asked.goesOn(run, gone.displayName(), "Remove user")) {
            meant.graph().delete(Kind.USERS, gone.objectId());
            if (run.flag("PassThru")) {
                run.write(true);
            }
        }
    }
}
