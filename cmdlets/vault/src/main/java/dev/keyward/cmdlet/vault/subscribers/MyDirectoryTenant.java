package dev.keyward.cmdlet.vault.subscribers;

import dev.keyward.client.management.ConsentCalls;
import dev.keyward.client.signin.Credential;
import dev.keyward.cmdlet.vault.connection.Connection;
import dev.keyward.cmdlet.vault.connection.Connections;
import dev.keyward.cmdlet.vault.shape.Refusal;
import dev.keyward.cmdlet.vault.shape.Run;
import dev.keyward.cmdlet.vault.shape.Tenants;
import dev.keyward.model.Guids;
import java.net.URI;

/// The directory whose administrator speaks for it: that of the context, which scripts name once
/// more, or of the account in `-AutomationCredential`.
final class MyDirectoryTenant {
    private MyDirectoryTenant() {}

    /// @throws Refusal if the context is of another deployment or directory than is named
    static ConsentCalls of(Run run) {
        return signedIn(run).resources().consent();
    }

    private static Connection signedIn(Run run) {
        Connection context = run.connection();
        String endpoint = run.text("TenantResourceManagerEndpoint");
        URI here = context.environment().resourceManager();
        if (endpoint != null && !URI.create(endpoint.replaceAll("/+$", "")).equals(here)) {
            throw Refusal.of(
                    "-TenantResourceManagerEndpoint: must be that of the context, %s; sign in there."
                            .formatted(here));
        }
        String tenant = run.text("DirectoryTenantName");
        var given = run.arguments().as(dev.keyward.cmdlet.Credential.class, "AutomationCredential");
        if (given == null) {
            Tenants.same(context, tenant);
            return context;
        }
        Connections connections = run.connections();
        String name = given.userName();
        return connections.signIn(
                connections
                        .deployment(context.environment().name())
                        .orElseThrow(() -> Refusal.of("The environment of the context is gone.")),
                Guids.isGuid(name)
                        ? new Credential.ClientSecret(name, Run.bytes(given.password()))
                        : new Credential.UserPassword(name, Run.bytes(given.password())),
                tenant);
    }
}
