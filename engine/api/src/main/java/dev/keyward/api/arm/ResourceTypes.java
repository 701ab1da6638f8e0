package dev.keyward.api.arm;

import dev.keyward.api.operation.Access;
import dev.keyward.api.operation.KnownVersions;
import dev.keyward.api.operation.Route;
import dev.keyward.model.Bug;
import dev.keyward.model.Regions;
import dev.keyward.wire.offers.UncountedService;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/// Every resource type of the management plane and the api-versions it is served in: what requests
/// may name, and what `GET /providers` tells (management-plane.md, sections 1.1 and 9).
///
/// The versions are those that Azure published, for each type in the specification of its own
/// namespace. A type that isn't in the table has no routes.
public final class ResourceTypes {
    /// Azure's own part of the management plane: every subscription has it.
    static final String RESOURCES = "Microsoft.Resources";

    /// What this product adds has versions of its own; the oldest is the one that the manual of
    /// 0.1.0 named.
    private static final String OWN = "Keyward.";

    private static final List<String> OWN_VERSIONS =
            List.of("2026-11-01", "2026-01-01", "2021-10-01");

    private static final List<String> VAULTS =
            List.of(
                    "2026-05-15",
                    "2026-04-01-preview",
                    "2026-03-01-preview",
                    "2026-02-01",
                    "2025-05-01",
                    "2024-12-01-preview",
                    "2024-11-01",
                    "2024-04-01-preview",
                    "2023-07-01",
                    "2023-02-01",
                    "2022-11-01",
                    "2022-07-01",
                    "2022-02-01-preview",
                    "2021-11-01-preview",
                    "2021-10-01",
                    "2021-06-01-preview",
                    "2021-04-01-preview",
                    "2020-04-01-preview",
                    "2019-09-01",
                    "2018-02-14",
                    "2018-02-14-preview",
                    "2016-10-01",
                    "2015-06-01");

    private static final List<String> RESOURCE_MANAGER =
            List.of(
                    "2025-04-01",
                    "2025-03-01",
                    "2024-11-01",
                    "2024-08-01",
                    "2024-07-01",
                    "2024-03-01",
                    "2023-07-01",
                    "2022-12-01",
                    "2022-09-01",
                    "2022-06-01",
                    "2022-05-01",
                    "2022-01-01",
                    "2021-04-01",
                    "2021-01-01",
                    "2020-10-01",
                    "2020-09-01",
                    "2020-08-01",
                    "2020-07-01",
                    "2020-06-01",
                    "2020-05-01",
                    "2020-01-01",
                    "2019-11-01",
                    "2019-10-01",
                    "2019-09-01",
                    "2019-08-01",
                    "2019-07-01",
                    "2019-06-01",
                    "2019-05-10",
                    "2019-05-01",
                    "2019-04-01",
                    "2019-03-01",
                    "2018-11-01",
                    "2018-09-01",
                    "2018-08-01",
                    "2018-07-01",
                    "2018-06-01",
                    "2018-05-01",
                    "2018-02-01",
                    "2018-01-01",
                    "2017-08-01",
                    "2017-06-01",
                    "2017-05-10",
                    "2017-05-01",
                    "2017-03-01",
                    "2016-09-01",
                    "2016-07-01",
                    "2016-06-01",
                    "2016-02-01",
                    "2015-11-01",
                    "2015-01-01",
                    "2014-04-01",
                    "2014-04-01-preview");

    private static final List<String> ROLE_ASSIGNMENTS =
            List.of(
                    "2022-04-01",
                    "2020-10-01-preview",
                    "2020-08-01-preview",
                    "2020-04-01-preview",
                    "2020-03-01-preview",
                    "2018-09-01-preview",
                    "2018-01-01-preview",
                    "2017-10-01-preview",
                    "2015-07-01");

    private static final List<String> ROLE_DEFINITIONS =
            List.of("2022-05-01-preview", "2022-04-01", "2018-01-01-preview", "2015-07-01");

