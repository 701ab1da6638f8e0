package dev.keyward.cmdlet.vault.account;

import dev.keyward.cmdlet.PsObject;
import dev.keyward.cmdlet.vault.connection.Connection;
import dev.keyward.cmdlet.vault.facts.Subject;
import dev.keyward.cmdlet.vault.shape.AccountShapes;
import dev.keyward.cmdlet.vault.shape.Refusal;
import dev.keyward.cmdlet.vault.shape.Run;
import dev.keyward.cmdlet.vault.shape.VaultCmdlet;

final class SelectContext extends VaultCmdlet {
    SelectContext() {
        super(Subject.ACCOUNT, "Select-Context", "Select-AzContext", "Select-AzureRmContext");
    }

    @Override
    protected void run(Run run) {
        PsObject input = run.inputObject();
        String name = input == null ? run.required("Name") : String.valueOf(input.get("Name"));
        Connection connection = run.connections().contexts().get(name);
        if (connection == null) {
            ContextFiles.find(run).ifPresent(ContextFiles::bringIn);
            connection = run.connections().contexts().get(name);
        }
        if (connection == null) {
            throw Refusal.of("No context with the name '" + name + "' was found.");
        }
        if (run.goesOn(name, "Select context")) {
            run.connections().use(name, connection);
            Scope.ofChange(run).keep(run, name);
            run.write(AccountShapes.context(name, connection));
        }
    }
}
