package dev.keyward.cmdlet.vault.account;

import dev.keyward.cmdlet.vault.connection.Connection;
import dev.keyward.cmdlet.vault.connection.Connections;
import dev.keyward.cmdlet.vault.facts.Subject;
import dev.keyward.cmdlet.vault.shape.AccountShapes;
import dev.keyward.cmdlet.vault.shape.ContextOf;
import dev.keyward.cmdlet.vault.shape.Refusal;
import dev.keyward.cmdlet.vault.shape.Run;
import dev.keyward.cmdlet.vault.shape.VaultCmdlet;
import java.nio.file.Path;

final class ImportContext extends VaultCmdlet {
    ImportContext() {
        super(
                Subject.ACCOUNT,
                "Import-Context",
                "Import-AzContext",
                "Import-AzureRmContext",
                "Select-AzureRmProfile");
    }

    @Override
    protected void run(Run run) {
        Connections connections = run.connections();
        if (run.has("AzureContext")) {
            Connection connection =
                    ContextOf.object(connections, run.arguments().get("AzureContext"))
                            .orElseThrow(() -> Refusal.of("Please provide a valid context."));
            if (run.goesOn(connection.contextName(), "Import context")) {
                connections.use(connection);
                kept(run, connection.contextName());
            }
            return;
        }
        Path file = run.invocation().session().resolve(run.required("Path"));
        if (!run.goesOn(file.toString(), "Import context")) {
            return;
        }
        ContextFiles files = ContextFiles.of(run);
        SavedContexts saved =
                files.read(file).orElseThrow(() -> Refusal.of("Cannot find file '" + file + "'."));
        kept(
                run,
                files.use(saved).orElseThrow(() -> Refusal.of("'" + file + "' holds no context.")));
    }

    private static void kept(Run run, String name) {
        Scope.ofChange(run).keep(run, name);
        run.write(AccountShapes.profile(name, run.connection()));
    }
}
