package dev.keyward.api.login;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.util.Base64URL;
import com.nimbusds.jose.util.JSONObjectUtils;
import dev.keyward.api.EngineConfig;
import dev.keyward.api.Peers;
import dev.keyward.api.arm.Stack;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// A server whose tenant may trust issuers that are real ones over HTTPS, and what is asked of it.
final class ProviderWorld implements AutoCloseable {
    static final String VAULTS = "https://vaults.example";
    static final String EVERYTHING = "https://management.example";

    final TestIssuer issuer;
    final Stack stack;
    final RSAKey key;

    /// The issuer of most tokens.
    final String keycloak;

    private final Path folder;

    ProviderWorld(Path folder) throws Exception {
        this.folder = folder;
        issuer = new TestIssuer();
        stack =
                new Stack(
                        folder.resolve("home"),
                        null,
                        EngineConfig.Profile.SERVER,
                        Peers.rules(issuer.peer));
        key = TestIssuer.rsa("k1");
        keycloak = issuer.issuer("/realms/shop", key);
        arm("POST", "/providers/Microsoft.KeyVault/register", null).expect(200);
        arm("PUT", "/resourceGroups/rg", "{\"location\":\"local\"}").expect(201);
    }

    @Override
    public void close() {
        stack.close();
        issuer.close();
    }

    void provider(String name, String parts) {
        graph("POST", "/v1.0/identity/identityProviders", body(name, parts)).expect(201);
    }

    void refusedCreation(String name, String parts, int status) {
        graph("POST", "/v1.0/identity/identityProviders", body(name, parts)).expect(status);
    }

    static String body(String name, String parts) {
        String audiences =
                parts.contains("Audiences\"")
                        ? ""
                        : ",\"vaultAudiences\":[\"%s\"],\"managementAudiences\":[\"%s\"]"
                                .formatted(VAULTS, EVERYTHING + "/" + name);
        return "{\"name\":\"" + name + "\"," + parts + audiences + "}";
    }

    void change(String body) {
        graph("PATCH", "/v1.0/identity/identityProviders/keycloak", body).expect(204);
    }

    void remove(String name) {
        graph("DELETE", "/v1.0/identity/identityProviders/" + name, null).expect(204);
    }

    String derived(String provider, String subject) {
        return id(provider, "subject", subject);
    }

    String id(String provider, String what, String of) {
        return graph(
                        "POST",
                        "/v1.0/identity/identityProviders/" + provider + "/getObjectId",
                        "{\"" + what + "\":\"" + of + "\"}")
                .expect(200)
                .text("/objectId");
    }

    Map<String, Object> claims(String of) {
        return claims(of, "ann");
    }

    /// As Keycloak writes them.
    Map<String, Object> claims(String of, String subject) {
        return Map.of(
                "iss",
                of,
                "aud",
                List.of("account", VAULTS + "/"),
                "iat",
                now(),
                "exp",
                now() + 3600,
                "jti",
                UUID.randomUUID().toString(),
                "sub",
                subject,
                "typ",
                "Bearer",
                "azp",
                "shop-cli",
                "preferred_username",
                subject + "@shop.example",
                "scope",
                "profile email");
    }

    Map<String, Object> with(String claim, @Nullable Object value) {
        Map<String, Object> claims = new HashMap<>(claims(keycloak));
        if (value == null) {
            claims.remove(claim);
        } else {
            claims.put(claim, value);
        }
        return claims;
    }

    long now() {
        return stack.clock.instant().getEpochSecond();
    }

    String sign(Map<String, Object> claims) {
        return TestIssuer.sign(key, JWSAlgorithm.RS256, claims);
    }

    String header(Map<String, ?> header) {
        return TestIssuer.sign(key, header, claims(keycloak));
    }

    String hmac(Map<String, Object> claims) {
        try {
            String input =
                    Base64URL.encode("{\"alg\":\"HS256\",\"kid\":\"k1\"}")
                            + "."
                            + Base64URL.encode(JSONObjectUtils.toJSONString(claims));
            return input
                    + "."
                    + new MACSigner(key.toRSAPublicKey().getEncoded())
                            .sign(
                                    new JWSHeader(JWSAlgorithm.HS256),
                                    input.getBytes(StandardCharsets.US_ASCII));
        } catch (JOSEException impossible) {
            throw new AssertionError(impossible);
        }
    }

    String vault(String name, String... policies) {
        arm(
                        "PUT",
                        "/resourceGroups/rg/providers/Microsoft.KeyVault/vaults/kw-" + name,
                        "{\"location\":\"local\",\"properties\":{\"tenantId\":\""
                                + stack.tenant
                                + "\",\"sku\":{\"family\":\"A\",\"name\":\"standard\"},"
                                + "\"accessPolicies\":["
                                + String.join(",", policies)
                                + "]}}")
                .expect(201);
        return "kw-" + name + ".vault.local.keyward.localhost:8443";
    }

    String policy(String objectId, String right) {
        return "{\"tenantId\":\"%s\",\"objectId\":\"%s\",\"permissions\":{\"secrets\":[\"%s\"]}}"
                .formatted(stack.tenant, objectId, right);
    }

    /// What isn't there is told to whom may read it: 404, or 200 once it is written.
    Stack.Answer read(String vault, @Nullable String token) {
        return stack.call("GET", vault, "/secrets/s?api-version=7.4", token, null);
    }

    Stack.Answer write(String vault, String token) {
        return stack.call("PUT", vault, "/secrets/s?api-version=7.4", token, "{\"value\":\"x\"}");
    }

    static void refused(Stack.Answer answer, String code) {
        answer.expect(401);
        assertThat(answer.text("/error/message")).startsWith(code);
    }

    Stack.Answer arm(String method, String path, @Nullable String body) {
        String at = "/subscriptions/" + stack.subscription + path;
        return stack.call(
                method,
                Stack.MANAGEMENT,
                at + "?" + Stack.version(at),
                stack.managementToken(),
                body);
    }

    Stack.Answer graph(String method, String path, @Nullable String body) {
        return stack.call(method, Stack.GRAPH, path, stack.graphToken(), body);
    }

    String trail() throws IOException {
        StringBuilder all = new StringBuilder();
        try (Stream<Path> files = Files.walk(folder.resolve("home").resolve("audit"))) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                all.append(Files.readString(file, StandardCharsets.ISO_8859_1));
            }
        }
        return all.toString();
    }
}
