package dev.keyward.api.graph;

import dev.keyward.api.exchange.ApiResponse;
import dev.keyward.api.exchange.AuditFields;
import dev.keyward.api.exchange.Exchange;
import dev.keyward.api.operation.Route;
import dev.keyward.directory.principals.Application;
import dev.keyward.directory.principals.Applications;
import dev.keyward.directory.principals.Principal;
import dev.keyward.directory.principals.RedirectUris;
import dev.keyward.model.Guids;
import dev.keyward.model.SecretBytes;
import dev.keyward.model.VaultError;
import dev.keyward.model.VaultException;
import dev.keyward.wire.RefusedRequest;
import dev.keyward.wire.graph.ApplicationChange;
import dev.keyward.wire.graph.ApplicationParameters;
import dev.keyward.wire.graph.DirectoryObject;
import dev.keyward.wire.graph.SignInSettings;
import dev.keyward.wire.graph.SimpleParameters;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.UUID;

/// Registers applications, their secrets and service principals.
final class GraphApplications {
    /// What tools take for granted where no end is given.
    private static final Duration SECRET_LIFE = Duration.ofDays(365);

    private final Graph graph;
    private final Applications applications;

    GraphApplications(Graph graph) {
        this.graph = graph;
        this.applications = graph.directory().applications();
    }

    List<Route> routes() {
        return List.of(
                Route.post(
                        graph.path("applications"),
                        graph.change("DirectoryApplicationCreate", this::register)),
                Route.patch(
                        graph.path("applications/{id}"),
                        graph.change("DirectoryApplicationUpdate", this::update)),
                Route.delete(
                        graph.path("applications/{id}"),
                        graph.change("DirectoryApplicationDelete", this::delete)),
                Route.post(
                        graph.path("applications/{id}/addPassword"),
                        graph.change("DirectoryApplicationSecretAdd", this::addSecret)),
                Route.post(
                        graph.path("applications/{id}/removePassword"),
                        graph.change("DirectoryApplicationSecretRemove", this::removeSecret)),
                Route.post(
                        graph.path("servicePrincipals"),
                        graph.change(
                                "DirectoryServicePrincipalCreate", this::createServicePrincipal)),
                Route.delete(
                        graph.path("servicePrincipals/{id}"),
                        graph.change(
                                "DirectoryServicePrincipalDelete", this::deleteServicePrincipal)));
    }

    private ApiResponse register(Exchange exchange) {
        try (ApplicationParameters given = ApplicationParameters.parse(exchange.body())) {
            Application application =
                    exchange.await(
                            applications.register(
                                    Graph.tenantId(exchange),
                                    given.displayName(),
                                    new Application.Profile(
                                            given.homePage(), given.identifierUris()),
                                    chosen(given, exchange.received()),
                                    GraphAssertors.given(given.certificates()),
                                    before -> changed(before, given.signIn()),
                                    exchange.evidence(201)));
            return graph.one(201, graph.answer(application));
        }
    }

    /// What isn't given stays. AAD Graph's one list is all of them, of the kind that its flag says.
    private static RedirectUris changed(RedirectUris before, SignInSettings given) {
        boolean fallback =
                Objects.requireNonNullElse(given.fallbackPublic(), before.fallbackPublic());
        List<String> all = given.replyUrls();
        if (all != null) {
            return new RedirectUris(
                    before.appId(),
                    fallback ? List.of() : all,
                    List.of(),
                    fallback ? all : List.of(),
                    fallback);
        }
        return new RedirectUris(
                before.appId(),
                Objects.requireNonNullElse(given.web(), before.web()),
                Objects.requireNonNullElse(given.spa(), before.spa()),
                Objects.requireNonNullElse(given.publicClient(), before.publicClient()),
                fallback);
    }

    static SignInSettings.Shown shown(RedirectUris uris) {
        return new SignInSettings.Shown(
                uris.web(), uris.spa(), uris.publicClient(), uris.fallbackPublic());
    }

    private static List<Applications.ChosenSecret> chosen(
            ApplicationParameters given, Instant now) {
        List<Applications.ChosenSecret> chosen = new ArrayList<>();
        for (ApplicationParameters.Secret secret : given.secrets()) {
            if (secret.value() == null) {
                throw new VaultException(
                        new VaultError.BadParameter(
                                "passwordCredentials", "given with a value, or added afterwards"));
            }
            Instant start = Objects.requireNonNullElse(secret.start(), now);
            chosen.add(
                    new Applications.ChosenSecret(
                            secret.keyId(), secret.value(), start, end(secret, start)));
        }
        return chosen;
    }

