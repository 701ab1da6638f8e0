package dev.keyward.directory.tokens;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSVerifier;
import com.nimbusds.jose.crypto.ECDSAVerifier;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.crypto.RSASSAVerifier;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.util.Base64URL;
import com.nimbusds.jwt.SignedJWT;
import dev.keyward.directory.Deployment;
import dev.keyward.directory.Directory;
import dev.keyward.model.TenantId;
import dev.keyward.model.VaultException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Tokens as Entra signs them, where resource servers don't say otherwise.
class Rs256Test {
    @TempDir Path folder;
    private Deployment deployment;
    private Tokens tokens;
    private TenantId tenant;

    /// The management plane wants ES256, all others take what is given.
    @BeforeEach
    void start() throws IOException {
        deployment = new Deployment(folder, audiences(Set.of(ResourceServer.MANAGEMENT)));
        tokens = deployment.directory.tokens();
        tenant = deployment.first.tenant().id();
    }

    private static Audiences audiences(Set<ResourceServer> es256) {
        return new Audiences(
                Deployment.AUDIENCES.issuer(),
                Set.of(Deployment.VAULT),
                Set.of(Deployment.MANAGEMENT),
                Set.of(Deployment.ADMIN),
                Set.of("https://graph.local.keyward.localhost:8443"),
                es256);
    }

    @Test
    void anIndependentImplementationVerifiesATokenWithThePublishedKeys() throws Exception {
        SignedJWT jwt = SignedJWT.parse(deployment.token(Deployment.VAULT));
        assertThat(jwt.getHeader().getAlgorithm()).isEqualTo(JWSAlgorithm.RS256);
        assertThat(jwt.getHeader().toJSONObject())
                .containsOnlyKeys("typ", "alg", "x5t", "kid")
                .containsEntry("x5t", jwt.getHeader().getKeyID());
        assertThat(jwt.verify(verifier(jwt))).isTrue();
        assertThat(jwt.getJWTClaimsSet().getClaims())
                .containsEntry("ver", "1.0")
                .containsEntry("idtyp", "app")
                .containsEntry("appidacr", "1")
                .containsEntry("tid", tenant.toString())
                .containsEntry("iss", "https://login.local.keyward.localhost:8443/" + tenant + "/");
        assertThat(jwt.getJWTClaimsSet().getAudience()).containsExactly(Deployment.VAULT);
    }

    @Test
    void aResourceServerThatWantsEs256IsGivenIt() throws Exception {
        SignedJWT jwt = SignedJWT.parse(deployment.token(Deployment.MANAGEMENT));
        assertThat(jwt.getHeader().getAlgorithm()).isEqualTo(JWSAlgorithm.ES256);
        assertThat(jwt.getHeader().toJSONObject()).containsOnlyKeys("typ", "alg", "kid");
        assertThat(jwt.verify(verifier(jwt))).isTrue();
        assertThat(tokens.verify(jwt.serialize(), ResourceServer.MANAGEMENT)).isNotNull();
    }

    @Test
    void keysAreNamedByTheirCertificates() throws Exception {
        deployment.token(Deployment.VAULT);
        deployment.directory.rotateSigningKeys();
        List<TokenKey.Rsa> keys = rsaKeys();
        assertThat(keys).hasSize(2);
        for (TokenKey.Rsa key : keys) {
            X509Certificate certificate =
                    (X509Certificate)
                            CertificateFactory.getInstance("X.509")
                                    .generateCertificate(
                                            new ByteArrayInputStream(key.certificate()));
            certificate.verify(certificate.getPublicKey());
            RSAKey rsa = RSAKey.parse(certificate);
            assertThat(rsa.size()).isEqualTo(2048);
            assertThat(rsa.getModulus()).isEqualTo(Base64URL.encode(key.n()));
            assertThat(key.kid())
                    .isEqualTo(
                            Base64URL.encode(
                                            MessageDigest.getInstance("SHA-1")
                                                    .digest(key.certificate()))
                                    .toString());
        }
    }

    /// A home of 0.1.0: ES256 keys, and tokens that they signed.
    @Test
    void tokensOfBeforeStayGoodUntilTheyExpire() throws Exception {
        Directory before =
                deployment.open(
                        deployment.random,
                        Deployment.EVIDENCE,
                        audiences(Set.of(ResourceServer.values())));
        before.rotateSigningKeys();
        String old = deployment.token(before, Deployment.VAULT);
        assertThat(SignedJWT.parse(old).getHeader().getAlgorithm()).isEqualTo(JWSAlgorithm.ES256);

        Directory now =
                deployment.open(deployment.random, Deployment.EVIDENCE, audiences(Set.of()));
        now.rotateSigningKeys();
        assertThat(now.tokens().verify(old, ResourceServer.VAULT)).isNotNull();
        String next = deployment.token(now, Deployment.VAULT);
        assertThat(SignedJWT.parse(next).getHeader().getAlgorithm()).isEqualTo(JWSAlgorithm.RS256);

        deployment.clock.advance(Duration.ofMinutes(62));
        assertThatThrownBy(() -> now.tokens().verify(old, ResourceServer.VAULT))
                .hasMessageContaining("expired");

        // No successor; in the end they are gone.
        for (int i = 0; i < 5; i++) {
            deployment.clock.advance(SigningKeys.LIFE);
            now.rotateSigningKeys();
        }
        assertThat(now.tokens().published(tenant))
                .isNotEmpty()
                .allMatch(TokenKey.Rsa.class::isInstance);
    }

