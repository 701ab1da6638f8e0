package dev.keyward.crypto.certificates;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.keyward.model.SecretBytes;
import dev.keyward.model.VaultException;
import dev.keyward.testing.FakeClock;
import dev.keyward.testing.SeededRandom;
import java.security.GeneralSecurityException;
import java.security.cert.CertPath;
import java.security.cert.CertPathValidator;
import java.security.cert.CertificateFactory;
import java.security.cert.PKIXParameters;
import java.security.cert.TrustAnchor;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CertificatesTest {
    private static final Instant NOW = Instant.parse("2026-11-24T12:00:00Z");

    private final SeededRandom random = new SeededRandom(5);
    private final FakeClock clock = new FakeClock(NOW);
    private final Certificates certificates = new Certificates(random, clock);
    private final KeyCertificate authority =
            certificates.newAuthority("Keyward test", Duration.ofDays(3650));

    @Test
    void theJdkAcceptsTheChainForTheNamesAsked() throws GeneralSecurityException {
        List<String> names =
                List.of("*.vault.local.keyward.localhost", "localhost", "127.0.0.1", "::1");
        KeyCertificate server =
                certificates.newServerCertificate(authority, names, Duration.ofDays(397));

        PKIXParameters trust =
                new PKIXParameters(Set.of(new TrustAnchor(authority.certificate(), null)));
        trust.setRevocationEnabled(false);
        trust.setDate(Date.from(NOW));
        CertPath path =
                CertificateFactory.getInstance("X.509")
                        .generateCertPath(List.of(server.certificate()));
        CertPathValidator.getInstance("PKIX").validate(path, trust);

        assertThat(server.names())
                .containsExactly(
                        "*.vault.local.keyward.localhost",
                        "localhost",
                        "127.0.0.1",
                        "0:0:0:0:0:0:0:1");
        assertThat(server.certificate().getExtendedKeyUsage()).containsExactly("1.3.6.1.5.5.7.3.1");
        assertThat(server.certificate().getBasicConstraints()).isEqualTo(-1);
        assertThat(authority.certificate().getBasicConstraints()).isZero();
    }

    @Test
    void livesAsLongAsAskedButNotLongerThanTheAuthority() {
        KeyCertificate brief =
                certificates.newServerCertificate(
                        authority, List.of("localhost"), Duration.ofDays(1));
        KeyCertificate eternal =
                certificates.newServerCertificate(
                        authority, List.of("localhost"), Duration.ofDays(9999));
        assertThat(brief.certificate().getNotAfter().toInstant())
                .isEqualTo(NOW.plus(Duration.ofDays(1)));
        assertThat(brief.certificate().getNotBefore().toInstant())
                .isEqualTo(NOW.minus(Duration.ofHours(1)));
        assertThat(eternal.certificate().getNotAfter())
                .isEqualTo(authority.certificate().getNotAfter());
    }

    @Test
    void comesBackFromPem() {
        KeyCertificate server =
                certificates.newServerCertificate(
                        authority, List.of("localhost"), Duration.ofDays(1));
        KeyCertificate read =
                KeyCertificate.ofPem(server.certificatePem(), server.keyPem(), random);
        assertThat(read).isEqualTo(server);
        assertThat(read.fingerprint()).matches("([0-9A-F]{2}:){31}[0-9A-F]{2}");
        // An authority read back can issue.
        KeyCertificate again =
                KeyCertificate.ofPem(authority.certificatePem(), authority.keyPem(), random);
        assertThat(
                        certificates
                                .newServerCertificate(again, List.of("x"), Duration.ofDays(1))
                                .certificate()
                                .getIssuerX500Principal())
                .isEqualTo(authority.certificate().getSubjectX500Principal());
    }

    @Test
    void refusesAKeyThatBelongsToAnother() {
        KeyCertificate other = certificates.newAuthority("Other", Duration.ofDays(1));
        assertThatThrownBy(() ->
                        KeyCertificate.ofPem(other.certificatePem(), authority.keyPem(), random))
                .isInstanceOf(VaultException.class)
                .hasMessageContaining("the one of the certificate");
        assertThatThrownBy(() -> KeyCertificate.ofPem("nothing", SecretBytes.ofUtf8("x"), random))
                .isInstanceOf(VaultException.class)
                .hasMessageContaining("X.509");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a b", "-a.b", "a..b", "*", "a.*.b", "a_b", "ä.de", "1.2.3.4/8"})
    void refusesNamesThatAreNone(String name) {
        assertThatThrownBy(() ->
                        certificates.newServerCertificate(
                                authority, List.of(name), Duration.ofDays(1)))
                .isInstanceOf(VaultException.class)
                .hasMessageContaining("DNS name");
    }

    @Test
    void serialNumbersAreRandomPositiveAndShortEnough() {
        KeyCertificate a = certificates.newAuthority("A", Duration.ofDays(1));
        KeyCertificate b = certificates.newAuthority("A", Duration.ofDays(1));
        assertThat(a.certificate().getSerialNumber())
                .isPositive()
                .isNotEqualTo(b.certificate().getSerialNumber());
        assertThat(a.certificate().getSerialNumber().bitLength()).isLessThan(160);
    }
}
