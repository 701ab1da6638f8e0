package dev.keyward.api.dispatch;

import dev.keyward.api.exchange.ApiResponse;
import dev.keyward.api.exchange.Endpoints;
import dev.keyward.api.exchange.Exchange;
import dev.keyward.api.exchange.Plane;
import dev.keyward.directory.roles.Decision;
import dev.keyward.directory.roles.RoleAssignment;
import dev.keyward.model.Guids;
import dev.keyward.model.TenantId;
import dev.keyward.vault.vaults.Vault;
import dev.keyward.wire.ErrorBody;
import dev.keyward.wire.WireError;
import dev.keyward.wire.login.ManagedIdentityRefusal;
import dev.keyward.wire.login.TokenRefusal;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// Makes answers complete: refusals from the table, challenges, and the headers that every answer
/// of the service carries (data-plane-common.md, sections 3 and 5).
public final class Answers {
    private static final String SERVICE_VERSION = "0.1.0.0";

    /// Roles are asked as they are at this moment: nothing is a second old.
    private static final String NO_CACHE =
            "ra_age=0;da_age=0;rd_age=0;brd_age=0;ra_notif_age=0;dec_lev=0;";

    private static final int LONGEST_CLIENT_ID = 64;

    /// AADSTS90055: throttled.
    private static final int TOO_MANY_SIGN_INS = 90055;

    private final TenantId homeTenant;
    private final Function<TenantId, Optional<String>> authorities;

    /// @param homeTenant named in challenges outside the data plane
    /// @param authorities whom a tenant's vaults send clients to; empty for the built-in provider
    public Answers(TenantId homeTenant, Function<TenantId, Optional<String>> authorities) {
        this.homeTenant = homeTenant;
        this.authorities = authorities;
    }

    /// An answer, and the message its audit record repeats.
    ///
    /// @param description null on success
    /// @param fault whether it is one of ours, which the log tells of by the request's id
    record Outcome(ApiResponse response, @Nullable String description, boolean fault) {
        Outcome(ApiResponse response, @Nullable String description) {
            this(response, description, false);
        }
    }

    Outcome refusal(Exchange exchange, WireError wire) {
        if (wire.status() == 401) {
            return unauthorized(exchange, wire.body());
        }
        ApiResponse response =
                switch (exchange.plane()) {
                    case LOGIN ->
                            wire.status() == 429
                                    ? tooManySignIns(exchange)
                                    : ApiResponse.json(wire.status(), wire.body().toJson());
                    case IDENTITY -> noIdentity(exchange, wire);
                    case VAULT, MANAGEMENT, ADMIN, GRAPH ->
                            ApiResponse.json(wire.status(), wire.body().toJson());
                };
        return new Outcome(
                wire.retryAfterSeconds() > 0
                        ? response.with("Retry-After", Long.toString(wire.retryAfterSeconds()))
                        : response,
                wire.body().message());
    }

    /// In the form of the token endpoint (identity.md, section 4.4): what signs in reads no other.
    private static ApiResponse tooManySignIns(Exchange exchange) {
        String request = exchange.requestId().toString();
        return ApiResponse.json(
                429,
                new TokenRefusal(
                                "temporarily_unavailable",
                                TOO_MANY_SIGN_INS,
                                "Too many requests to sign in; try again later.",
                                exchange.received(),
                                request,
                                exchange.header("client-request-id")
                                        .filter(Guids::isGuid)
                                        .orElse(request))
                        .toJson());
    }

    /// What is refused before it is known which shape of endpoint is asked, in both.
    private static ApiResponse noIdentity(Exchange exchange, WireError wire) {
        return ApiResponse.json(
                wire.status(),
                new ManagedIdentityRefusal.Either(
                                new ManagedIdentityRefusal.InstanceMetadata(
                                        wire.body().code(), wire.body().message()),
                                new ManagedIdentityRefusal.AppService(
                                        wire.status(),
                                        wire.body().message(),
                                        exchange.requestId().toString()))
                        .toJson());
    }