    @Test
    @Tag("security:S-06")
    void theHeaderCantChooseTheAlgorithm() throws Exception {
        String token = deployment.token(Deployment.VAULT);
        String kid = SignedJWT.parse(token).getHeader().getKeyID();
        for (String algorithm : List.of("none", "HS256", "ES256", "PS256", "RS384", "RS512")) {
            assertRefused(
                    encode("{\"alg\":\"%s\",\"kid\":\"%s\"}".formatted(algorithm, kid))
                            + token.substring(token.indexOf('.')),
                    "malformed");
        }
        assertRefused(
                encode("{\"alg\":\"RS256\",\"kid\":\"%s\",\"x5t\":\"another\"}".formatted(kid))
                        + token.substring(token.indexOf('.')),
                "malformed");
    }

    /// What a verifier that believes `alg` falls for.
    @Test
    void thePublicKeyIsNoHmacKey() throws Exception {
        SignedJWT good = SignedJWT.parse(deployment.token(Deployment.VAULT));
        for (TokenKey.Rsa key : rsaKeys()) {
            for (byte[] secret : List.of(key.certificate(), key.n())) {
                SignedJWT forged =
                        new SignedJWT(
                                new com.nimbusds.jose.JWSHeader.Builder(JWSAlgorithm.HS256)
                                        .keyID(key.kid())
                                        .build(),
                                good.getJWTClaimsSet());
                forged.sign(new MACSigner(secret));
                assertRefused(forged.serialize(), "malformed");
            }
        }
    }

    @Test
    void everyFlippedBitOfTheSignatureIsRefused() {
        String token = deployment.token(Deployment.VAULT);
        int dot = token.lastIndexOf('.');
        byte[] signature = Base64.getUrlDecoder().decode(token.substring(dot + 1));
        assertThat(signature).hasSize(256);
        for (int bit = 0; bit < signature.length * 8; bit += 101) {
            byte[] flipped = signature.clone();
            flipped[bit / 8] ^= (byte) (1 << bit % 8);
            assertRefused(
                    token.substring(0, dot + 1)
                            + Base64.getUrlEncoder().withoutPadding().encodeToString(flipped),
                    "signature");
        }
        assertRefused(token.substring(0, dot + 1), "signature");
    }

    @Test
    void keysChangeOverWithoutBreakingTokensAndOutliveARestart() throws Exception {
        deployment.directory.rotateSigningKeys();
        String next = rsaKeys().getLast().kid();
        deployment.clock.advance(SigningKeys.LIFE.minus(Duration.ofMinutes(30)));
        String before = deployment.token(Deployment.VAULT);
        deployment.clock.advance(Duration.ofMinutes(31));
        deployment.directory.rotateSigningKeys();

        Tokens again =
                deployment
                        .open(
                                deployment.random,
                                Deployment.EVIDENCE,
                                audiences(Set.of(ResourceServer.MANAGEMENT)))
                        .tokens();
        String after = deployment.token(Deployment.VAULT);
        assertThat(SignedJWT.parse(after).getHeader().getKeyID()).isEqualTo(next);
        for (String token : List.of(before, after)) {
            assertThat(again.verify(token, ResourceServer.VAULT)).isNotNull();
        }
        assertThat(rsaKeys()).hasSize(3);
    }

    private List<TokenKey.Rsa> rsaKeys() {
        return tokens.published(tenant).stream()
                .filter(TokenKey.Rsa.class::isInstance)
                .map(TokenKey.Rsa.class::cast)
                .toList();
    }

    private JWSVerifier verifier(SignedJWT jwt) throws Exception {
        TokenKey key =
                tokens.published(tenant).stream()
                        .filter(known -> known.kid().equals(jwt.getHeader().getKeyID()))
                        .findFirst()
                        .orElseThrow();
        return switch (key) {
            case TokenKey.Rsa(String _, byte[] n, byte[] e, byte[] _) ->
                    new RSASSAVerifier(
                            new RSAKey.Builder(Base64URL.encode(n), Base64URL.encode(e)).build());
            case TokenKey.Ec(String _, byte[] x, byte[] y) ->
                    new ECDSAVerifier(
                            new ECKey.Builder(Curve.P_256, Base64URL.encode(x), Base64URL.encode(y))
                                    .build());
        };
    }

    private void assertRefused(String token, String reason) {
        assertThatThrownBy(() -> tokens.verify(token, ResourceServer.VAULT))
                .isInstanceOf(VaultException.class)
                .hasMessageContaining(reason);
    }

    private static String encode(String text) {
        return Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }
}
