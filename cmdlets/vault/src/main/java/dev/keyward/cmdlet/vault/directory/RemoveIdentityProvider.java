package dev.keyward.cmdlet.vault.directory;

import dev.keyward.cmdlet.vault.facts.Subject;
import dev.keyward.cmdlet.vault.shape.Run;
import dev.keyward.cmdlet.vault.shape.VaultCmdlet;

final class RemoveIdentityProvider extends VaultCmdlet {
    RemoveIdentityProvider() {
        super(Subject.DIRECTORY, "Remove-IdentityProvider");
    }

    @Override
    protected void run(Run run) {
        String name = run.required("Name");
        if (run.goesOn(name, "Remove identity provider")) {
            run.connection().graph().providers().remove(name);
            if (run.flag("PassThru")) {
                run.write(true);
            }
        }
    }
}
