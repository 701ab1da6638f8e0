package dev.keyward.cmdlet.vault.account;

import dev.keyward.cmdlet.vault.facts.Subject;
import dev.keyward.cmdlet.vault.shape.Run;
import dev.keyward.cmdlet.vault.shape.VaultCmdlet;

final class ClearContext extends VaultCmdlet {
    ClearContext() {
        super(Subject.ACCOUNT, "Clear-Context", "Clear-AzContext", "Clear-AzureRmContext");
    }

    @Override
    protected void run(Run run) {
        boolean nobody = run.connections().contexts().isEmpty();
        if (run.goesOn("", "Clear context")
                && (nobody || run.settled("Sign out every account and forget its contexts?"))) {
            run.connections().forget(_ -> true);
            if (run.flag("PassThru")) {
                run.write(true);
            }
        }
    }
}
