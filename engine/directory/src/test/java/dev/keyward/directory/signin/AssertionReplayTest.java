package dev.keyward.directory.signin;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.util.Base64URL;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import dev.keyward.crypto.certificates.PinnedCertificate;
import dev.keyward.crypto.certificates.X509Signer;
import dev.keyward.crypto.keys.Keys;
import dev.keyward.directory.Deployment;
import dev.keyward.directory.Directory;
import dev.keyward.directory.SignIns;
import dev.keyward.directory.principals.Assertors;
import dev.keyward.model.Curve;
import dev.keyward.model.KeyParameters;
import dev.keyward.model.SecretAccess;
import dev.keyward.model.SecretBytes;
import dev.keyward.model.certificates.KeyUsage;
import dev.keyward.model.certificates.SubjectAlternativeNames;
import dev.keyward.model.certificates.X509Properties;
import java.nio.file.Path;
import java.security.KeyFactory;
import java.security.interfaces.ECPrivateKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// An assertion is taken once, whoever is asked and however often it is started anew.
class AssertionReplayTest {
    private static final KeyParameters KEY = new KeyParameters.Ec(Curve.P_256);
    private static final String ENDPOINT = "https://login.example/token";

    @TempDir Path folder;
    private Deployment deployment;
    private ECPrivateKey key;
    private PinnedCertificate certificate;
    private UUID client;

    @BeforeEach
    void start() throws Exception {
        deployment = new Deployment(folder);
        client = deployment.administrator().appId();
        Keys keys = new Keys(deployment.random);
        SecretBytes pkcs8 = keys.generate(KEY);
        Instant now = deployment.clock.instant();
        certificate =
                PinnedCertificate.parse(
                        new X509Signer(keys, deployment.random)
                                .selfSigned(
                                        KEY,
                                        pkcs8,
                                        new X509Properties(
                                                "CN=client",
                                                SubjectAlternativeNames.NONE,
                                                List.of(),
                                                List.of(KeyUsage.DIGITAL_SIGNATURE),
                                                1),
                                        new X509Signer.Validity(now, now.plusSeconds(86400))));
        key =
                (ECPrivateKey)
                        KeyFactory.getInstance("EC")
                                .generatePrivate(
                                        new PKCS8EncodedKeySpec(
                                                pkcs8.toByteArray(SecretAccess.request())));
        Deployment.await(
                deployment
                        .directory
                        .principals()
                        .assertors()
                        .addCertificate(
                                client,
                                new Assertors.NewCertificate(null, null, null, null, certificate),
                                Deployment.EVIDENCE));
    }

    @Test
    void noNodeTakesWhatAnotherTookNorDoesItAfterARestart() throws Exception {
        Directory other = deployment.open();
        String assertion = assertion();
        assertThat(show(deployment.directory, assertion)).isInstanceOf(SignInResult.Granted.class);
        for (Directory directory : List.of(deployment.directory, other, deployment.open())) {
            assertThat(show(directory, assertion))
                    .isEqualTo(new SignInResult.Refused(SignInResult.Reason.ASSERTION_REPLAYED));
        }
    }

    @Test
    void ofManyAtTheSameMomentOneIsGranted() throws Exception {
        List<Directory> nodes = List.of(deployment.directory, deployment.open());
        String assertion = assertion();
        List<CompletableFuture<SignInResult>> all = new ArrayList<>();
        for (int i = 0; i < 16; i++) {
            Directory node = nodes.get(i % 2);
            all.add(CompletableFuture.supplyAsync(() -> show(node, assertion)));
        }
        assertThat(all.stream().map(CompletableFuture::join))
                .filteredOn(SignInResult.Granted.class::isInstance)
                .hasSize(1);
    }

    @Test
    void whatIsOverIsForgottenAndStaysRefused() throws Exception {
        String assertion = assertion();
        show(deployment.directory, assertion);
        deployment.clock.advance(Duration.ofMinutes(14));
        deployment.directory.signIn().forgetOld();
        assertThat(show(deployment.directory, assertion))
                .isEqualTo(new SignInResult.Refused(SignInResult.Reason.ASSERTION_REPLAYED));
        deployment.clock.advance(Duration.ofMinutes(2));
        deployment.directory.signIn().forgetOld();
        assertThat(show(deployment.directory, assertion))
                .isEqualTo(new SignInResult.Refused(SignInResult.Reason.ASSERTION_TIME));
    }

    @Test
    void wrongOnesAreAskedToWaitAndRightOnesPass() throws Exception {
        for (int i = 0; i < SignIn.ASSERTION_FAILURES; i++) {
            assertThat(show(deployment.directory, "x"))
                    .isEqualTo(new SignInResult.Refused(SignInResult.Reason.ASSERTION_MALFORMED));
        }
        assertThat(show(deployment.directory, "x"))
                .isEqualTo(new SignInResult.Throttled(Duration.ofMinutes(1)));
        assertThat(show(deployment.directory, assertion()))
                .isInstanceOf(SignInResult.Granted.class);
        deployment.clock.advance(Duration.ofMinutes(1));
        assertThat(show(deployment.directory, "x")).isInstanceOf(SignInResult.Refused.class);
    }

    private SignInResult show(Directory directory, String assertion) {
        return SignIns.application(
                directory.signIn(),
                deployment.first.tenant().id(),
                client,
                assertion,
                Set.of(ENDPOINT),
                IssuerKeys.NONE,
                Deployment.VAULT);
    }

    private String assertion() throws Exception {
        Instant now = deployment.clock.instant();
        SignedJWT jwt =
                new SignedJWT(
                        new JWSHeader.Builder(JWSAlgorithm.ES256)
                                .x509CertSHA256Thumbprint(Base64URL.encode(certificate.sha256()))
                                .build(),
                        new JWTClaimsSet.Builder()
                                .issuer(client.toString())
                                .subject(client.toString())
                                .audience(ENDPOINT)
                                .jwtID(UUID.randomUUID().toString())
                                .expirationTime(Date.from(now.plusSeconds(600)))
                                .build());
        jwt.sign(new ECDSASigner(key));
        return jwt.serialize();
    }
}
