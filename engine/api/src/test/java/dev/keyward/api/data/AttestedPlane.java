package dev.keyward.api.data;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.KeyUse;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import com.sun.net.httpserver.HttpExchange;
import dev.keyward.api.Peers;
import dev.keyward.api.VaultPlane;
import dev.keyward.api.VaultPlane.Answer;
import dev.keyward.model.RecoveryLevel;
import dev.keyward.outside.OutsideRules;
import dev.keyward.testing.HttpsPeer;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.interfaces.RSAPublicKey;
import java.util.Base64;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;

/// A premium vault, a real HTTPS authority that vouches for an environment, and the tokens it gives
/// out.
final class AttestedPlane implements AutoCloseable {
    static final KeyPair AUTHORITY = rsa();
    static final KeyPair ENVIRONMENT = rsa();

    private final Path directory;
    final HttpsPeer authority;
    VaultPlane plane;
    final AtomicInteger asked = new AtomicInteger();
    private volatile RSAPublicKey published = (RSAPublicKey) AUTHORITY.getPublic();
    private volatile String publishedId = "a1";

    AttestedPlane(Path directory) throws IOException, GeneralSecurityException {
        this.directory = directory;
        authority = Peers.https(this::answer);
        plane = open(Peers.rules(authority));
    }

    private void answer(HttpExchange exchange) throws IOException {
        String path = exchange.getRequestURI().getPath();
        if (path.equals("/.well-known/openid-configuration")) {
            asked.incrementAndGet();
            HttpsPeer.answer(
                    exchange,
                    200,
                    ("{\"jwks_uri\":\"" + authority.url() + "/certs\"}")
                            .getBytes(StandardCharsets.UTF_8));
        } else if (path.equals("/certs")) {
            HttpsPeer.answer(exchange, 200, keySet().getBytes(StandardCharsets.UTF_8));
        } else {
            HttpsPeer.answer(exchange, 404, new byte[0]);
        }
    }

    private VaultPlane open(OutsideRules rules) throws IOException {
        VaultPlane opened = new VaultPlane(directory, new RecoveryLevel(7, false), rules);
        opened.premium();
        return opened;
    }

    void reopen(OutsideRules rules) throws IOException {
        plane.close();
        plane = open(rules);
    }

    /// From now on the authority signs with another key.
    void publish(KeyPair key, String kid) {
        published = (RSAPublicKey) key.getPublic();
        publishedId = kid;
    }

    String keySet() {
        return new JWKSet(new RSAKey.Builder(published).keyID(publishedId).build()).toString();
    }

    static KeyPair rsa() {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
            generator.initialize(2048);
            return generator.generateKeyPair();
        } catch (GeneralSecurityException impossible) {
            throw new AssertionError(impossible);
        }
    }

    String policy(String conditions) {
        return "{\"version\":\"1.0.0\",\"anyOf\":[{\"authority\":\""
                + authority.url()
                + "/\","
                + conditions
                + "}]}";
    }

    static String release(String document) {
        return "\"release_policy\":{\"data\":\""
                + Base64.getUrlEncoder()
                        .withoutPadding()
                        .encodeToString(document.getBytes(StandardCharsets.UTF_8))
                + "\"}";
    }

    Answer create(String kty, String document) {
        return plane.owner(
                "POST",
                "/keys/k/create",
                "{\"kty\":\""
                        + kty
                        + "\",\"attributes\":{\"exportable\":true},"
                        + release(document)
                        + "}");
    }

    JWTClaimsSet.Builder claims() {
        RSAKey environment =
                new RSAKey.Builder((RSAPublicKey) ENVIRONMENT.getPublic())
                        .keyID("env")
                        .keyUse(KeyUse.ENCRYPTION)
                        .build();
        return new JWTClaimsSet.Builder()
                .issuer(authority.url())
                .expirationTime(Date.from(plane.clock.instant().plusSeconds(600)))
                .claim("sdk-test", true)
                .claim("svn", 7)
                .claim("tee", Map.of("type", "sevsnpvm", "debug", false))
                .claim("x-ms-runtime", Map.of("keys", List.of(environment.toJSONObject())));
    }

    static String token(JWTClaimsSet claims) throws JOSEException {
        return token(claims, AUTHORITY.getPrivate(), "a1");
    }

    static String token(JWTClaimsSet claims, PrivateKey key, String kid) throws JOSEException {
        SignedJWT jwt =
                new SignedJWT(
                        new JWSHeader.Builder(JWSAlgorithm.RS256)
                                .keyID(kid)
                                .jwkURL(java.net.URI.create("https://evil.example/keys"))
                                .build(),
                        claims);
        jwt.sign(new RSASSASigner(key));
        return jwt.serialize();
    }

    Answer ask(String token) {
        return ask("/keys/k/release", token, "");
    }

    Answer ask(String path, String token, String members) {
        return plane.owner("POST", path, "{\"target\":\"" + token + "\"" + members + "}");
    }

    static void refused(Answer answer, String message) {
        assertThat(answer.status()).as(answer.text()).isEqualTo(400);
        assertThat(answer.code()).isEqualTo("BadParameter");
        assertThat(answer.message()).isEqualTo(message);
    }

    @Override
    public void close() {
        plane.close();
        authority.close();
    }
}
