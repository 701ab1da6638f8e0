package dev.keyward.api.administration;

import dev.keyward.directory.tenancy.Subscription;
import dev.keyward.model.TenantId;
import java.util.Locale;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Whose records a reader of the trail may see, told by their `resourceId` (security.md, section
/// 10): those of subscriptions, what the operator did to them too, and of a directory. A record
/// that is of neither is of the deployment itself.
///
/// @param subscriptions upper-case ids
/// @param tenant upper-case id of a directory: who signed in, who changed it, what its people asked
///   for that is of no subscription; null for none
/// @param deployment whether those of the deployment are seen, and notes in the trail
/// @param strays whether those about vaults that aren't there are seen: they may name objects, and
///   whose is lost
record TrailScope(
        Set<String> subscriptions, @Nullable String tenant, boolean deployment, boolean strays) {
    /// Of one subscription.
    static TrailScope of(UUID subscription) {
        return new TrailScope(Set.of(upper(subscription)), null, false, false);
    }

    TrailScope withTenant(TenantId id) {
        return new TrailScope(
                subscriptions, id.toString().toUpperCase(Locale.ROOT), deployment, strays);
    }

    TrailScope with(Stream<Subscription> more) {
        return new TrailScope(
                Stream.concat(subscriptions.stream(), more.map(each -> upper(each.id())))
                        .collect(Collectors.toUnmodifiableSet()),
                tenant,
                deployment,
                strays);
    }

    /// @param alone whether there is no other tenant
    TrailScope withDeployment(boolean alone) {
        return new TrailScope(subscriptions, tenant, true, alone);
    }

    /// What stands behind the operator's subscription, or a delegated provider's, in the id of one
    /// of a tenant's.
    private static final Pattern CUSTOMER =
            Pattern.compile(
                    "PROVIDERS/MICROSOFT\\.SUBSCRIPTIONS(?:\\.ADMIN)?/SUBSCRIPTIONS/([^/]+)(?:/.*)?");

    private static String upper(UUID id) {
        return id.toString().toUpperCase(Locale.ROOT);
    }

    boolean sees(String resourceId) {
        if (resourceId.isEmpty()) {
            return deployment;
        }
        String[] parts = resourceId.split("/", 4);
        if (parts.length < 3) {
            return false;
        }
        return switch (parts[1]) {
            case "SUBSCRIPTIONS" -> subscriptions.contains(parts[2]) || isCustomer(parts);
            case "TENANTS" -> parts[2].equals(tenant);
            case "PROVIDERS" -> strays;
            default -> false;
        };
    }

    /// Whether who sold one of them acted on it: that is the business of both.
    private boolean isCustomer(String[] parts) {
        if (parts.length < 4) {
            return false;
        }
        Matcher customer = CUSTOMER.matcher(parts[3]);
        return customer.matches() && subscriptions.contains(customer.group(1));
    }
}
