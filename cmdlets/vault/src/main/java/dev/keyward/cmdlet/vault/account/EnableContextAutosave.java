package dev.keyward.cmdlet.vault.account;

import dev.keyward.cmdlet.vault.facts.Subject;
import dev.keyward.cmdlet.vault.shape.Run;
import dev.keyward.cmdlet.vault.shape.VaultCmdlet;

final class EnableContextAutosave extends VaultCmdlet {
    EnableContextAutosave() {
        super(
                Subject.ACCOUNT,
                "Enable-ContextAutosave",
                "Enable-AzContextAutosave",
                "Enable-AzureRmContextAutosave");
    }

    @Override
    protected void run(Run run) {
        if (run.goesOn("", "Save contexts for later sessions")) {
            run.write(Autosave.ON.set(run));
        }
    }
}
