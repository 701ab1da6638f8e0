package dev.keyward.api.login;

import dev.keyward.api.exchange.ApiResponse;
import dev.keyward.api.exchange.AuditFields;
import dev.keyward.api.exchange.Exchange;
import dev.keyward.directory.Directory;
import dev.keyward.directory.principals.Principal;
import dev.keyward.directory.signin.IssuerKeys;
import dev.keyward.directory.signin.ShownCredential;
import dev.keyward.directory.signin.SignIn;
import dev.keyward.directory.signin.SignInResult;
import dev.keyward.directory.tenancy.Tenant;
import dev.keyward.directory.tokens.AccessToken;
import dev.keyward.model.Guids;
import dev.keyward.model.SecretBytes;
import dev.keyward.model.VaultError;
import dev.keyward.model.VaultException;
import dev.keyward.wire.login.TokenAnswer;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// `/{tenant}/oauth2/token` and `/{tenant}/oauth2/v2.0/token` (identity.md, section 4). The older
/// takes `resource`, the newer `scope`; AD FS clients send `scope` to the older one, so both take
/// either.
///
/// Grants are told apart in one place: device codes will come there.
final class TokenEndpoint {
    private static final List<String> OPENID_SCOPES =
            List.of("openid", "profile", "offline_access", "email");

    private final Directory directory;
    private static final String JWT_BEARER =
            "urn:ietf:params:oauth:client-assertion-type:jwt-bearer";

    private final AuthorityDocuments documents;
    private final IssuerKeys issuers;
    private final SignIn signIn;

    TokenEndpoint(Directory directory, AuthorityDocuments documents, IssuerKeys issuers) {
        this.directory = directory;
        this.documents = documents;
        this.issuers = issuers;
        this.signIn = directory.signIn();
    }

    ApiResponse answer(Exchange exchange, TokenAnswer.Version version) {
        Optional<Form> form = Form.parse(exchange.body());
        if (form.isEmpty()) {
            return Refusal.MALFORMED.answer(exchange);
        }
        Optional<Tenant> tenant = directory.tenancy().tenantNamed(exchange.path("tenant"));
        if (tenant.isEmpty()) {
            return Refusal.UNKNOWN_TENANT.answer(exchange);
        }
        exchange.audit().resource(tenant.get().id());
        try {
            return answer(new TokenRequest(exchange, form.get(), tenant.get(), version));
        } catch (VaultException refused) {
            if (refused.error() instanceof VaultError.Throttled) {
                // It wasn't its turn yet, perhaps because the client didn't wait for it.
                exchange.pause();
            }
            throw refused;
        }
    }

    /// What is asked for, and where.
    private record TokenRequest(
            Exchange exchange, Form form, Tenant tenant, TokenAnswer.Version version) {}

    private ApiResponse answer(TokenRequest request) {
        Exchange exchange = request.exchange;
        String grant = request.form.get("grant_type").orElse("");
        exchange.audit().extra(AuditFields.Extra.GRANT_TYPE, grant);
        return switch (grant) {
            case "client_credentials" -> application(request);
            case "password" -> user(request);
            case "" -> Refusal.MALFORMED.answer(exchange);
            default -> Refusal.UNSUPPORTED_GRANT.answer(exchange);
        };
    }

    private ApiResponse application(TokenRequest request) {
        Exchange exchange = request.exchange;
        Optional<String> assertion = request.form.get("client_assertion");
        if (assertion.isPresent()) {
            return byAssertion(request, assertion.get());
        }
        Optional<ClientCredential> client =
                ClientCredential.of(request.form, exchange.header("authorization"));
        if (client.isEmpty()) {
            return Refusal.MALFORMED.answer(exchange);
        }
        String clientId = client.get().id();
        exchange.audit().extra(AuditFields.Extra.CLIENT_ID, clientId);
        Asked asked = asked(request);
        if (asked.refusal != null) {
            return asked.refusal.answer(exchange);
        }
        if (!Guids.isGuid(clientId)) {
            return Refusal.BAD_CLIENT.answer(exchange);
        }
        try (SecretBytes secret = SecretBytes.ofUtf8(client.get().secret())) {
            return answer(
                    request,
                    UUID.fromString(clientId),
                    signIn.application(
                            request.tenant.id(),
                            UUID.fromString(clientId),
                            secret,
                            asked.resource,
                            attempt(exchange, Refusal.BAD_CLIENT)));
        }
    }

