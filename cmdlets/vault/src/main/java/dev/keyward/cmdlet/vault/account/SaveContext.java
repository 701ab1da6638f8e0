package dev.keyward.cmdlet.vault.account;

import dev.keyward.cmdlet.PsObject;
import dev.keyward.cmdlet.vault.connection.Connection;
import dev.keyward.cmdlet.vault.connection.Connections;
import dev.keyward.cmdlet.vault.facts.Subject;
import dev.keyward.cmdlet.vault.shape.AccountShapes;
import dev.keyward.cmdlet.vault.shape.ContextOf;
import dev.keyward.cmdlet.vault.shape.Refusal;
import dev.keyward.cmdlet.vault.shape.Run;
import dev.keyward.cmdlet.vault.shape.VaultCmdlet;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

final class SaveContext extends VaultCmdlet {
    SaveContext() {
        super(
                Subject.ACCOUNT,
                "Save-Context",
                "Save-AzContext",
                "Save-AzProfile",
                "Save-AzureRmContext",
                "Save-AzureRmProfile");
    }

    @Override
    protected void run(Run run) {
        Path file = run.invocation().session().resolve(run.required("Path"));
        Connections connections = run.connections();
        Map<String, Connection> contexts = new LinkedHashMap<>();
        PsObject given = run.arguments().as(PsObject.class, "Profile");
        String current;
        if (given == null) {
            Connection connection = run.connection();
            contexts.putAll(connections.contexts());
            current = connections.currentName().orElse(connection.contextName());
            contexts.putIfAbsent(current, connection);
        } else {
            Connection connection =
                    ContextOf.object(connections, given)
                            .orElseThrow(() -> Refusal.of("Please provide a valid context."));
            current =
                    connections.contexts().entrySet().stream()
                            .filter(each -> each.getValue() == connection)
                            .map(Map.Entry::getKey)
                            .findFirst()
                            .orElseGet(connection::contextName);
            contexts.put(current, connection);
        }
        if (!run.goesOn(file.toString(), "Save context")
                || Files.exists(file)
                        && !run.settled("'%s' is there already. Replace it?".formatted(file))) {
            return;
        }
        ContextFiles.of(run)
                .save(
                        file,
                        contexts,
                        Optional.of(current),
                        run.flag("WithCredential")
                                ? SavedSignIn.Secrets.SAVED
                                : SavedSignIn.Secrets.LEFT_OUT);
        run.write(
                AccountShapes.profile(
                        current, java.util.Objects.requireNonNull(contexts.get(current))));
    }
}
