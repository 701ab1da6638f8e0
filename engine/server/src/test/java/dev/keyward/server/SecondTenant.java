package dev.keyward.server;

import dev.keyward.directory.Directory;
import dev.keyward.directory.Founding;
import dev.keyward.directory.principals.Principal;
import dev.keyward.directory.tenancy.Tenant;
import dev.keyward.model.SecretAccess;
import dev.keyward.model.TenantId;
import java.lang.reflect.Field;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/// Another tenant in the directory of a running server, with an application and a signing key of
/// its own. A deployment has the tenant of its first start, and no request makes a second one, so
/// this goes to the directory behind the requests.
public final class SecondTenant {
    private SecondTenant() {}

    /// @param environment of a client of that server
    /// @return the same for the application of the new tenant
    public static Map<String, String> make(DevServer server, Map<String, String> environment)
            throws ReflectiveOperationException {
        return make(part(server, "server", Server.class), environment);
    }

    static Map<String, String> make(Server server, Map<String, String> environment)
            throws ReflectiveOperationException {
        TenantId id = new TenantId(UUID.randomUUID());
        Founding.Added made =
                directory(server)
                        .founding()
                        .takeIn(
                                new Tenant(id, "Other", "other.example", Set.of(), false),
                                "other",
                                () ->
                                        "{\"operationName\":\"SecondTenant\"}"
                                                .getBytes(StandardCharsets.UTF_8))
                        .toCompletableFuture()
                        .join();
        Map<String, String> other = new HashMap<>(environment);
        other.put("AZURE_TENANT_ID", id.toString());
        try (var secret = made.secret()) {
            if (secret == null) {
                throw new IllegalStateException("an application without a secret");
            }
            other.put("AZURE_CLIENT_SECRET", secret.toUtf8(SecretAccess.request()));
        }
        other.put(
                "AZURE_CLIENT_ID",
                ((Principal.ServicePrincipal) made.administrator()).appId().toString());
        return other;
    }

    /// The directory behind the requests.
    static Directory directory(Server server) throws ReflectiveOperationException {
        return part(server.engine(), "directory", Directory.class);
    }

    private static <T> T part(Object whole, String name, Class<T> type)
            throws ReflectiveOperationException {
        Field field = whole.getClass().getDeclaredField(name);
        field.setAccessible(true);
        return type.cast(field.get(whole));
    }
}
