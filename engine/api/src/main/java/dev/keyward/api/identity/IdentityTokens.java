package dev.keyward.api.identity;

import dev.keyward.api.exchange.ApiResponse;
import dev.keyward.api.exchange.AuditFields;
import dev.keyward.api.exchange.Category;
import dev.keyward.api.exchange.Exchange;
import dev.keyward.api.exchange.PathSegments;
import dev.keyward.api.exchange.Query;
import dev.keyward.api.operation.Cost;
import dev.keyward.api.operation.Operation;
import dev.keyward.crypto.sealing.Hmac;
import dev.keyward.directory.principals.Principal;
import dev.keyward.directory.principals.Principals;
import dev.keyward.directory.signin.ManagedIdentities;
import dev.keyward.directory.signin.SignInResult;
import dev.keyward.directory.tokens.AccessToken;
import dev.keyward.directory.tokens.Resources;
import dev.keyward.model.SecretAccess;
import dev.keyward.model.SecretBytes;
import dev.keyward.model.TenantId;
import dev.keyward.model.VaultException;
import dev.keyward.wire.login.ManagedIdentityAnswer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Gives tokens out at one endpoint. Each asking and each refusal has its audit record.
public final class IdentityTokens {
    /// What proxies add, and workloads on this machine don't: it came from elsewhere.
    private static final List<String> FORWARDED = List.of("x-forwarded-for", "forwarded");

    private static final List<String> SELECTORS =
            List.of("client_id", "object_id", "mi_res_id", "msi_res_id");

    /// An address, or a name that nobody else can give an address. A page in a browser whose name
    /// was made to lead here has another one, and could send any header.
    private static final Pattern LOCAL =
            Pattern.compile(
                    "([0-9.]+|\\[[0-9a-f:.]+]|([a-z0-9-]+\\.)*localhost)(:[0-9]+)?",
                    Pattern.CASE_INSENSITIVE);

    private final IdentityEndpoint endpoint;
    private final Shape shape;
    private final TenantId tenant;
    private final Principals principals;
    private final ManagedIdentities identities;
    private final Resources resources;
    private final Hmac headers;
    private final byte @Nullable [] header;

    private IdentityTokens(
            IdentityEndpoint endpoint,
            TenantId tenant,
            Principals principals,
            ManagedIdentities identities,
            Resources resources,
            Hmac headers) {
        SecretBytes secret = endpoint.header();
        this.endpoint = endpoint;
        this.shape = secret == null ? Shape.INSTANCE_METADATA : Shape.APP_SERVICE;
        this.tenant = tenant;
        this.principals = principals;
        this.identities = identities;
        this.resources = resources;
        this.headers = headers;
        this.header = secret == null ? null : mac(headers, secret);
    }

    /// What is done at the endpoint, whatever is asked there.
    ///
    /// @param endpoint with its identities named
    /// @param tenant whose identities
    /// @param headers a key by which headers are compared in constant time
    public static Operation at(
            IdentityEndpoint endpoint,
            TenantId tenant,
            Principals principals,
            ManagedIdentities identities,
            Resources resources,
            Hmac headers) {
        IdentityTokens tokens =
                new IdentityTokens(endpoint, tenant, principals, identities, resources, headers);
        return Operation.anonymous(
                "ManagedIdentityTokenGet", Category.SIGN_IN, Cost.STORE, tokens::answer);
    }

    private static byte[] mac(Hmac headers, SecretBytes secret) {
        byte[] bytes = secret.toByteArray(SecretAccess.request());
        try {
            return headers.of(bytes);
        } finally {
            Arrays.fill(bytes, (byte) 0);
        }
    }

    private ApiResponse answer(Exchange exchange) {
        exchange.audit().resource(tenant);
        exchange.audit().extra(AuditFields.Extra.GRANT_TYPE, "managed_identity");
        exchange.audit().extra(AuditFields.Extra.IDENTITY_ENDPOINT, endpoint.name());
        Denial denial = notAsked(exchange);
        if (denial != null) {
            return denied(exchange, denial);
        }
        try {
            return asked(exchange, exchange.query());
        } catch (VaultException malformed) {
            return denied(exchange, Denial.MALFORMED);
        }
    }

    /// Why nobody who may ask asked for a token; null if somebody did.
    private @Nullable Denial notAsked(Exchange exchange) {
        if (!shape.isAt(segments(exchange.request().path()))) {
            return Denial.NO_PATH;
        }
        if (!exchange.request().method().equals("GET")) {
            return Denial.NO_METHOD;
        }
        if (FORWARDED.stream().anyMatch(name -> exchange.header(name).isPresent())) {
            return Denial.FORWARDED;
        }
        return header == null ? notLocal(exchange) : notOpened(exchange, header);
    }