    private static final List<String> EVENT_GRID =
            List.of(
                    "2026-06-15-preview",
                    "2025-07-15-preview",
                    "2025-04-01-preview",
                    "2025-02-15",
                    "2024-12-15-preview",
                    "2024-06-01-preview",
                    "2023-12-15-preview",
                    "2023-06-01-preview",
                    "2022-06-15",
                    "2021-12-01",
                    "2021-10-15-preview",
                    "2021-06-01-preview",
                    "2020-10-15-preview",
                    "2020-06-01",
                    "2020-04-01-preview",
                    "2020-01-01-preview",
                    "2019-06-01",
                    "2019-02-01-preview",
                    "2019-01-01",
                    "2018-09-15-preview",
                    "2018-05-01-preview",
                    "2018-01-01",
                    "2017-09-15-preview",
                    "2017-06-15-preview");

    private static final List<Provider> PROVIDERS =
            List.of(
                    new Provider(
                            Providers.NAMESPACE,
                            false,
                            List.of(
                                    new Type("operations", VAULTS),
                                    new Type("vaults", VAULTS),
                                    new Type("vaults/secrets", VAULTS),
                                    new Type("vaults/accessPolicies", VAULTS),
                                    new Type("checkNameAvailability", VAULTS),
                                    new Type("deletedVaults", since("2016-10-01", VAULTS)),
                                    new Type("locations", since("2016-10-01", VAULTS)),
                                    new Type(
                                            "locations/deletedVaults", since("2016-10-01", VAULTS)),
                                    new Type("locations/usages", VAULTS),
                                    hidden("managedHSMs", VAULTS),
                                    hidden("deletedManagedHSMs", VAULTS))),
                    new Provider(
                            "Microsoft.Authorization",
                            true,
                            List.of(
                                    new Type("roleAssignments", ROLE_ASSIGNMENTS),
                                    new Type("roleDefinitions", ROLE_DEFINITIONS))),
                    new Provider(
                            "Microsoft.EventGrid",
                            true,
                            List.of(new Type("eventSubscriptions", EVENT_GRID))),
                    new Provider(
                            RESOURCES,
                            true,
                            List.of(
                                    new Type("tenants", RESOURCE_MANAGER),
                                    new Type("providers", RESOURCE_MANAGER),
                                    new Type("subscriptions", RESOURCE_MANAGER),
                                    new Type("subscriptions/providers", RESOURCE_MANAGER),
                                    new Type("subscriptions/locations", RESOURCE_MANAGER),
                                    new Type("subscriptions/resources", RESOURCE_MANAGER),
                                    new Type("subscriptions/resourceGroups", RESOURCE_MANAGER),
                                    new Type(
                                            "subscriptions/resourceGroups/resources",
                                            RESOURCE_MANAGER),
                                    new Type("resourceGroups", RESOURCE_MANAGER),
                                    hidden("offers", RESOURCE_MANAGER),
                                    hidden("delegatedProviders", RESOURCE_MANAGER),
                                    new Type("tags", since("2019-10-01", RESOURCE_MANAGER)))));

    /// What plans, offers and subscriptions are managed by (tenancy.md), all types alike.
    private static final Map<String, List<String>> TENANCY =
            Map.of(
                    "Microsoft.Subscriptions",
                    List.of("2015-11-01"),
                    "Microsoft.Subscriptions.Admin",
                    List.of("2015-11-01"),
                    "Microsoft.KeyVault.Admin",
                    List.of("2023-11-29-preview", "2017-02-01-preview"),
                    UncountedService.COMPUTE.namespace(),
                    UncountedService.COMPUTE.versions(),
                    UncountedService.NETWORK.namespace(),
                    UncountedService.NETWORK.versions(),
                    UncountedService.STORAGE.namespace(),
                    UncountedService.STORAGE.versions());

    /// Of a namespace in a subscription, which is Resource Manager's affair.
    private static final Set<String> REGISTRATIONS = Set.of("register", "unregister");

    /// What is told of at the operator's endpoint.
    private static final List<Provider> OPERATORS =
            List.of(
                    provider("Microsoft.Authorization").orElseThrow(),
                    quotas(UncountedService.COMPUTE.namespace()),
                    quotas("Microsoft.KeyVault.Admin"),
                    quotas(UncountedService.NETWORK.namespace()),
                    provider(RESOURCES).orElseThrow(),
                    quotas(UncountedService.STORAGE.namespace()),
                    alike(
                            "Microsoft.Subscriptions.Admin",
                            "checkIdentityHealth",
                            "checkNameAvailability",
                            "delegatedProviders",
                            "delegatedProviders/offers",
                            "directoryTenants",
                            "locations",
                            "locations/quotas",
                            "moveSubscriptions",
                            "offers",
                            "offers/offerDelegations",
                            "operations",
                            "plans",
                            "subscriptions",
                            "subscriptions/acquiredPlans",
                            "validateMoveSubscriptions"));

