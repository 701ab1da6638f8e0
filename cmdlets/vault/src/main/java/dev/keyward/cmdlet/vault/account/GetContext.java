package dev.keyward.cmdlet.vault.account;

import dev.keyward.cmdlet.vault.connection.Connections;
import dev.keyward.cmdlet.vault.facts.Subject;
import dev.keyward.cmdlet.vault.shape.AccountShapes;
import dev.keyward.cmdlet.vault.shape.Run;
import dev.keyward.cmdlet.vault.shape.VaultCmdlet;

final class GetContext extends VaultCmdlet {
    GetContext() {
        super(Subject.ACCOUNT, "Get-Context", "Get-AzContext", "Get-AzureRmContext");
    }

    @Override
    protected void run(Run run) {
        String name = run.text("Name");
        if (!run.flag("ListAvailable") && name == null) {
            Connections connections = run.connections();
            connections
                    .currentName()
                    .ifPresent(it -> run.write(AccountShapes.context(it, run.connection())));
            return;
        }
        ContextFiles.find(run).ifPresent(ContextFiles::bringIn);
        run.connections()
                .contexts()
                .forEach((known, connection) -> {
                    if (name == null || known.equalsIgnoreCase(name)) {
                        run.write(AccountShapes.context(known, connection));
                    }
                });
    }
}
