package dev.keyward.cmdlet.vault.shape;

import dev.keyward.cmdlet.vault.connection.Connection;
import dev.keyward.wire.arm.SubscriptionResource.Tenant;
import org.jspecify.annotations.Nullable;

/// The tenant that users name beside what they want: a connection is in one, and signing in alone
/// reaches another.
public final class Tenants {
    private Tenants() {}

    /// @param named id or domain, null if none is named
    /// @throws Refusal if it isn't the connection's tenant
    public static void same(Connection connection, @Nullable String named) {
        if (named == null || named.equalsIgnoreCase(connection.tenant())) {
            return;
        }
        for (Tenant tenant : connection.resources().tenants()) {
            if (tenant.tenantId().equalsIgnoreCase(connection.tenant())
                    && named.equalsIgnoreCase(tenant.domain())) {
                return;
            }
        }
        throw Refusal.of(
                "Please provide a valid tenant or a valid subscription. %s isn't signed in to '%s'; run Connect-AzAccount -Tenant."
                        .formatted(connection.account().id(), named));
    }
}