    /// RFC 7523 2.2. Nothing of the assertion goes anywhere but into its check.
    private ApiResponse byAssertion(TokenRequest request, String assertion) {
        Exchange exchange = request.exchange;
        Optional<String> clientId = request.form.get("client_id");
        if (clientId.isEmpty()
                || request.form.get("client_assertion_type").filter(JWT_BEARER::equals).isEmpty()
                || request.form.get("client_secret").isPresent()
                || exchange.header("authorization").isPresent()) {
            return Refusal.MALFORMED.answer(exchange);
        }
        exchange.audit().extra(AuditFields.Extra.CLIENT_ID, clientId.get());
        Asked asked = asked(request);
        if (asked.refusal != null) {
            return asked.refusal.answer(exchange);
        }
        if (!Guids.isGuid(clientId.get())) {
            return Refusal.ASSERTION_KEY.answer(exchange);
        }
        UUID client = UUID.fromString(clientId.get());
        return answer(
                request,
                client,
                signIn.application(
                        request.tenant.id(),
                        client,
                        assertion,
                        documents.assertionAudiences(exchange, request.tenant),
                        issuers,
                        asked.resource));
    }

    private ApiResponse user(TokenRequest request) {
        Exchange exchange = request.exchange;
        Optional<String> clientId = request.form.get("client_id");
        Optional<String> name = request.form.get("username");
        Optional<String> password = request.form.get("password");
        if (clientId.isEmpty() || name.isEmpty() || password.isEmpty()) {
            return Refusal.MALFORMED.answer(exchange);
        }
        exchange.audit().extra(AuditFields.Extra.CLIENT_ID, clientId.get());
        exchange.audit().extra(AuditFields.Extra.USER, name.get());
        Asked asked = asked(request);
        if (asked.refusal != null) {
            return asked.refusal.answer(exchange);
        }
        if (!Guids.isGuid(clientId.get())
                || !signIn.isPublicClient(UUID.fromString(clientId.get()))) {
            return Refusal.NOT_PUBLIC.answer(exchange);
        }
        UUID client = UUID.fromString(clientId.get());
        try (SecretBytes secret = SecretBytes.ofUtf8(password.get())) {
            return answer(
                    request,
                    client,
                    signIn.user(
                            request.tenant.id(),
                            client,
                            name.get(),
                            secret,
                            asked.resource,
                            attempt(exchange, Refusal.BAD_USER)));
        }
    }

    /// The record of a wrong password becomes durable with the row that counts it.
    private static SignIn.Attempt attempt(Exchange exchange, Refusal wrong) {
        return new SignIn.Attempt(
                exchange.request().peer(), exchange::isAbandoned, wrong.evidence(exchange));
    }

    private ApiResponse answer(TokenRequest request, UUID client, SignInResult result) {
        return switch (result) {
            case SignInResult.Granted granted -> granted(request, client, granted);
            case SignInResult.Refused(SignInResult.Reason reason) ->
                    refusal(reason).answer(request.exchange);
            case SignInResult.Throttled(Duration retryAfter) ->
                    throw new VaultException(new VaultError.Throttled(retryAfter));
        };
    }

