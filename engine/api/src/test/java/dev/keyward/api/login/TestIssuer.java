package dev.keyward.api.login;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSSigner;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.crypto.opts.AllowWeakRSAKey;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jose.util.Base64URL;
import com.nimbusds.jose.util.JSONObjectUtils;
import com.sun.net.httpserver.HttpExchange;
import dev.keyward.api.Peers;
import dev.keyward.testing.HttpsPeer;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.text.ParseException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/// Issuers of OpenID Connect on one HTTPS server, each under a path of its own, with the keys it
/// publishes at the moment; counts what it is asked.
final class TestIssuer implements AutoCloseable {
    final HttpsPeer peer;
    final AtomicInteger asked = new AtomicInteger();
    volatile boolean out;

    /// Where metadata is, and what it names as its issuer; the keys are at `/keys` behind it.
    private final Map<String, String> metadata = new ConcurrentHashMap<>();

    private final Map<String, List<JWK>> keys = new ConcurrentHashMap<>();

    TestIssuer() throws IOException, GeneralSecurityException {
        peer = Peers.https(this::answer);
    }

    static RSAKey rsa(String kid) throws JOSEException {
        return new RSAKeyGenerator(2048).keyID(kid).generate();
    }

    static ECKey ec(String kid) throws JOSEException {
        return new ECKeyGenerator(Curve.P_256).keyID(kid).generate();
    }

    /// An issuer that is its own URL.
    String issuer(String path, JWK... published) {
        String issuer = peer.url() + path;
        publish(path, issuer, published);
        return issuer;
    }

    void publish(String path, String issuer, JWK... published) {
        metadata.put(path, issuer);
        keys.put(path, List.of(published));
    }

    private void answer(HttpExchange exchange) throws IOException {
        asked.incrementAndGet();
        String path = exchange.getRequestURI().getPath();
        String of = path.replace("/.well-known/openid-configuration", "").replace("/keys", "");
        String issuer = metadata.get(of);
        String body =
                issuer == null
                        ? ""
                        : path.endsWith("/keys")
                                ? new JWKSet(keys.get(of)).toPublicJWKSet().toString()
                                // AD FS calls itself by two names.
                                : "{\"issuer\":\"%s\",\"access_token_issuer\":\"%s\",\"jwks_uri\":\"%s\"}"
                                        .formatted(
                                                issuer.startsWith("http:")
                                                        ? peer.url() + of
                                                        : issuer,
                                                issuer,
                                                peer.url() + of + "/keys");
        HttpsPeer.answer(
                exchange, out || body.isEmpty() ? 503 : 200, body.getBytes(StandardCharsets.UTF_8));
    }

    static String sign(JWK key, JWSAlgorithm algorithm, Map<String, ?> claims) {
        return sign(
                key,
                Map.of("alg", algorithm.getName(), "typ", "JWT", "kid", key.getKeyID()),
                claims);
    }

    /// @param header as it is to stand there, whatever the key is
    static String sign(JWK key, Map<String, ?> header, Map<String, ?> claims) {
        return sign(
                key, JSONObjectUtils.toJSONString(header), JSONObjectUtils.toJSONString(claims));
    }

    static String sign(JWK key, String header, String claims) {
        String input = Base64URL.encode(header) + "." + Base64URL.encode(claims);
        try {
            String named = (String) JSONObjectUtils.parse(header).get("alg");
            JWSSigner signer =
                    key instanceof RSAKey rsa
                            ? new RSASSASigner(
                                    rsa.toPrivateKey(), Set.of(AllowWeakRSAKey.getInstance()))
                            : new ECDSASigner((ECKey) key);
            JWSAlgorithm algorithm =
                    signer.supportedJWSAlgorithms().contains(JWSAlgorithm.parse(named))
                            ? JWSAlgorithm.parse(named)
                            : JWSAlgorithm.RS256;
            return input
                    + "."
                    + signer.sign(
                            new JWSHeader(algorithm), input.getBytes(StandardCharsets.US_ASCII));
        } catch (JOSEException | ParseException impossible) {
            throw new AssertionError(impossible);
        }
    }

    @Override
    public void close() {
        peer.close();
    }
}
