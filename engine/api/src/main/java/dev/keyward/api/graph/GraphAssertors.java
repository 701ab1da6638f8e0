package dev.keyward.api.graph;

import dev.keyward.api.exchange.ApiResponse;
import dev.keyward.api.exchange.Exchange;
import dev.keyward.api.operation.Route;
import dev.keyward.crypto.certificates.PinnedCertificate;
import dev.keyward.directory.principals.Application;
import dev.keyward.directory.principals.ApplicationCertificate;
import dev.keyward.directory.principals.Assertors;
import dev.keyward.directory.principals.FederatedCredential;
import dev.keyward.model.VaultError;
import dev.keyward.model.VaultException;
import dev.keyward.wire.graph.FederatedCredentialBody;
import dev.keyward.wire.graph.KeyCredential;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// Registers who signs assertions for applications: certificates and, in Microsoft Graph's dialect
/// alone, other issuers.
final class GraphAssertors {
    private final Graph graph;
    private final Assertors assertors;

    GraphAssertors(Graph graph) {
        this.graph = graph;
        this.assertors = graph.directory().principals().assertors();
    }

    List<Route> certificates() {
        return List.of(
                Route.post(
                        graph.path("applications/{id}/addKey"),
                        graph.ownChange("DirectoryApplicationKeyAdd", this::addKey)),
                Route.post(
                        graph.path("applications/{id}/removeKey"),
                        graph.ownChange("DirectoryApplicationKeyRemove", this::removeKey)));
    }

    List<Route> federated() {
        String all = graph.path("applications/{id}/federatedIdentityCredentials");
        String one = all + "/{credential}";
        return List.of(
                Route.get(all, graph.read("DirectoryFederatedCredentialList", this::list)),
                Route.post(all, graph.change("DirectoryFederatedCredentialCreate", this::create)),
                Route.get(one, graph.read("DirectoryFederatedCredentialGet", this::get)),
                Route.patch(one, graph.change("DirectoryFederatedCredentialUpdate", this::update)),
                Route.delete(
                        one, graph.change("DirectoryFederatedCredentialDelete", this::delete)));
    }

    // --- certificates

    static List<Assertors.NewCertificate> given(List<KeyCredential> credentials) {
        return credentials.stream().map(GraphAssertors::given).toList();
    }

    static Assertors.NewCertificate given(KeyCredential credential) {
        byte @Nullable [] certificate = credential.certificate();
        return new Assertors.NewCertificate(
                credential.keyId(),
                credential.displayName(),
                credential.start(),
                credential.end(),
                certificate == null ? null : PinnedCertificate.parse(certificate));
    }

    static KeyCredential.Shown shown(ApplicationCertificate certificate) {
        return new KeyCredential.Shown(
                certificate.keyId().toString(),
                certificate.displayName(),
                HexFormat.of().withUpperCase().formatHex(certificate.certificate().sha1()),
                certificate.start(),
                certificate.end());
    }

    private ApiResponse addKey(Exchange exchange) {
        Application application = graph.application(exchange);
        KeyCredential.Adding given = KeyCredential.Adding.parse(exchange.body());
        mayChangeKeys(exchange, application, given.proof());
        ApplicationCertificate added =
                exchange.await(
                        assertors.addCertificate(
                                application.appId(),
                                given(given.credential()),
                                exchange.evidence(200)));
        return ApiResponse.json(200, shown(added).in(graph.dialect()).toJson());
    }

    private ApiResponse removeKey(Exchange exchange) {
        Application application = graph.application(exchange);
        KeyCredential.Removing given = KeyCredential.Removing.parse(exchange.body());
        mayChangeKeys(exchange, application, given.proof());
        ApplicationCertificate found =
                assertors.certificates(application.appId()).stream()
                        .filter(each -> each.keyId().equals(given.keyId()))
                        .findFirst()
                        .orElseThrow(Graph::notFound);
        exchange.await(assertors.removeCertificate(found, exchange.evidence(204)));
        return ApiResponse.empty(204);
    }

    /// Administrators may, and an application itself that proves that it holds a key it has: its
    /// token alone could be stolen.
    private void mayChangeKeys(Exchange exchange, Application application, @Nullable String proof) {
        boolean own =
                exchange.caller().isApplication()
                        && exchange.caller().client().equals(application.appId());
        if (!graph.isAdministrator(exchange)
                && !(own
                        && proof != null
                        && graph.directory().signIn().isProof(application, proof))) {
            throw Graph.denied();
        }
    }

    // --- federated credentials

    private ApiResponse list(Exchange exchange) {
        List<FederatedCredentialBody> all =
                assertors.federated(graph.application(exchange).appId()).stream()
                        .map(GraphAssertors::answer)
                        .toList();
        return ApiResponse.json(
                200, graph.dialect().values(exchange.endpoints().graph(), all).toJson());
    }

    private ApiResponse get(Exchange exchange) {
        return ApiResponse.json(200, answer(federated(exchange)).toJson());
    }

    private ApiResponse create(Exchange exchange) {
        Application application = graph.application(exchange);
        FederatedCredentialBody given = FederatedCredentialBody.parse(exchange.body());
        FederatedCredential.Trust trust =
                new FederatedCredential.Trust(
                        required("issuer", given.issuer()),
                        required("subject", given.subject()),
                        required("audiences", given.audiences()));
        FederatedCredential added =
                exchange.await(
                        assertors.addFederated(
                                application.appId(),
                                required("name", given.name()),
                                trust,
                                given.description(),
                                exchange.evidence(201)));
        return ApiResponse.json(201, answer(added).toJson());
    }

    private ApiResponse update(Exchange exchange) {
        FederatedCredential before = federated(exchange);
        FederatedCredentialBody given = FederatedCredentialBody.parse(exchange.body());
        FederatedCredential.Trust trust = before.trust();
        exchange.await(
                assertors.changeFederated(
                        before,
                        new FederatedCredential.Trust(
                                Objects.requireNonNullElse(given.issuer(), trust.issuer()),
                                Objects.requireNonNullElse(given.subject(), trust.subject()),
                                Objects.requireNonNullElse(given.audiences(), trust.audiences())),
                        given.description() == null ? before.description() : given.description(),
                        exchange.evidence(204)));
        return ApiResponse.empty(204);
    }

    private ApiResponse delete(Exchange exchange) {
        exchange.await(assertors.removeFederated(federated(exchange), exchange.evidence(204)));
        return ApiResponse.empty(204);
    }

    private FederatedCredential federated(Exchange exchange) {
        return assertors
                .federated(graph.application(exchange).appId(), exchange.path("credential"))
                .orElseThrow(Graph::notFound);
    }

    private static FederatedCredentialBody answer(FederatedCredential credential) {
        return new FederatedCredentialBody(
                credential.id().toString(),
                credential.name(),
                credential.trust().issuer(),
                credential.trust().subject(),
                credential.trust().audiences(),
                credential.description());
    }

    private static <T> T required(String member, @Nullable T given) {
        if (given == null) {
            throw new VaultException(new VaultError.BadParameter(member, "given"));
        }
        return given;
    }
}