    private static Refusal refusal(SignInResult.Reason reason) {
        return switch (reason) {
            case BAD_CLIENT -> Refusal.BAD_CLIENT;
            case BAD_USER -> Refusal.BAD_USER;
            case LOCKED -> Refusal.LOCKED;
            case DISABLED -> Refusal.DISABLED;
            case NO_PRINCIPAL -> Refusal.NO_PRINCIPAL;
            case ASSERTION_MALFORMED -> Refusal.ASSERTION_MALFORMED;
            case ASSERTION_TIME -> Refusal.ASSERTION_TIME;
            case ASSERTION_CLIENT -> Refusal.ASSERTION_CLIENT;
            case ASSERTION_AUDIENCE -> Refusal.ASSERTION_AUDIENCE;
            case ASSERTION_KEY -> Refusal.ASSERTION_KEY;
            case ASSERTION_REPLAYED -> Refusal.ASSERTION_REPLAYED;
            case CERTIFICATE_EXPIRED -> Refusal.CERTIFICATE_EXPIRED;
            case FEDERATED_ISSUER -> Refusal.FEDERATED_ISSUER;
            case FEDERATED_SUBJECT -> Refusal.FEDERATED_SUBJECT;
            case FEDERATED_AUDIENCE -> Refusal.FEDERATED_AUDIENCE;
            case ISSUER_UNREACHABLE -> Refusal.ISSUER_UNREACHABLE;
        };
    }

    private ApiResponse granted(TokenRequest request, UUID client, SignInResult.Granted granted) {
        AccessToken token = granted.token();
        request.exchange.audit().extra(AuditFields.Extra.TARGET, granted.objectId().value());
        record(request.exchange, granted.credential());
        Principal.User user = granted.user();
        return ApiResponse.json(
                200,
                new TokenAnswer(
                                request.version,
                                new TokenAnswer.Life(
                                        token.issuedAt().getEpochSecond(),
                                        token.life().toSeconds()),
                                token.audience(),
                                token.compact(),
                                user == null ? null : user(request, client, user))
                        .toJson());
    }

    /// Which credential it was, as sign-in logs of Entra name it.
    private static void record(Exchange exchange, @Nullable ShownCredential shown) {
        if (shown != null) {
            exchange.audit().extra(AuditFields.Extra.CREDENTIAL_ID, shown.keyId().toString());
            if (shown.thumbprint() != null) {
                exchange.audit().extra(AuditFields.Extra.THUMBPRINT, shown.thumbprint());
            }
        }
    }

    private TokenAnswer.User user(TokenRequest request, UUID client, Principal.User user) {
        String requested = request.form.get("scope").orElse("");
        boolean wantsIdentity = List.of(requested.split(" ")).contains("openid");
        return new TokenAnswer.User(
                requested.isEmpty() ? "user_impersonation" : requested,
                wantsIdentity ? identity(request, client, user) : null,
                request.form.get("client_info").isPresent()
                        ? new TokenAnswer.ClientInfo(user.id().value(), user.tenant().toString())
                        : null);
    }

    private SecretBytes identity(TokenRequest request, UUID client, Principal.User user) {
        return directory
                .tokens()
                .identify(
                        user,
                        client,
                        documents.idTokenIssuer(request.exchange, request.tenant, request.version),
                        switch (request.version) {
                            case V1 -> "1.0";
                            case V2 -> "2.0";
                        });
    }

    /// The resource a request is about, or why there is none.
    private record Asked(String resource, @Nullable Refusal refusal) {}

    private Asked asked(TokenRequest request) {
        Optional<String> resource = request.form.get("resource");
        if (resource.isEmpty()) {
            Optional<String> scope = request.form.get("scope");
            if (scope.isEmpty()) {
                return new Asked("", Refusal.MALFORMED);
            }
            resource = resourceOf(scope.get());
            if (resource.isEmpty()) {
                return new Asked("", Refusal.BAD_SCOPE);
            }
        }
        request.exchange.audit().extra(AuditFields.Extra.RESOURCE, resource.get());
        return directory.tokens().audiences().isKnown(resource.get())
                ? new Asked(resource.get(), null)
                : new Asked("", Refusal.UNKNOWN_RESOURCE);
    }

    /// What stands before the last slash of each scope; `https://host//.default` keeps one slash.
    static Optional<String> resourceOf(String scopes) {
        List<String> resources =
                List.of(scopes.trim().split(" +")).stream()
                        .filter(scope -> !OPENID_SCOPES.contains(scope))
                        .map(scope -> scope.substring(0, Math.max(0, scope.lastIndexOf('/'))))
                        .distinct()
                        .toList();
        return resources.size() == 1
                ? Optional.of(resources.getFirst()).filter(resource -> !resource.isEmpty())
                : Optional.empty();
    }
}