    private static Instant end(ApplicationParameters.Secret secret, Instant start) {
        return Objects.requireNonNullElseGet(secret.end(), () -> start.plus(SECRET_LIFE));
    }

    /// What isn't given stays. Secrets are added and removed one by one, not here; of certificates
    /// those stay that are named.
    private ApiResponse update(Exchange exchange) {
        Application before = graph.application(exchange);
        ApplicationChange given = ApplicationChange.parse(exchange.body());
        Application.Profile profile = before.profile();
        exchange.await(
                applications.change(
                        before,
                        Objects.requireNonNullElse(given.displayName(), before.displayName()),
                        new Application.Profile(
                                given.homePage() == null ? profile.homePage() : given.homePage(),
                                Objects.requireNonNullElse(
                                        given.identifierUris(), profile.identifierUris())),
                        given.certificates() == null
                                ? null
                                : GraphAssertors.given(given.certificates()),
                        uris -> changed(uris, given.signIn()),
                        exchange.evidence(204)));
        return ApiResponse.empty(204);
    }

    /// The answer holds the secret, this one time.
    private ApiResponse addSecret(Exchange exchange) {
        Application application = graph.application(exchange);
        ApplicationParameters.Secret given =
                ApplicationParameters.parseAddPassword(exchange.body());
        if (given.value() != null) {
            given.value().close();
            throw new VaultException(
                    new VaultError.BadParameter("secretText", "left to the service to make"));
        }
        Instant start = Objects.requireNonNullElse(given.start(), exchange.received());
        Applications.NewSecret made =
                exchange.await(
                        applications.addSecret(
                                application,
                                given.displayName(),
                                start,
                                end(given, start),
                                exchange.evidence(200)));
        Application.Credential credential = made.credential();
        try (SecretBytes value = made.value()) {
            return ApiResponse.json(
                    200,
                    new DirectoryObject.PasswordCredential(
                                    credential.keyId().toString(),
                                    credential.displayName(),
                                    credential.hint(),
                                    credential.start(),
                                    credential.end(),
                                    value)
                            .in(graph.dialect())
                            .toJson());
        }
    }

    private ApiResponse removeSecret(Exchange exchange) {
        Application application = graph.application(exchange);
        UUID keyId = ApplicationParameters.parseRemovePassword(exchange.body());
        if (application.credentials().stream().noneMatch(c -> c.keyId().equals(keyId))) {
            throw Graph.notFound();
        }
        exchange.await(applications.removeSecret(application, keyId, exchange.evidence(204)));
        return ApiResponse.empty(204);
    }

    private ApiResponse delete(Exchange exchange) {
        Application application = graph.application(exchange);
        refuseOwn(exchange, application.appId());
        exchange.await(applications.delete(application, exchange.evidence(204)));
        return ApiResponse.empty(204);
    }

    private ApiResponse createServicePrincipal(Exchange exchange) {
        String appId = SimpleParameters.parse(exchange.body()).required("appId");
        exchange.audit().extra(AuditFields.Extra.CLIENT_ID, appId);
        Application application =
                Guids.isGuid(appId)
                        ? graph.directory()
                                .principals()
                                .application(Graph.tenantId(exchange), UUID.fromString(appId))
                                .orElseThrow(GraphApplications::noSuchApplication)
                        : null;
        if (application == null) {
            throw noSuchApplication();
        }
        Principal.ServicePrincipal principal =
                exchange.await(
                        applications.createServicePrincipal(application, exchange.evidence(201)));
        return graph.one(201, graph.answer(principal));
    }

    private ApiResponse deleteServicePrincipal(Exchange exchange) {
        Principal.ServicePrincipal principal =
                graph.principal(exchange, Principal.ServicePrincipal.class);
        refuseOwn(exchange, principal.appId());
        exchange.await(graph.directory().principals().delete(principal, exchange.evidence(204)));
        return ApiResponse.empty(204);
    }

    private static void refuseOwn(Exchange exchange, UUID appId) {
        if (exchange.caller().isApplication() && exchange.caller().client().equals(appId)) {
            throw Graph.refused(400, "Request_BadRequest", "An administrator can't delete itself.");
        }
    }

    private static RefusedRequest noSuchApplication() {
        return Graph.refused(
                400,
                "Request_BadRequest",
                "The appId of the service principal does not reference a valid application"
                        + " object.");
    }
}