    private ResourceTypes() {}

    /// A namespace and what is in it.
    ///
    /// @param always whether every subscription is registered, and stays so
    record Provider(String namespace, boolean always, List<Type> types) {
        /// Those that are told of.
        Stream<Type> listed() {
            return types.stream().filter(Type::listed);
        }

        private Optional<Type> find(String name) {
            return types.stream().filter(type -> type.name.equalsIgnoreCase(name)).findFirst();
        }
    }

    /// @param versions newest first
    /// @param listed whether `GET /providers` tells of it
    record Type(String name, List<String> versions, boolean listed) {
        Type(String name, List<String> versions) {
            this(name, versions, true);
        }
    }

    /// Answered only so that tools which ask find nothing.
    private static Type hidden(String name, List<String> versions) {
        return new Type(name, versions, false);
    }

    private static List<String> since(String first, List<String> newestFirst) {
        return newestFirst.subList(0, newestFirst.indexOf(first) + 1);
    }

    private static Provider quotas(String namespace) {
        return alike(namespace, "locations/quotas", "operations");
    }

    private static Provider alike(String namespace, String... types) {
        List<String> versions = Objects.requireNonNull(TENANCY.get(namespace));
        return new Provider(
                namespace, true, Stream.of(types).map(type -> new Type(type, versions)).toList());
    }

    /// Those of tenants' subscriptions.
    static List<Provider> providers() {
        return PROVIDERS;
    }

    /// Those of the operator's.
    static List<Provider> operators() {
        return OPERATORS;
    }

    /// In any letter case.
    private static Optional<Provider> provider(String namespace) {
        return PROVIDERS.stream()
                .filter(each -> each.namespace.equalsIgnoreCase(namespace))
                .findFirst();
    }

    /// The route, which now takes the versions of what it leads to and no others. What needs no
    /// token takes any.
    public static Route versioned(Route route, Regions regions) {
        return route.operation().access() instanceof Access.SignedIn
                ? route.in(versions(route.template(), regions))
                : route;
    }

    /// What stands behind the last namespace of a path says the type; without one it is Resource
    /// Manager's own. Actions such as `purge` belong to the type they are behind.
    private static KnownVersions versions(String template, Regions regions) {
        List<String> parts = List.of(template.substring(1).split("/"));
        int namespace = parts.lastIndexOf("providers") + 1;
        if (namespace > 0 && namespace < parts.size()) {
            String name = parts.get(namespace);
            List<String> behind = parts.subList(namespace + 1, parts.size());
            List<String> alike = name.startsWith(OWN) ? OWN_VERSIONS : TENANCY.get(name);
            if (alike != null && !REGISTRATIONS.containsAll(behind)) {
                return new KnownVersions(name, String.join("/", types(behind)), alike, regions);
            }
            Optional<KnownVersions> found =
                    provider(name).flatMap(provider -> known(provider, behind, regions));
            if (found.isPresent()) {
                return found.get();
            }
        }
        return known(provider(RESOURCES).orElseThrow(), parts, regions)
                .orElseThrow(() -> Bug.because("no resource type for " + template));
    }

    /// The type with the longest name among those the path goes through.
    private static Optional<KnownVersions> known(
            Provider provider, List<String> parts, Regions regions) {
        List<String> names = types(parts);
        for (; !names.isEmpty(); names.removeLast()) {
            Optional<Type> type = provider.find(String.join("/", names));
            if (type.isPresent()) {
                return type.map(found ->
                        new KnownVersions(provider.namespace, found.name, found.versions, regions));
            }
        }
        return Optional.empty();
    }

    /// Every other part; those between are names.
    private static List<String> types(List<String> parts) {
        List<String> types = new ArrayList<>();
        for (int i = 0; i < parts.size(); i += 2) {
            types.add(parts.get(i));
        }
        return types;
    }
}
