package dev.keyward.api;

import dev.keyward.model.PrincipalId;
import dev.keyward.model.TenantId;
import java.util.UUID;
import java.util.function.Function;

/// The user who administers an embedded deployment.
///
/// @param subscription the first one, which it owns
/// @param tokens makes a token for a resource, such as
///   [endpoint][dev.keyward.api.exchange.Endpoints#vaultResource]
public record LocalAdministrator(
        TenantId tenant,
        UUID subscription,
        PrincipalId objectId,
        String principalName,
        Function<String, LocalToken> tokens) {}