    private Outcome unauthorized(Exchange exchange, ErrorBody body) {
        Endpoints endpoints = exchange.endpoints();
        Vault vault = exchange.vaultIfKnown();
        TenantId tenant = vault == null ? homeTenant : vault.tenantId();
        return switch (exchange.plane()) {
            case VAULT ->
                    new Outcome(
                            // The order and the blanks matter to clients (data-plane-common.md,
                            // section 3), and those that sent no token read nothing else.
                            ApiResponse.json(401, body.toJson())
                                    .with(
                                            "WWW-Authenticate",
                                            "Bearer authorization=\""
                                                    + authorities
                                                            .apply(tenant)
                                                            .orElse(
                                                                    endpoints.login()
                                                                            + "/"
                                                                            + tenant)
                                                    + "\", resource=\""
                                                    + resource(endpoints, vault)
                                                    + (exchange.header("authorization").isEmpty()
                                                            ? "\""
                                                            : "\", error=\"invalid_token\"")),
                            body.message());
            case MANAGEMENT, ADMIN, GRAPH -> {
                boolean absent = exchange.header("authorization").isEmpty();
                ErrorBody arm =
                        absent
                                ? new ErrorBody(
                                        "AuthenticationFailed",
                                        "Authentication failed. The 'Authorization' header is"
                                                + " missing.",
                                        null)
                                : body.code().equals(Consented.CODE)
                                        ? body
                                        : new ErrorBody(
                                                "InvalidAuthenticationToken",
                                                "The access token is invalid.",
                                                null);
                yield new Outcome(
                        ApiResponse.json(401, arm.toJson())
                                .with(
                                        "WWW-Authenticate",
                                        "Bearer authorization_uri=\""
                                                + endpoints.login()
                                                + "/"
                                                + tenant
                                                + "\", error=\"invalid_token\","
                                                + " error_description=\""
                                                + arm.message()
                                                + "\""),
                        body.message());
            }
            case LOGIN, IDENTITY ->
                    new Outcome(ApiResponse.json(401, body.toJson()), body.message());
        };
    }

    /// A fault of ours: the request id is all that is told.
    static Outcome fault(Exchange exchange) {
        String message = "An unexpected error occurred. Request id: " + exchange.requestId() + ".";
        return new Outcome(
                ApiResponse.json(500, new ErrorBody("InternalServerError", message, null).toJson()),
                message,
                true);
    }

    /// The answer under another id: those to refused sign-ins name it.
    static ApiResponse renamed(ApiResponse response, UUID before, UUID now) {
        String body = new String(response.body(), StandardCharsets.ISO_8859_1);
        String renamed = body.replace(before.toString(), now.toString());
        return body.equals(renamed)
                ? response
                : new ApiResponse(
                        response.status(),
                        response.headers(),
                        renamed.getBytes(StandardCharsets.ISO_8859_1));
    }

    /// The answer with everything that stands in each.
    ApiResponse complete(Exchange exchange, ApiResponse response) {
        Map<String, String> headers = new LinkedHashMap<>(24);
        if (response.body().length > 0) {
            headers.put("Content-Type", "application/json; charset=utf-8");
        }
        headers.put("Cache-Control", "no-cache, no-store");
        headers.put("Pragma", "no-cache");
        headers.put("Expires", "-1");
        if (exchange.plane() != Plane.IDENTITY) {
            // Not to be said without TLS (RFC 6797 7.2).
            headers.put("Strict-Transport-Security", "max-age=31536000;includeSubDomains");
        }
        headers.put("X-Content-Type-Options", "nosniff");
        headers.put("x-ms-request-id", exchange.requestId().toString());
        String clientId = exchange.header("x-ms-client-request-id").orElse("");
        if (isHarmless(clientId)) {
            headers.put("x-ms-client-request-id", clientId);
        }
        switch (exchange.plane()) {
            case VAULT -> {
                headers.put("x-ms-keyvault-region", region(exchange));
                headers.put("x-ms-keyvault-service-version", SERVICE_VERSION);
                headers.put("x-ms-keyvault-network-info", network(exchange.request().peer()));
                if (exchange.decision()
                        instanceof Decision.AllowedByRole(RoleAssignment assignment)) {
                    headers.put("x-ms-keyvault-rbac-assignment-id", assignment.id().toString());
                    headers.put("x-ms-keyvault-rbac-cache", NO_CACHE);
                }
            }
            case MANAGEMENT, ADMIN ->
                    headers.put(
                            "x-ms-correlation-request-id",
                            isHarmless(clientId) ? clientId : exchange.requestId().toString());
            case LOGIN, GRAPH, IDENTITY -> {}
        }
        headers.putAll(response.headers());
        return new ApiResponse(response.status(), headers, response.body());
    }

    /// A token for any region's vaults opens all, but clients check that the resource they are told
    /// of lies above the host they asked.
    private static String resource(Endpoints endpoints, @Nullable Vault vault) {
        return vault == null
                ? endpoints.vaultResource()
                : endpoints.vaults().resource(vault.placement().location());
    }

    private static String region(Exchange exchange) {
        Endpoints endpoints = exchange.endpoints();
        Vault vault = exchange.vaultIfKnown();
        return vault == null
                ? endpoints.region()
                : endpoints.vaults().regions().serving(vault.placement().location());
    }

    private static String network(String peer) {
        return peer.indexOf(':') < 0
                ? "conn_type=Ipv4;addr=" + peer + ";act_addr_fam=InterNetwork;"
                : "conn_type=Ipv6;addr=" + peer + ";act_addr_fam=InterNetworkV6;";
    }

    /// Only what can't end a header line or fill a log is given back.
    private static boolean isHarmless(String clientId) {
        if (clientId.isEmpty() || clientId.length() > LONGEST_CLIENT_ID) {
            return false;
        }
        for (int i = 0; i < clientId.length(); i++) {
            if (clientId.charAt(i) <= ' ' || clientId.charAt(i) > '~') {
                return false;
            }
        }
        return true;
    }
}
