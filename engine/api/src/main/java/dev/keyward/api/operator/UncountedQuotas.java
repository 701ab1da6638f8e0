package dev.keyward.api.operator;

import dev.keyward.api.arm.Management;
import dev.keyward.api.arm.Pages;
import dev.keyward.api.exchange.ApiResponse;
import dev.keyward.api.exchange.Exchange;
import dev.keyward.api.operation.Route;
import dev.keyward.directory.offers.Catalogue;
import dev.keyward.directory.offers.QuotaId;
import dev.keyward.directory.offers.UncountedQuota;
import dev.keyward.wire.offers.UncountedQuotaResource;
import dev.keyward.wire.offers.UncountedService;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/// Quotas of a service that isn't here (tenancy.md, section 3): kept for plans to name.
final class UncountedQuotas {
    private final UncountedService service;
    private final Catalogue catalogue;
    private final QuotaPaths paths;
    private final String type;

    UncountedQuotas(UncountedService service, Catalogue catalogue, QuotaPaths paths) {
        this.service = service;
        this.catalogue = catalogue;
        this.paths = paths;
        this.type = QuotaPaths.type(service.namespace());
    }

    List<Route> routes() {
        String all = QuotaPaths.all(service.namespace());
        String one = all + "/{name}";
        return List.of(
                Route.get(all, Management.read(type + "/read", this::list)),
                Route.get(one, Management.read(type + "/read", this::get)),
                Route.put(one, Management.change(type + "/write", this::put)),
                Route.delete(one, Management.change(type + "/delete", this::delete)));
    }

    private ApiResponse list(Exchange exchange) {
        UUID provider = authorized(exchange, "/read");
        return Pages.of(
                exchange,
                catalogue.uncountedQuotas(service.namespace(), location(exchange)),
                quota -> quota.id().name(),
                quota -> resource(provider, quota));
    }

    private ApiResponse get(Exchange exchange) {
        UUID provider = authorized(exchange, "/read");
        UncountedQuota quota =
                found(exchange)
                        .orElseThrow(() ->
                                OperatorRights.notFound(exchange, type, exchange.path("name")));
        return ApiResponse.json(200, resource(provider, quota).toJson());
    }

    private ApiResponse put(Exchange exchange) {
        UUID provider = authorized(exchange, "/write");
        String name = Described.name(exchange.path("name"));
        Map<String, String> settings =
                UncountedQuotaResource.parse(service, exchange.body()).settings();
        settings.forEach(this::check);
        Optional<UncountedQuota> before = found(exchange);
        UncountedQuota next =
                new UncountedQuota(
                        before.map(UncountedQuota::id)
                                .orElseGet(() ->
                                        new QuotaId(service.namespace(), location(exchange), name)),
                        settings);
        int status = before.isPresent() ? 200 : 201;
        exchange.await(catalogue.put(next, exchange.evidence(status)));
        return ApiResponse.json(status, resource(provider, next).toJson());
    }

    private void check(String member, String value) {
        String field = "properties." + member;
        if (!service.numbers().contains(member)) {
            Described.label(field, value);
        } else if (value.startsWith("-")) {
            throw Described.bad(field, "0 or more");
        }
    }

    private ApiResponse delete(Exchange exchange) {
        authorized(exchange, "/delete");
        Optional<UncountedQuota> quota = found(exchange);
        if (quota.isEmpty()) {
            return ApiResponse.empty(204);
        }
        exchange.await(catalogue.delete(quota.get(), exchange.evidence(200)));
        return ApiResponse.empty(200);
    }

    private UUID authorized(Exchange exchange, String verb) {
        return paths.authorized(exchange, service.namespace(), verb);
    }

    private String location(Exchange exchange) {
        return paths.location(exchange, service.namespace());
    }

    private Optional<UncountedQuota> found(Exchange exchange) {
        return catalogue.uncountedQuota(
                new QuotaId(service.namespace(), location(exchange), exchange.path("name")));
    }

    private UncountedQuotaResource resource(UUID provider, UncountedQuota quota) {
        return new UncountedQuotaResource(
                service, QuotaPaths.envelope(provider, quota.id()), quota.settings());
    }
}
