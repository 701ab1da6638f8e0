package dev.keyward.directory.offers;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;

/// A quota as plans name it: of a service, in a location. Compared without regard to letter case.
///
/// @param namespace of the service's operator side, such as `Microsoft.KeyVault.Admin`
/// @param location lower case
public record QuotaId(String namespace, String location, String name) {
    /// The service that everything here is about; of others, quotas are kept and not counted.
    public static final String KEY_VAULT = "Microsoft.KeyVault.Admin";

    /// Subscriptions themselves: whoever has it may offer on to others.
    public static final String SUBSCRIPTIONS = "Microsoft.Subscriptions.Admin";

    /// The one quota of [#SUBSCRIPTIONS].
    public static final String DELEGATED_PROVIDER = "delegatedProviderQuota";

    public QuotaId {
        location = location.toLowerCase(Locale.ROOT);
    }

    /// @param id such as
    ///   `/subscriptions/{s}/providers/Microsoft.KeyVault.Admin/locations/local/quotas/Unlimited`
    public static Optional<QuotaId> parse(String id) {
        List<String> parts = List.of(id.split("/", -1));
        boolean shaped =
                parts.size() == 9
                        && parts.get(0).isEmpty()
                        && parts.get(1).equalsIgnoreCase("subscriptions")
                        && parts.get(3).equalsIgnoreCase("providers")
                        && parts.get(5).equalsIgnoreCase("locations")
                        && parts.get(7).equalsIgnoreCase("quotas")
                        && parts.stream().skip(1).noneMatch(String::isEmpty);
        return shaped
                ? Optional.of(new QuotaId(parts.get(4), parts.get(6), parts.get(8)))
                : Optional.empty();
    }

    /// @param provider the operator's subscription
    public String id(UUID provider) {
        return "/subscriptions/"
                + provider
                + "/providers/"
                + namespace
                + "/locations/"
                + location
                + "/quotas/"
                + name;
    }

    boolean isOf(String service) {
        return namespace.equalsIgnoreCase(service);
    }

    boolean is(QuotaId other) {
        return isOf(other.namespace)
                && location.equals(other.location)
                && name.equalsIgnoreCase(other.name);
    }
}
