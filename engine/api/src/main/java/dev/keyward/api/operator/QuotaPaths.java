package dev.keyward.api.operator;

import dev.keyward.api.exchange.Exchange;
import dev.keyward.directory.offers.QuotaId;
import dev.keyward.wire.offers.Envelope;
import java.util.UUID;

/// Paths of quotas: `.../providers/{namespace}/locations/{location}/quotas/{name}`.
record QuotaPaths(OperatorRights rights, Described described) {
    /// Behind a namespace of the operator's subscription.
    static final String QUOTAS = "/locations/{location}/quotas";

    static String all(String namespace) {
        return OperatorRoutes.SUBSCRIPTION + "/providers/" + namespace + QUOTAS;
    }

    static String type(String namespace) {
        return namespace + "/locations/quotas";
    }

    /// The operator's subscription, if the caller may do it there.
    ///
    /// @param verb such as `/read`
    UUID authorized(Exchange exchange, String namespace, String verb) {
        String action = type(namespace) + verb;
        String location = exchange.path("location");
        return exchange.optionalPath("name")
                .map(name ->
                        rights.at(
                                exchange,
                                action,
                                "providers",
                                namespace,
                                "locations",
                                location,
                                "quotas",
                                name))
                .orElseGet(() ->
                        rights.at(exchange, action, "providers", namespace, "locations", location))
                .id();
    }

    /// The location of the deployment that the path names, lower case.
    String location(Exchange exchange, String namespace) {
        String given = exchange.path("location");
        return described
                .find(given)
                .orElseThrow(
                        () -> OperatorRights.notFound(exchange, namespace + "/locations", given));
    }

    /// Quotas are named with their location before them.
    static Envelope envelope(UUID provider, QuotaId id) {
        return new Envelope(id.id(provider), id.location() + "/" + id.name(), id.location(), null);
    }
}
