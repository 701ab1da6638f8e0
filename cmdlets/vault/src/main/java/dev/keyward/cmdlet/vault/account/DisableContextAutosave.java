package dev.keyward.cmdlet.vault.account;

import dev.keyward.cmdlet.vault.facts.Subject;
import dev.keyward.cmdlet.vault.shape.Run;
import dev.keyward.cmdlet.vault.shape.VaultCmdlet;

final class DisableContextAutosave extends VaultCmdlet {
    DisableContextAutosave() {
        super(
                Subject.ACCOUNT,
                "Disable-ContextAutosave",
                "Disable-AzContextAutosave",
                "Disable-AzureRmContextAutosave");
    }

    @Override
    protected void run(Run run) {
        if (run.goesOn("", "Do not save contexts for later sessions")) {
            run.write(Autosave.OFF.set(run));
        }
    }
}
