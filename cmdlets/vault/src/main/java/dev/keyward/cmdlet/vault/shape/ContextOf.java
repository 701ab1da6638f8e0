package dev.keyward.cmdlet.vault.shape;

import dev.keyward.cmdlet.PsObject;
import dev.keyward.cmdlet.vault.connection.Connection;
import dev.keyward.cmdlet.vault.connection.Connections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Finds the connection that a context object stands for.
///
/// Its name alone doesn't tell: another connection may have taken that name since. So the one whose
/// account, tenant, subscription and server the object shows is meant, whatever it's called now.
public final class ContextOf {
    private ContextOf() {}

    /// @param given a context, or what signing in wrote
    /// @return nothing if it's neither, or of a connection that is gone
    public static Optional<Connection> object(Connections connections, @Nullable Object given) {
        if (!(given instanceof PsObject object)) {
            return Optional.empty();
        }
        PsObject context = object.get("Context") instanceof PsObject inner ? inner : object;
        Map<String, Connection> all = new LinkedHashMap<>(connections.contexts());
        Connection named = all.get(String.valueOf(context.get("Name")));
        Stream<Connection> current = connections.current().stream();
        return Stream.of(Stream.ofNullable(named), all.values().stream(), current)
                .flatMap(it -> it)
                .filter(it -> shows(context, it))
                .findFirst();
    }

    private static boolean shows(PsObject context, Connection connection) {
        PsObject same = AccountShapes.context("", connection);
        return Stream.of("Account", "Environment", "Subscription", "TenantId")
                        .allMatch(it -> text(context.get(it)).equals(text(same.get(it))))
                && Objects.equals(
                        server(context.get("Environment")), server(same.get("Environment")));
    }

    private static String text(@Nullable Object value) {
        return value == null ? "" : value.toString();
    }

    private static @Nullable Object server(@Nullable Object environment) {
        return environment instanceof PsObject object ? object.get("ResourceManagerUrl") : null;
    }
}
