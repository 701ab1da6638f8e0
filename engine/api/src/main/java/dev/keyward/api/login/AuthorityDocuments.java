package dev.keyward.api.login;

import dev.keyward.api.exchange.ApiResponse;
import dev.keyward.api.exchange.Exchange;
import dev.keyward.directory.Directory;
import dev.keyward.directory.tenancy.Tenant;
import dev.keyward.directory.tokens.TokenKey;
import dev.keyward.model.TenantId;
import dev.keyward.wire.login.Authorities;
import dev.keyward.wire.login.KeySet;
import dev.keyward.wire.login.OpenIdConfiguration;
import dev.keyward.wire.login.TokenAnswer;
import java.net.URI;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// What clients read before they sign in: discovery documents, keys, realms (identity.md, sections
/// 1 to 3).
final class AuthorityDocuments {
    private static final String ADFS = "adfs";

    private final Directory directory;

    AuthorityDocuments(Directory directory) {
        this.directory = directory;
    }

    /// What id tokens of the newer endpoint name: on the origin that the client asks, since
    /// JavaScript's MSAL takes no other (identity.md, section 2).
    private static String issuerV2(Exchange exchange, TenantId tenant) {
        return exchange.endpoints().login() + "/" + tenant + "/v2.0";
    }

    /// What the id tokens of an endpoint name as their issuer, and its discovery document with
    /// them.
    String idTokenIssuer(Exchange exchange, Tenant tenant, TokenAnswer.Version version) {
        return switch (version) {
            case V2 -> issuerV2(exchange, tenant.id());
            case V1 -> issuerV1(exchange, tenant);
        };
    }

    /// Of AAD the issuer of access tokens, which has one name, whatever host is asked; AD FS is its
    /// own.
    private String issuerV1(Exchange exchange, Tenant tenant) {
        return isAdfs(exchange)
                ? exchange.endpoints().login() + "/" + ADFS
                : directory.tokens().issuer(tenant.id());
    }

    /// What a client may say an assertion is for (identity.md, section 4): the token endpoints, the
    /// authority, or its issuer, by the host and the spelling of the tenant that it asks with or by
    /// the tenant's id.
    Set<String> assertionAudiences(Exchange exchange, Tenant tenant) {
        String login = exchange.endpoints().login();
        Set<String> audiences = new HashSet<>();
        audiences.add(directory.tokens().issuer(tenant.id()));
        for (String segment :
                List.of(tenant.id().toString(), exchange.path("tenant").toLowerCase(Locale.ROOT))) {
            String base = login + "/" + segment;
            audiences.add(base);
            audiences.add(base + "/v2.0");
            audiences.add(base + "/oauth2/token");
            audiences.add(base + "/oauth2/v2.0/token");
        }
        return audiences;
    }

    static boolean isAdfs(Exchange exchange) {
        return exchange.path("tenant").equalsIgnoreCase(ADFS);
    }

    ApiResponse configurationV2(Exchange exchange) {
        Optional<Tenant> tenant = tenant(exchange);
        if (tenant.isEmpty()) {
            return Refusal.UNKNOWN_TENANT.answer(exchange);
        }
        String base = exchange.endpoints().login() + "/" + segment(exchange, tenant.get());
        return ApiResponse.json(
                200,
                new OpenIdConfiguration(
                                issuerV2(exchange, tenant.get().id()),
                                null,
                                base + "/oauth2/v2.0/authorize",
                                base + "/oauth2/v2.0/token",
                                base + "/oauth2/v2.0/devicecode",
                                base + "/discovery/v2.0/keys",
                                base + "/oauth2/v2.0/logout",
                                host(exchange),
                                mutualTls(exchange, tenant.get(), "/oauth2/v2.0/token"))
                        .toJson());
    }

    /// Of AD FS too, which has no newer one and says who issues its access tokens beside.
    ApiResponse configurationV1(Exchange exchange) {
        Optional<Tenant> tenant = tenant(exchange);
        if (tenant.isEmpty()) {
            return Refusal.UNKNOWN_TENANT.answer(exchange);
        }
        String base = exchange.endpoints().login() + "/" + segment(exchange, tenant.get());
        return ApiResponse.json(
                200,
                new OpenIdConfiguration(
                                issuerV1(exchange, tenant.get()),
                                isAdfs(exchange)
                                        ? directory.tokens().issuer(tenant.get().id())
                                        : null,
                                base + "/oauth2/authorize",
                                base + "/oauth2/token",
                                base + "/oauth2/devicecode",
                                base + "/discovery/keys",
                                base + "/oauth2/logout",
                                host(exchange),
                                mutualTls(exchange, tenant.get(), "/oauth2/token"))
                        .toJson());
    }

