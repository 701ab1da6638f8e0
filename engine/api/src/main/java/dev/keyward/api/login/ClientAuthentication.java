package dev.keyward.api.login;

import dev.keyward.api.exchange.AuditFields;
import dev.keyward.directory.signin.Checked;
import dev.keyward.directory.signin.IssuerKeys;
import dev.keyward.directory.signin.ShownClient;
import dev.keyward.directory.signin.SignIn;
import dev.keyward.directory.signin.SignInResult;
import dev.keyward.model.CertificateThumbprint;
import dev.keyward.model.Guids;
import dev.keyward.model.SecretBytes;
import java.util.Optional;
import java.util.UUID;

/// Which client asks, by what it shows: a secret in the body or the header (RFC 6749 2.3.1), an
/// assertion (RFC 7523 2.2), or nothing but its id, where a certificate may be proven by the
/// connection (RFC 8705 2.2). Whatever it is: tokens asked for over a connection that proves a
/// certificate are bound to it (RFC 8705 3 and 4).
final class ClientAuthentication {
    private static final String JWT_BEARER =
            "urn:ietf:params:oauth:client-assertion-type:jwt-bearer";

    private final SignIn signIn;
    private final IssuerKeys issuers;
    private final AuthorityDocuments documents;

    ClientAuthentication(SignIn signIn, IssuerKeys issuers, AuthorityDocuments documents) {
        this.signIn = signIn;
        this.issuers = issuers;
        this.documents = documents;
    }

    /// What a client shows, before it is compared with anything.
    sealed interface Shown {
        /// @param id as it was sent
        record Nothing(String id) implements Shown {}

        /// Its connection proves a certificate.
        record Certificate(String id, CertificateThumbprint certificate) implements Shown {}

        record Secret(ClientCredential credential) implements Shown {}

        record Assertion(String id, String assertion) implements Shown {}
    }

    /// Reads what is shown; the record of the request names the client from here on.
    ///
    /// @return empty if there is no client, or it shows more than one credential or a malformed one
    Optional<Shown> shown(TokenRequest request) {
        Optional<Shown> shown = read(request);
        shown.ifPresent(found ->
                request.exchange()
                        .audit()
                        .extra(
                                AuditFields.Extra.CLIENT_ID,
                                switch (found) {
                                    case Shown.Nothing(String id) -> id;
                                    case Shown.Certificate(String id, _) -> id;
                                    case Shown.Secret(ClientCredential credential) ->
                                            credential.id();
                                    case Shown.Assertion(String id, String _) -> id;
                                }));
        return shown;
    }

    private static Optional<Shown> read(TokenRequest request) {
        Form form = request.form();
        Optional<String> id = form.get("client_id");
        Optional<String> assertion = form.get("client_assertion");
        boolean header = request.header("authorization").isPresent();
        if (assertion.isPresent()) {
            return id.isEmpty()
                            || form.get("client_assertion_type")
                                    .filter(JWT_BEARER::equals)
                                    .isEmpty()
                            || form.get("client_secret").isPresent()
                            || header
                    ? Optional.empty()
                    : Optional.of(new Shown.Assertion(id.get(), assertion.get()));
        }
        if (header || form.get("client_secret").isPresent()) {
            return ClientCredential.of(form, request.header("authorization"))
                    .map(Shown.Secret::new);
        }
        CertificateThumbprint certificate = request.exchange().request().certificate();
        return id.map(client ->
                certificate == null
                        ? new Shown.Nothing(client)
                        : new Shown.Certificate(client, certificate));
    }

    /// Compares it with what is registered. Nothing of a secret or assertion goes anywhere else.
    Checked<ShownClient> check(TokenRequest request, Shown shown) {
        CertificateThumbprint certificate = request.exchange().request().certificate();
        Checked<ShownClient> client = compared(request, shown);
        return certificate == null ? client : client.map(known -> known.boundTo(certificate));
    }

    private Checked<ShownClient> compared(TokenRequest request, Shown shown) {
        return switch (shown) {
            case Shown.Nothing(String id) ->
                    Guids.isGuid(id)
                            ? signIn.client(request.tenantId(), UUID.fromString(id))
                            : new Checked.Refused<>(SignInResult.Reason.NOT_PUBLIC);
            case Shown.Certificate(String id, CertificateThumbprint certificate) ->
                    Guids.isGuid(id)
                            ? signIn.client(request.tenantId(), UUID.fromString(id), certificate)
                            : new Checked.Refused<>(SignInResult.Reason.CERTIFICATE_UNKNOWN);
            case Shown.Secret(ClientCredential credential) -> {
                if (!Guids.isGuid(credential.id())) {
                    yield new Checked.Refused<>(SignInResult.Reason.BAD_CLIENT);
                }
                try (SecretBytes secret = SecretBytes.ofUtf8(credential.secret())) {
                    yield signIn.client(
                            request.tenantId(),
                            UUID.fromString(credential.id()),
                            secret,
                            request.attempt(Refusal.BAD_CLIENT));
                }
            }
            case Shown.Assertion(String id, String assertion) ->
                    Guids.isGuid(id)
                            ? signIn.client(
                                    request.tenantId(),
                                    UUID.fromString(id),
                                    assertion,
                                    documents.assertionAudiences(
                                            request.exchange(), request.tenant()),
                                    issuers)
                            : new Checked.Refused<>(SignInResult.Reason.ASSERTION_KEY);
        };
    }
}
