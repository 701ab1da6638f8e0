package dev.keyward.api.arm;

import dev.keyward.api.exchange.ApiResponse;
import dev.keyward.api.exchange.Exchange;
import dev.keyward.api.operation.Route;
import dev.keyward.directory.offers.Entitlements;
import dev.keyward.directory.tenancy.Subscription;
import dev.keyward.directory.tenancy.Tenancy;
import dev.keyward.model.Printable;
import dev.keyward.model.Regions;
import dev.keyward.vault.vaults.Vaults;
import dev.keyward.wire.RefusedRequest;
import dev.keyward.wire.arm.ArmList;
import dev.keyward.wire.arm.ProviderResource;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Resource providers and whether a subscription uses them (management-plane.md, section 9). There
/// is one: key vaults. A subscription has it by its plans (tenancy.md, section 8).
final class Providers {
    static final String NAMESPACE = "Microsoft.KeyVault";

    private static final List<String> API_VERSIONS =
            List.of(
                    "2026-02-01",
                    "2025-05-01",
                    "2023-07-01",
                    "2023-02-01",
                    "2022-07-01",
                    "2021-10-01",
                    "2019-09-01",
                    "2018-02-14",
                    "2016-10-01",
                    "2015-06-01");
    private static final String LIST = "/providers";
    private static final String ONE = "/providers/{namespace}";

    private final Tenancy tenancy;
    private final Rights rights;
    private final Entitlements entitlements;
    private final Vaults vaults;
    private final Regions regions;

    Providers(
            Tenancy tenancy,
            Rights rights,
            Entitlements entitlements,
            Vaults vaults,
            Regions regions) {
        this.tenancy = tenancy;
        this.rights = rights;
        this.entitlements = entitlements;
        this.vaults = vaults;
        this.regions = regions;
    }

    List<Route> routes() {
        String in = ManagementRoutes.SUBSCRIPTION;
        return List.of(
                Route.get(LIST, Management.read("Microsoft.Resources/providers/read", this::all)),
                Route.get(ONE, Management.read("Microsoft.Resources/providers/read", this::one)),
                Route.get(
                        ManagementRoutes.KEY_VAULT + "/operations",
                        Management.read("Microsoft.KeyVault/operations/read", this::operations)),
                Route.get(
                        in + LIST,
                        Management.read(
                                "Microsoft.Resources/subscriptions/providers/read", this::allIn)),
                Route.get(
                        in + ONE,
                        Management.read(
                                "Microsoft.Resources/subscriptions/providers/read", this::oneIn)),
                Route.post(
                        in + ONE + "/register",
                        Management.change("Microsoft.KeyVault/register/action", this::register)),
                Route.post(
                        in + ONE + "/unregister",
                        Management.change(
                                "Microsoft.KeyVault/unregister/action", this::unregister)));
    }

    private ApiResponse all(Exchange exchange) {
        return ApiResponse.json(200, ArmList.of(List.of(provider(null))).toJson());
    }

    private ApiResponse one(Exchange exchange) {
        checkNamespace(exchange);
        return ApiResponse.json(200, provider(null).toJson());
    }

    private ApiResponse operations(Exchange exchange) {
        return ApiResponse.json(200, ArmList.of(KeyVaultOperations.ALL).toJson());
    }

    private ApiResponse allIn(Exchange exchange) {
        Subscription subscription =
                rights.in(exchange, "Microsoft.Resources/subscriptions/providers/read");
        List<ProviderResource> all =
                entitlements.keyVaultLocations(subscription).isEmpty()
                        ? List.of()
                        : List.of(provider(subscription));
        return ApiResponse.json(200, ArmList.of(all).toJson());
    }

    private ApiResponse oneIn(Exchange exchange) {
        Subscription subscription =
                rights.in(exchange, "Microsoft.Resources/subscriptions/providers/read");
        checkNamespace(exchange);
        if (entitlements.keyVaultLocations(subscription).isEmpty()) {
            throw unknownNamespace(exchange);
        }
        return ApiResponse.json(200, provider(subscription).toJson());
    }

    private ApiResponse register(Exchange exchange) {
        Subscription subscription = rights.in(exchange, "Microsoft.KeyVault/register/action");
        checkNamespace(exchange);
        entitlements.requireKeyVault(subscription);
        return change(exchange, subscription, Subscription.Registration.REGISTERED);
    }

    private ApiResponse unregister(Exchange exchange) {
        Subscription subscription = rights.in(exchange, "Microsoft.KeyVault/unregister/action");
        checkNamespace(exchange);
        if (!vaults.list(subscription.id()).isEmpty()
                || !vaults.listDeleted(subscription.id()).isEmpty()) {
            throw Management.refused(
                    409,
                    "CannotUnregisterProvider",
                    "The subscription still has key vaults, live or deleted; the namespace"
                            + " 'Microsoft.KeyVault' can't be unregistered.");
        }
        return change(exchange, subscription, Subscription.Registration.UNREGISTERED);
    }

    /// Repeatable: what already is so isn't written again.
    private ApiResponse change(
            Exchange exchange, Subscription subscription, Subscription.Registration state) {
        Subscription now = subscription;
        if (subscription.registration(NAMESPACE) != state) {
            now =
                    exchange.await(
                            tenancy.register(
                                    subscription, NAMESPACE, state, exchange.evidence(200)));
        }
        return ApiResponse.json(200, provider(now).toJson());
    }

    private static void checkNamespace(Exchange exchange) {
        if (!exchange.path("namespace").equalsIgnoreCase(NAMESPACE)) {
            throw unknownNamespace(exchange);
        }
    }

    private static RefusedRequest unknownNamespace(Exchange exchange) {
        return Management.refused(
                404,
                "InvalidResourceNamespace",
                "The resource namespace '"
                        + Printable.name(exchange.path("namespace"))
                        + "' is invalid.");
    }

    private ProviderResource provider(@Nullable Subscription subscription) {
        List<String> locations = locations(subscription);
        return new ProviderResource(
                subscription == null ? null : subscription.id().toString(),
                NAMESPACE,
                subscription == null ? null : subscription.registration(NAMESPACE).word(),
                Stream.of(
                                "operations",
                                "vaults",
                                "vaults/secrets",
                                "vaults/accessPolicies",
                                "checkNameAvailability",
                                "deletedVaults",
                                "locations",
                                "locations/deletedVaults",
                                "locations/usages")
                        .map(name -> new ProviderResource.Type(name, locations, API_VERSIONS))
                        .toList());
    }

    /// Those of the deployment, and of the plans of a subscription.
    private List<String> locations(@Nullable Subscription subscription) {
        List<String> all = regions.all();
        if (subscription == null) {
            return all;
        }
        Set<String> planned = entitlements.keyVaultLocations(subscription);
        return all.stream().filter(planned::contains).toList();
    }
}