    private static List<String> segments(String path) {
        try {
            return PathSegments.parse(path, false);
        } catch (VaultException malformed) {
            return List.of();
        }
    }

    private static @Nullable Denial notLocal(Exchange exchange) {
        if (!exchange.header("metadata").orElse("").equalsIgnoreCase("true")) {
            return Denial.NO_METADATA;
        }
        return LOCAL.matcher(exchange.request().authority()).matches()
                ? null
                : Denial.NO_LOCAL_HOST;
    }

    private @Nullable Denial notOpened(Exchange exchange, byte[] right) {
        byte[] shown =
                exchange.header("x-identity-header").orElse("").getBytes(StandardCharsets.UTF_8);
        if (headers.matches(shown, right)) {
            return null;
        }
        return identities.wrongHeader(endpoint.name()) ? Denial.TOO_MANY : Denial.WRONG_HEADER;
    }

    private ApiResponse asked(Exchange exchange, Query query) {
        if (!query.get("api-version").orElse("").equals(shape.version())) {
            return denied(exchange, Denial.VERSION);
        }
        Optional<String> resource = query.get("resource").filter(name -> !name.isEmpty());
        if (resource.isEmpty()) {
            return denied(exchange, Denial.NO_RESOURCE);
        }
        exchange.audit().extra(AuditFields.Extra.RESOURCE, resource.get());
        if (!resources.isKnown(tenant, resource.get())) {
            return denied(exchange, Denial.UNKNOWN_RESOURCE);
        }
        List<String> given =
                SELECTORS.stream().filter(name -> query.get(name).isPresent()).toList();
        if (given.size() > 1) {
            return denied(exchange, Denial.SEVERAL_IDENTITIES);
        }
        Optional<IdentityEndpoint.Identity> chosen =
                given.isEmpty()
                        ? endpoint.identities().stream().findFirst()
                        : chosen(given.getFirst(), query.get(given.getFirst()).orElse(""));
        return chosen.isEmpty()
                ? denied(exchange, Denial.NO_IDENTITY)
                : token(exchange, chosen.get(), resource.get());
    }

    private Optional<IdentityEndpoint.Identity> chosen(String selector, String value) {
        return endpoint.identities().stream()
                .filter(identity ->
                        switch (selector) {
                            case "client_id" ->
                                    identity.clientId().toString().equalsIgnoreCase(value);
                            case "object_id" ->
                                    principals
                                            .servicePrincipal(tenant, identity.clientId())
                                            .map(Principal.ServicePrincipal::id)
                                            .filter(id -> id.value().equalsIgnoreCase(value))
                                            .isPresent();
                            default -> value.equalsIgnoreCase(identity.resourceId());
                        })
                .findFirst();
    }

    private ApiResponse token(
            Exchange exchange, IdentityEndpoint.Identity identity, String resource) {
        exchange.audit().extra(AuditFields.Extra.CLIENT_ID, identity.clientId().toString());
        return switch (identities.token(
                endpoint.name(), tenant, identity.clientId(), identity.resourceId(), resource)) {
            case SignInResult.Granted granted -> granted(exchange, identity, granted);
            case SignInResult.Refused(SignInResult.Reason reason) ->
                    denied(
                            exchange,
                            reason == SignInResult.Reason.DISABLED
                                    ? Denial.DISABLED
                                    : Denial.NO_IDENTITY);
            case SignInResult.Throttled _ -> denied(exchange, Denial.TOO_MANY);
        };
    }

    private static ApiResponse granted(
            Exchange exchange, IdentityEndpoint.Identity identity, SignInResult.Granted granted) {
        exchange.audit().extra(AuditFields.Extra.TARGET, granted.objectId().value());
        AccessToken token = granted.token();
        return ApiResponse.json(
                200,
                new ManagedIdentityAnswer(
                                identity.clientId().toString(),
                                token.audience(),
                                token.compact(),
                                token.issuedAt().getEpochSecond(),
                                token.life().toSeconds(),
                                token.expires().getEpochSecond())
                        .toJson());
    }

    private ApiResponse denied(Exchange exchange, Denial denial) {
        exchange.audit().extra(AuditFields.Extra.REASON, denial.name());
        ApiResponse answer =
                shape.refusal(
                        denial.status(),
                        denial.error(),
                        denial.description(),
                        exchange.requestId().toString());
        return switch (denial) {
            case TOO_MANY -> answer.with("Retry-After", "1");
            case NO_METHOD -> answer.with("Allow", "GET");
            default -> answer;
        };
    }
}
