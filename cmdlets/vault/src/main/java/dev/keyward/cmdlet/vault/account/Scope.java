package dev.keyward.cmdlet.vault.account;

import dev.keyward.cmdlet.vault.connection.Connection;
import dev.keyward.cmdlet.vault.connection.Connections;
import dev.keyward.cmdlet.vault.shape.Run;
import java.util.LinkedHashMap;
import java.util.Map;

/// For how long what is chosen holds.
enum Scope {
    PROCESS {
        @Override
        void keep(Run run, String name) {
            // It ends with the session.
        }
    },
    CURRENT_USER {
        @Override
        void keep(Run run, String name) {
            Connections connections = run.connections();
            Connection current = run.connection();
            Map<String, Connection> same = new LinkedHashMap<>();
            connections
                    .contexts()
                    .forEach((each, connection) -> {
                        if (connection.signedIn().equals(current.signedIn())) {
                            same.put(each, connection);
                        }
                    });
            same.putIfAbsent(name, current);
            ContextFiles.of(run).keep(same, name);
        }
    };

    /// As `-Scope` says; for the session, if nothing says anything else.
    static Scope ofChange(Run run) {
        String said = run.text("Scope");
        boolean kept =
                said == null
                        ? Autosave.of(run) == Autosave.ON
                        : said.equalsIgnoreCase("CurrentUser");
        return kept ? CURRENT_USER : PROCESS;
    }

    /// Whether what is forgotten is forgotten for the session alone.
    static boolean isOfSession(Run run) {
        return "Process".equalsIgnoreCase(run.text("Scope"));
    }

    /// Keeps the context in use, with those of the same sign-in, for as long.
    ///
    /// @throws dev.keyward.cmdlet.vault.shape.Refusal if it can't be kept
    abstract void keep(Run run, String name);
}
