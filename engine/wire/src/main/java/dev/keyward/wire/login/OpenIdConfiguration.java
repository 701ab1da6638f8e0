package dev.keyward.wire.login;

import dev.keyward.wire.JsonReader;
import dev.keyward.wire.JsonWriter;
import dev.keyward.wire.WireBody;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// The discovery document of a tenant (identity.md, section 2).
///
/// @param issuer of id tokens, and of access tokens where nothing else is said
/// @param accessTokenIssuer where that is another one, as AD FS says it
/// @param mutualTlsToken the token endpoint where a certificate is proven by the connection (RFC
///   8705 5); null if there is none
public record OpenIdConfiguration(
        String issuer,
        @Nullable String accessTokenIssuer,
        String authorization,
        String token,
        String deviceAuthorization,
        String keys,
        String logout,
        String host,
        @Nullable String mutualTlsToken)
        implements WireBody {
    public static OpenIdConfiguration read(JsonReader in) {
        String issuer = "";
        String accessTokenIssuer = null;
        String authorization = "";
        String token = "";
        String deviceAuthorization = "";
        String keys = "";
        String logout = "";
        String host = "";
        String mutualTlsToken = null;
        while (in.next()) {
            switch (in.member()) {
                case "issuer" -> issuer = in.text();
                case "access_token_issuer" -> accessTokenIssuer = in.text();
                case "authorization_endpoint" -> authorization = in.text();
                case "token_endpoint" -> token = in.text();
                case "device_authorization_endpoint" -> deviceAuthorization = in.text();
                case "jwks_uri" -> keys = in.text();
                case "end_session_endpoint" -> logout = in.text();
                case "cloud_instance_name" -> host = in.text();
                case "mtls_endpoint_aliases" ->
                        mutualTlsToken = in.object(OpenIdConfiguration::alias);
                default -> in.skip();
            }
        }
        return new OpenIdConfiguration(
                issuer,
                accessTokenIssuer,
                authorization,
                token,
                deviceAuthorization,
                keys,
                logout,
                host,
                mutualTlsToken);
    }

    private static @Nullable String alias(JsonReader in) {
        String token = null;
        while (in.next()) {
            if (in.member().equals("token_endpoint")) {
                token = in.text();
            } else {
                in.skip();
            }
        }
        return token;
    }

    @Override
    public void writeMembers(JsonWriter out) {
        out.text("issuer", issuer);
        out.text("access_token_issuer", accessTokenIssuer);
        out.text("authorization_endpoint", authorization);
        out.text("token_endpoint", token);
        out.text("device_authorization_endpoint", deviceAuthorization);
        out.text("jwks_uri", keys);
        out.text("end_session_endpoint", logout);
        if (mutualTlsToken != null) {
            out.object(
                    "mtls_endpoint_aliases",
                    (WireBody) aliases -> aliases.text("token_endpoint", mutualTlsToken));
            out.bool("tls_client_certificate_bound_access_tokens", true);
        }
        List<String> methods =
                List.of("client_secret_post", "private_key_jwt", "client_secret_basic", "none");
        out.texts(
                "token_endpoint_auth_methods_supported",
                mutualTlsToken == null
                        ? methods
                        : Stream.concat(methods.stream(), Stream.of("self_signed_tls_client_auth"))
                                .toList());
        out.texts(
                "token_endpoint_auth_signing_alg_values_supported",
                List.of("RS256", "PS256", "ES256"));
        out.texts(
                "grant_types_supported",
                List.of(
                        "authorization_code",
                        "client_credentials",
                        "password",
                        "refresh_token",
                        "urn:ietf:params:oauth:grant-type:device_code",
                        "urn:ietf:params:oauth:grant-type:jwt-bearer"));
        out.texts("response_modes_supported", List.of("query", "fragment", "form_post"));
        out.texts("response_types_supported", List.of("code"));
        out.texts("code_challenge_methods_supported", List.of("S256"));
        out.bool("authorization_response_iss_parameter_supported", true);
        out.texts("prompt_values_supported", List.of("none", "login", "select_account", "consent"));
        out.texts("subject_types_supported", List.of("pairwise"));
        out.texts("id_token_signing_alg_values_supported", List.of("RS256"));
        out.texts("scopes_supported", List.of("openid", "profile", "offline_access"));
        out.texts(
                "claims_supported",
                List.of(
                        "aud",
                        "iss",
                        "iat",
                        "nbf",
                        "exp",
                        "oid",
                        "sub",
                        "tid",
                        "ver",
                        "name",
                        "preferred_username",
                        "upn"));
        out.text("cloud_instance_name", host);
    }
}
