package dev.keyward.api.data.certificates;

import dev.keyward.api.data.objects.Bodies;
import dev.keyward.api.data.objects.Cursors;
import dev.keyward.api.exchange.ApiResponse;
import dev.keyward.api.exchange.Exchange;
import dev.keyward.model.ObjectName;
import dev.keyward.vault.issuers.Issuer;
import dev.keyward.vault.issuers.IssuerSettings;
import dev.keyward.vault.issuers.Organization;
import dev.keyward.vault.issuers.VaultIssuers;
import dev.keyward.vault.objects.Evidence;
import dev.keyward.wire.ObjectAttributes;
import dev.keyward.wire.Required;
import dev.keyward.wire.certificates.IssuerBundle;
import dev.keyward.wire.certificates.IssuerItem;
import dev.keyward.wire.certificates.IssuerParameters;
import dev.keyward.wire.certificates.OrganizationBody;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The operations on the issuers of a vault (data-plane-certificates.md, section 1, 6 to 10).
final class IssuerHandlers {
    private static final String PATH = "/certificates/issuers";

    private final VaultIssuers issuers;
    private final Cursors cursors;

    IssuerHandlers(VaultIssuers issuers, Cursors cursors) {
        this.issuers = issuers;
        this.cursors = cursors;
    }

    ApiResponse list(Exchange exchange) {
        Cursors.Wanted wanted = cursors.wanted(exchange, PATH);
        return Bodies.ok(
                cursors.page(
                        exchange,
                        PATH,
                        wanted.limit(),
                        issuers.list(exchange.vault(), wanted.after(), wanted.limit()),
                        issuer ->
                                new IssuerItem(
                                        id(exchange, issuer.name()),
                                        issuer.settings().provider())));
    }

    ApiResponse set(Exchange exchange) {
        try (IssuerParameters body = IssuerParameters.parse(exchange.body())) {
            IssuerSettings settings =
                    new IssuerSettings(
                            Required.member("provider", body.provider()),
                            body.accountId(),
                            body.password(),
                            organization(body.organization(), Organization.NONE),
                            !Boolean.FALSE.equals(body.attributes().enabled()));
            return answer(
                    exchange,
                    exchange.await(
                            issuers.set(
                                    exchange.vault(),
                                    name(exchange),
                                    settings,
                                    recorded(exchange))));
        }
    }

    ApiResponse update(Exchange exchange) {
        try (IssuerParameters body = IssuerParameters.parse(exchange.body())) {
            return answer(
                    exchange,
                    exchange.await(
                            issuers.update(
                                    exchange.vault(),
                                    name(exchange),
                                    old -> changed(old, body),
                                    recorded(exchange))));
        }
    }

    private static IssuerSettings changed(IssuerSettings old, IssuerParameters body) {
        Boolean enabled = body.attributes().enabled();
        return new IssuerSettings(
                body.provider() == null ? old.provider() : body.provider(),
                body.accountId() == null ? old.accountId() : body.accountId(),
                body.password() == null ? old.password() : body.password(),
                removesAdministrators(old, body)
                        ? new Organization(old.organization().id(), List.of())
                        : organization(body.organization(), old.organization()),
                enabled == null ? old.enabled() : enabled);
    }

    /// az CLI removes the last administrator by naming nothing but the organization's id. That
    /// would change nothing if administrators that aren't named stayed, as they do otherwise.
    private static boolean removesAdministrators(IssuerSettings old, IssuerParameters body) {
        OrganizationBody organization = body.organization();
        return organization != null
                && organization.id() != null
                && organization.id().equals(old.organization().id())
                && organization.administrators() == null
                && body.provider() == null
                && body.accountId() == null
                && body.password() == null
                && body.attributes().enabled() == null;
    }

    ApiResponse get(Exchange exchange) {
        ObjectName name = name(exchange);
        exchange.audit().object(id(exchange, name));
        return answer(exchange, issuers.get(exchange.vault(), name));
    }

    ApiResponse delete(Exchange exchange) {
        return answer(
                exchange,
                exchange.await(
                        issuers.delete(exchange.vault(), name(exchange), recorded(exchange))));
    }

    private static ObjectName name(Exchange exchange) {
        return new ObjectName(exchange.path("issuer"));
    }

    private static Evidence<Issuer> recorded(Exchange exchange) {
        return issuer -> {
            exchange.audit().object(id(exchange, issuer.name()));
            exchange.audit().certificateIssuer(issuer.settings().provider());
            return exchange.evidence(200).get();
        };
    }

    private static String id(Exchange exchange, ObjectName name) {
        return exchange.endpoints().vault(exchange.vault()) + PATH + "/" + name;
    }

    private static ApiResponse answer(Exchange exchange, Issuer issuer) {
        IssuerSettings settings = issuer.settings();
        return Bodies.ok(
                new IssuerBundle(
                        id(exchange, issuer.name()),
                        settings.provider(),
                        settings.accountId(),
                        new OrganizationBody(
                                settings.organization().id(),
                                settings.organization().administrators().stream()
                                        .map(IssuerHandlers::body)
                                        .toList()),
                        new ObjectAttributes(
                                settings.enabled(),
                                null,
                                null,
                                issuer.created(),
                                issuer.updated(),
                                null,
                                null,
                                null)));
    }

    private static OrganizationBody.Administrator body(Organization.Administrator person) {
        return new OrganizationBody.Administrator(
                person.firstName(), person.lastName(), person.email(), person.phone());
    }

    private static Organization organization(@Nullable OrganizationBody body, Organization base) {
        if (body == null) {
            return base;
        }
        List<OrganizationBody.Administrator> people = body.administrators();
        return new Organization(
                body.id() == null ? base.id() : body.id(),
                people == null
                        ? base.administrators()
                        : people.stream()
                                .map(each ->
                                        new Organization.Administrator(
                                                each.firstName(),
                                                each.lastName(),
                                                each.email(),
                                                each.phone()))
                                .toList());
    }
}
