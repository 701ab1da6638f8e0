package dev.keyward.api.login;

import dev.keyward.api.exchange.AuditFields;
import dev.keyward.api.exchange.Exchange;
import dev.keyward.directory.tokens.Resources;
import dev.keyward.model.TenantId;
import java.util.List;
import java.util.Optional;

/// The resource that a token is asked for: the older endpoint takes `resource`, the newer `scope`;
/// AD FS clients send `scope` to the older one, so both take either.
sealed interface AskedResource {
    List<String> OPENID_SCOPES = List.of("openid", "profile", "offline_access", "email");

    /// @param resource known in the tenant
    record Known(String resource) implements AskedResource {}

    /// None is named.
    record None() implements AskedResource {}

    record Wrong(Refusal refusal) implements AskedResource {}

    static AskedResource of(TokenRequest request, Resources resources) {
        return of(
                request.exchange(),
                request.tenantId(),
                request.form().get("resource"),
                request.form().get("scope"),
                resources);
    }

    static AskedResource of(
            Exchange exchange,
            TenantId tenant,
            Optional<String> resource,
            Optional<String> scope,
            Resources resources) {
        Optional<String> named = resource;
        if (named.isEmpty()) {
            if (scope.isEmpty() || resources(scope.get()).isEmpty()) {
                return new None();
            }
            named = resourceOf(scope.get());
            if (named.isEmpty()) {
                return new Wrong(Refusal.BAD_SCOPE);
            }
        }
        exchange.audit().extra(AuditFields.Extra.RESOURCE, named.get());
        return resources.isKnown(tenant, named.get())
                ? new Known(named.get())
                : new Wrong(Refusal.UNKNOWN_RESOURCE);
    }

    /// What stands before the last slash of each scope; `https://host//.default` keeps one slash.
    static Optional<String> resourceOf(String scopes) {
        List<String> resources =
                resources(scopes).stream()
                        .map(scope -> scope.substring(0, Math.max(0, scope.lastIndexOf('/'))))
                        .distinct()
                        .toList();
        return resources.size() == 1
                ? Optional.of(resources.getFirst()).filter(resource -> !resource.isEmpty())
                : Optional.empty();
    }

    private static List<String> resources(String scopes) {
        return List.of(scopes.trim().split(" +")).stream()
                .filter(scope -> !scope.isEmpty() && !OPENID_SCOPES.contains(scope))
                .toList();
    }
}
