package dev.keyward.api.arm;

import dev.keyward.api.exchange.ApiResponse;
import dev.keyward.api.exchange.Exchange;
import dev.keyward.api.operation.Route;
import dev.keyward.directory.offers.Entitlements;
import dev.keyward.directory.tenancy.Subscription;
import dev.keyward.directory.tenancy.Subscription.Registration;
import dev.keyward.directory.tenancy.Tenancy;
import dev.keyward.model.Printable;
import dev.keyward.model.Regions;
import dev.keyward.vault.vaults.Vaults;
import dev.keyward.wire.RefusedRequest;
import dev.keyward.wire.arm.ArmList;
import dev.keyward.wire.arm.ProviderResource;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Resource providers and whether a subscription uses them (management-plane.md, section 9): key
/// vaults if it has them by its plans (tenancy.md, section 8) and registered for them, and what
/// belongs to every subscription.
final class Providers {
    static final String NAMESPACE = "Microsoft.KeyVault";

    private static final String LIST = "/providers";
    private static final String ONE = "/providers/{namespace}";
    private static final String READ = "Microsoft.Resources/providers/read";
    private static final String READ_IN = "Microsoft.Resources/subscriptions/providers/read";
    private static final String TAGGED = "SupportsTags, SupportsLocation";

    private final List<ResourceTypes.Provider> providers;
    private final Tenancy tenancy;
    private final Rights rights;
    private final Entitlements entitlements;
    private final Vaults vaults;
    private final Regions regions;

    /// @param providers those that are told of
    Providers(
            List<ResourceTypes.Provider> providers,
            Tenancy tenancy,
            Rights rights,
            Entitlements entitlements,
            Vaults vaults,
            Regions regions) {
        this.providers = providers;
        this.tenancy = tenancy;
        this.rights = rights;
        this.entitlements = entitlements;
        this.vaults = vaults;
        this.regions = regions;
    }

    List<Route> routes() {
        String in = ManagementRoutes.SUBSCRIPTION;
        List<Route> routes =
                new ArrayList<>(
                        List.of(
                                Route.get(LIST, Management.read(READ, this::all)),
                                Route.get(ONE, Management.read(READ, this::one)),
                                Route.get(in + LIST, Management.read(READ_IN, this::allIn)),
                                Route.get(in + ONE, Management.read(READ_IN, this::oneIn)),
                                // Of those that are there it is said below.
                                Route.post(
                                        in + ONE + "/register",
                                        Management.read(READ_IN, this::oneIn)),
                                Route.post(
                                        in + ONE + "/unregister",
                                        Management.read(READ_IN, this::oneIn))));
        for (ResourceTypes.Provider provider : providers) {
            String path = in + LIST + "/" + provider.namespace();
            String register = provider.namespace() + "/register/action";
            String unregister = provider.namespace() + "/unregister/action";
            routes.add(
                    Route.post(
                            path + "/register",
                            Management.change(
                                    register, exchange -> register(exchange, provider, register))));
            routes.add(
                    Route.post(
                            path + "/unregister",
                            Management.change(
                                    unregister,
                                    exchange -> unregister(exchange, provider, unregister))));
        }
        return routes;
    }

    private ApiResponse all(Exchange exchange) {
        return list(null);
    }

    private ApiResponse one(Exchange exchange) {
        return ApiResponse.json(200, resource(named(exchange), null).toJson());
    }

    private ApiResponse allIn(Exchange exchange) {
        return list(rights.in(exchange, READ_IN));
    }

    private ApiResponse oneIn(Exchange exchange) {
        Subscription subscription = rights.in(exchange, READ_IN);
        ResourceTypes.Provider provider = named(exchange);
        if (!isThere(provider, subscription)) {
            throw unknownNamespace(exchange);
        }
        return ApiResponse.json(200, resource(provider, subscription).toJson());
    }

    private ApiResponse list(@Nullable Subscription subscription) {
        List<ProviderResource> all =
                providers.stream()
                        .filter(provider -> isThere(provider, subscription))
                        .map(provider -> resource(provider, subscription))
                        .toList();
        return ApiResponse.json(200, ArmList.of(all).toJson());
    }