    /// An endpoint, where clients may prove a certificate; null if they can nowhere.
    private static @Nullable String mutualTls(Exchange exchange, Tenant tenant, String path) {
        String login = exchange.endpoints().mutualTlsLogin();
        return login == null ? null : login + "/" + segment(exchange, tenant) + path;
    }

    ApiResponse keys(Exchange exchange, TokenAnswer.Version version) {
        Optional<Tenant> tenant = tenant(exchange);
        if (tenant.isEmpty()) {
            return Refusal.UNKNOWN_TENANT.answer(exchange);
        }
        String issuer = idTokenIssuer(exchange, tenant.get(), version);
        List<KeySet.Key> keys =
                directory.tokens().published(tenant.get().id()).stream()
                        .map(key -> key(key, issuer))
                        .toList();
        return ApiResponse.json(200, new KeySet(keys).toJson());
    }

    private static KeySet.Key key(TokenKey key, String issuer) {
        return switch (key) {
            case TokenKey.Rsa(String kid, byte[] n, byte[] e, byte[] certificate) ->
                    new KeySet.RsaKey(kid, n, e, certificate, issuer);
            case TokenKey.Ec(String kid, byte[] x, byte[] y) -> new KeySet.EcKey(kid, x, y, issuer);
        };
    }

    /// The same for every name: who exists is nobody's business here.
    ApiResponse userRealm(Exchange exchange) {
        String user = exchange.path("user");
        String domain = user.substring(user.lastIndexOf('@') + 1);
        directory
                .tenancy()
                .tenantNamed(domain)
                .ifPresent(tenant -> exchange.audit().resource(tenant.id()));
        return ApiResponse.json(200, new Authorities.UserRealm(domain, host(exchange)).toJson());
    }

    /// Only this host is an authority; others are refused in the words that clients know.
    ApiResponse instance(Exchange exchange) {
        Optional<URI> asked =
                exchange.query().get("authorization_endpoint").flatMap(AuthorityDocuments::uri);
        String authority = authority(exchange);
        String path = asked.map(URI::getPath).orElse("");
        if (!authority.equalsIgnoreCase(asked.map(URI::getAuthority).orElse(""))
                || path == null
                || path.split("/").length < 2) {
            return ApiResponse.json(400, new Authorities.NoInstance().toJson());
        }
        String segment = path.split("/")[1].toLowerCase(Locale.ROOT);
        Optional<Tenant> tenant = directory.tenancy().tenantNamed(segment);
        if (tenant.isEmpty()) {
            return Refusal.UNKNOWN_TENANT.answer(exchange);
        }
        return ApiResponse.json(
                200,
                new Authorities.Instance(
                                exchange.endpoints().login()
                                        + "/"
                                        + segment
                                        + "/v2.0/.well-known/openid-configuration",
                                authority)
                        .toJson());
    }

    private Optional<Tenant> tenant(Exchange exchange) {
        return directory.tenancy().tenantNamed(exchange.path("tenant"));
    }

    /// As the client wrote it, if it is a known spelling: some take the tenant from the URLs.
    static String segment(Exchange exchange, Tenant tenant) {
        String given = exchange.path("tenant").toLowerCase(Locale.ROOT);
        return given.equals(tenant.domain().toLowerCase(Locale.ROOT))
                ? tenant.id().toString()
                : given;
    }

    private static Optional<URI> uri(String text) {
        try {
            return Optional.of(URI.create(text));
        } catch (IllegalArgumentException _) {
            return Optional.empty();
        }
    }

    private static String authority(Exchange exchange) {
        return exchange.endpoints().login().substring("https://".length());
    }

    private static String host(Exchange exchange) {
        String authority = authority(exchange);
        int colon = authority.lastIndexOf(':');
        return colon > authority.lastIndexOf(']') ? authority.substring(0, colon) : authority;
    }
}
