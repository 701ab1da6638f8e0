package dev.keyward.cmdlet.vault.account;

import dev.keyward.cmdlet.vault.facts.Subject;
import dev.keyward.cmdlet.vault.shape.Run;
import dev.keyward.cmdlet.vault.shape.VaultCmdlet;
import java.util.Optional;

final class ClearContext extends VaultCmdlet {
    ClearContext() {
        super(Subject.ACCOUNT, "Clear-Context", "Clear-AzContext", "Clear-AzureRmContext");
    }

    @Override
    protected void run(Run run) {
        Optional<ContextFiles> kept =
                Scope.isOfSession(run) ? Optional.empty() : ContextFiles.find(run);
        boolean nobody =
                run.connections().contexts().isEmpty()
                        && kept.filter(ContextFiles::isThere).isEmpty();
        if (run.goesOn("", "Clear context")
                && (nobody || run.settled("Sign out every account and forget its contexts?"))) {
            run.connections().forget(_ -> true);
            kept.ifPresent(ContextFiles::clear);
            if (run.flag("PassThru")) {
                run.write(true);
            }
        }
    }
}
