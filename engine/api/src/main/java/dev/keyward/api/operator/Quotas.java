package dev.keyward.api.operator;

import dev.keyward.api.arm.Management;
import dev.keyward.api.arm.Pages;
import dev.keyward.api.exchange.ApiResponse;
import dev.keyward.api.exchange.Exchange;
import dev.keyward.api.operation.Route;
import dev.keyward.directory.offers.Catalogue;
import dev.keyward.directory.offers.Limits;
import dev.keyward.directory.offers.Quota;
import dev.keyward.directory.offers.QuotaId;
import dev.keyward.wire.arm.ArmList;
import dev.keyward.wire.offers.QuotaResource;
import dev.keyward.wire.offers.SubscriptionQuota;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// Quotas of key vaults (tenancy.md, section 3.5): `Unlimited`, which is always there, and the
/// operator's own; and the one quota of subscriptions.
final class Quotas {
    private static final String KEY_VAULT = QuotaPaths.all(QuotaId.KEY_VAULT);
    private static final String SUBSCRIPTIONS = QuotaPaths.all(QuotaId.SUBSCRIPTIONS);
    private static final String TYPE = QuotaPaths.type(QuotaId.KEY_VAULT);
    private static final String SUBSCRIPTION_TYPE = QuotaPaths.type(QuotaId.SUBSCRIPTIONS);

    private final Catalogue catalogue;
    private final QuotaPaths paths;

    Quotas(Catalogue catalogue, QuotaPaths paths) {
        this.catalogue = catalogue;
        this.paths = paths;
    }

    List<Route> routes() {
        String one = KEY_VAULT + "/{name}";
        return List.of(
                Route.get(KEY_VAULT, Management.read(TYPE + "/read", this::list)),
                Route.get(one, Management.read(TYPE + "/read", this::get)),
                Route.put(one, Management.change(TYPE + "/write", this::put)),
                Route.delete(one, Management.change(TYPE + "/delete", this::delete)),
                Route.get(
                        SUBSCRIPTIONS,
                        Management.read(SUBSCRIPTION_TYPE + "/read", this::ofSubscriptions)),
                Route.get(
                        SUBSCRIPTIONS + "/{name}",
                        Management.read(SUBSCRIPTION_TYPE + "/read", this::ofSubscriptionsOne)));
    }

    private ApiResponse list(Exchange exchange) {
        UUID provider = paths.authorized(exchange, QuotaId.KEY_VAULT, "/read");
        return Pages.of(
                exchange,
                catalogue.quotas(paths.location(exchange, QuotaId.KEY_VAULT)),
                Quota::name,
                quota -> resource(provider, quota));
    }

    private ApiResponse get(Exchange exchange) {
        UUID provider = paths.authorized(exchange, QuotaId.KEY_VAULT, "/read");
        Quota quota =
                found(exchange)
                        .orElseThrow(() ->
                                OperatorRights.notFound(exchange, TYPE, exchange.path("name")));
        return ApiResponse.json(200, resource(provider, quota).toJson());
    }

    private ApiResponse put(Exchange exchange) {
        UUID provider = paths.authorized(exchange, QuotaId.KEY_VAULT, "/write");
        String location = paths.location(exchange, QuotaId.KEY_VAULT);
        String name = Described.name(exchange.path("name"));
        QuotaResource given = QuotaResource.parse(exchange.body());
        Optional<Quota> before = found(exchange);
        before.ifPresent(Quotas::requireOwn);
        Quota next =
                new Quota(
                        location,
                        before.map(Quota::name).orElse(name),
                        new Limits(
                                atLeast(0, "properties.maxVaults", given.maxVaults()),
                                atLeast(0, "properties.maxObjects", given.maxObjects()),
                                atLeast(
                                        1,
                                        "properties.maxRequestsPerSecond",
                                        given.maxRequestsPerSecond())));
        int status = before.isPresent() ? 200 : 201;
        exchange.await(catalogue.put(next, exchange.evidence(status)));
        return ApiResponse.json(status, resource(provider, next).toJson());
    }

    private static @Nullable Long atLeast(long least, String field, @Nullable Long given) {
        if (given != null && given < least) {
            throw Described.bad(field, least + " or more, or absent where there is no limit");
        }
        return given;
    }

    private ApiResponse delete(Exchange exchange) {
        paths.authorized(exchange, QuotaId.KEY_VAULT, "/delete");
        Optional<Quota> quota = found(exchange);
        if (quota.isEmpty()) {
            return ApiResponse.empty(204);
        }
        requireOwn(quota.get());
        exchange.await(catalogue.delete(quota.get(), exchange.evidence(200)));
        return ApiResponse.empty(200);
    }

    private static void requireOwn(Quota quota) {
        if (quota.isBuiltIn()) {
            throw Management.refused(
                    409,
                    "BuiltInQuota",
                    "The quota '" + Quota.UNLIMITED + "' is built in; it can't be changed.");
        }
    }

    private ApiResponse ofSubscriptions(Exchange exchange) {
        UUID provider = paths.authorized(exchange, QuotaId.SUBSCRIPTIONS, "/read");
        String location = paths.location(exchange, QuotaId.SUBSCRIPTIONS);
        return ApiResponse.json(
                200, ArmList.of(List.of(delegatedProvider(provider, location))).toJson());
    }

    private ApiResponse ofSubscriptionsOne(Exchange exchange) {
        UUID provider = paths.authorized(exchange, QuotaId.SUBSCRIPTIONS, "/read");
        String location = paths.location(exchange, QuotaId.SUBSCRIPTIONS);
        if (!exchange.path("name").equalsIgnoreCase(QuotaId.DELEGATED_PROVIDER)) {
            throw OperatorRights.notFound(exchange, SUBSCRIPTION_TYPE, exchange.path("name"));
        }
        return ApiResponse.json(200, delegatedProvider(provider, location).toJson());
    }

    private static SubscriptionQuota delegatedProvider(UUID provider, String location) {
        QuotaId id = new QuotaId(QuotaId.SUBSCRIPTIONS, location, QuotaId.DELEGATED_PROVIDER);
        return new SubscriptionQuota(QuotaPaths.envelope(provider, id), false);
    }

    private Optional<Quota> found(Exchange exchange) {
        return catalogue.quota(paths.location(exchange, QuotaId.KEY_VAULT), exchange.path("name"));
    }

    private static QuotaResource resource(UUID provider, Quota quota) {
        return new QuotaResource(
                QuotaPaths.envelope(provider, quota.id()),
                quota.limits().vaults(),
                quota.limits().objects(),
                quota.limits().requestsPerSecond());
    }
}