    /// What is always registered is so again.
    private ApiResponse register(
            Exchange exchange, ResourceTypes.Provider provider, String action) {
        Subscription subscription = rights.in(exchange, action);
        if (provider.always()) {
            return ApiResponse.json(200, resource(provider, subscription).toJson());
        }
        entitlements.requireKeyVault(subscription);
        return change(exchange, provider, subscription, Registration.REGISTERED);
    }

    private ApiResponse unregister(
            Exchange exchange, ResourceTypes.Provider provider, String action) {
        Subscription subscription = rights.in(exchange, action);
        if (provider.always()) {
            throw refused(
                    "The namespace '"
                            + provider.namespace()
                            + "' belongs to every subscription and can't be unregistered.");
        }
        if (!vaults.list(subscription.id()).isEmpty()
                || !vaults.listDeleted(subscription.id()).isEmpty()) {
            throw refused(
                    "The subscription still has key vaults, live or deleted; the namespace '"
                            + provider.namespace()
                            + "' can't be unregistered.");
        }
        return change(exchange, provider, subscription, Registration.UNREGISTERED);
    }

    private static RefusedRequest refused(String message) {
        return Management.refused(409, "CannotUnregisterProvider", message);
    }

    /// Repeatable: what already is so isn't written again.
    private ApiResponse change(
            Exchange exchange,
            ResourceTypes.Provider provider,
            Subscription subscription,
            Registration state) {
        Subscription now = subscription;
        if (subscription.registration(provider.namespace()) != state) {
            now =
                    exchange.await(
                            tenancy.register(
                                    subscription,
                                    provider.namespace(),
                                    state,
                                    exchange.evidence(200)));
        }
        return ApiResponse.json(200, resource(provider, now).toJson());
    }

    private ResourceTypes.Provider named(Exchange exchange) {
        String namespace = exchange.path("namespace");
        return providers.stream()
                .filter(each -> each.namespace().equalsIgnoreCase(namespace))
                .findFirst()
                .orElseThrow(() -> unknownNamespace(exchange));
    }

    private static RefusedRequest unknownNamespace(Exchange exchange) {
        return Management.refused(
                404,
                "InvalidResourceNamespace",
                "The resource namespace '"
                        + Printable.name(exchange.path("namespace"))
                        + "' is invalid.");
    }

    private boolean isThere(ResourceTypes.Provider provider, @Nullable Subscription subscription) {
        return provider.always()
                || subscription == null
                || !entitlements.keyVaultLocations(subscription).isEmpty();
    }

    private ProviderResource resource(
            ResourceTypes.Provider provider, @Nullable Subscription subscription) {
        List<String> locations = locations(provider, subscription);
        return new ProviderResource(
                subscription == null ? null : subscription.id().toString(),
                provider.namespace(),
                subscription == null ? null : state(provider, subscription).word(),
                provider.always()
                        ? ProviderResource.Policy.REGISTRATION_FREE
                        : ProviderResource.Policy.REGISTRATION_REQUIRED,
                provider.listed().map(type -> type(type, locations)).toList());
    }

    private static Registration state(ResourceTypes.Provider provider, Subscription subscription) {
        return provider.always()
                ? Registration.REGISTERED
                : subscription.registration(provider.namespace());
    }

    private static ProviderResource.Type type(ResourceTypes.Type type, List<String> locations) {
        return new ProviderResource.Type(
                type.name(),
                locations,
                type.versions(),
                type.name().equals("vaults") ? TAGGED : "None");
    }

    /// Those of the deployment, and for key vaults of the plans of a subscription. Resource
    /// Manager's own types are in no place.
    private List<String> locations(
            ResourceTypes.Provider provider, @Nullable Subscription subscription) {
        if (provider.namespace().equals(ResourceTypes.RESOURCES)) {
            return List.of();
        }
        List<String> all = regions.all();
        if (provider.always() || subscription == null) {
            return all;
        }
        Set<String> planned = entitlements.keyVaultLocations(subscription);
        return all.stream().filter(planned::contains).toList();
    }
}
