package dev.keyward.cmdlet.vault.keys;

import dev.keyward.cmdlet.vault.facts.Subject;
import dev.keyward.cmdlet.vault.shape.ObjectTarget;
import dev.keyward.cmdlet.vault.shape.Run;
import dev.keyward.cmdlet.vault.shape.VaultCmdlet;
import java.util.Base64;

final class GetRandomNumber extends VaultCmdlet {
    GetRandomNumber() {
        super(Subject.KEYS, "Get-HsmRandomNumber", "Get-AzKeyVaultRandomNumber");
    }

    @Override
    protected void run(Run run) {
        byte[] bytes =
                ObjectTarget.of(run).vault().keys().random(run.arguments().number("Count", 0));
        if (run.flag("AsBase64String")) {
            run.write(Base64.getEncoder().encodeToString(bytes));
        } else {
            run.write(bytes);
        }
    }
}
