package dev.keyward.issuers;

import static dev.keyward.issuers.AuthorityVault.WEB;
import static dev.keyward.issuers.AuthorityVault.serial;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.keyward.crypto.certificates.RevocationReason;
import dev.keyward.crypto.certificates.X509Authorities;
import dev.keyward.model.VaultError;
import dev.keyward.model.VaultException;
import dev.keyward.records.DueRecord;
import dev.keyward.vault.upkeep.Upkeep;
import dev.keyward.vault.vaults.Vault;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.CertPathValidatorException;
import java.security.cert.X509CRL;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Revocation and the lists that tell of it, looked at with the JDK's validator and OpenSSL's.
class RevocationTest {
    @TempDir private Path directory;
    private AuthorityVault at;
    private World world;
    private Vault vault;

    @BeforeEach
    void open() {
        at = new AuthorityVault(directory);
        world = at.world;
        vault = at.vault;
    }

    @AfterEach
    void close() {
        at.close();
    }

    @Test
    void aRevokedCertificateIsTrustedNoMore() throws Exception {
        List<X509Certificate> chain = at.issued(WEB, 1);
        List<X509Certificate> other = at.issued(WEB, 2);
        at.validate(chain);

        at.authority.revoke(
                vault,
                serial(chain.getFirst()).toUpperCase(java.util.Locale.ROOT),
                RevocationReason.KEY_COMPROMISE,
                _ -> World.recorded());

        at.validate(other);
        assertThatThrownBy(() -> at.validate(chain))
                .isInstanceOf(CertPathValidatorException.class)
                .satisfies(failure ->
                        assertThat(((CertPathValidatorException) failure).getReason())
                                .isEqualTo(CertPathValidatorException.BasicReason.REVOKED));
        assertThat(
                        at.list("intermediate-1.crl")
                                .getRevokedCertificate(chain.getFirst().getSerialNumber())
                                .getRevocationReason())
                .isEqualTo(java.security.cert.CRLReason.KEY_COMPROMISE);
    }

    @Test
    void whatIsRevokedStaysRevokedAfterARestart() throws Exception {
        List<X509Certificate> chain = at.issued(WEB, 1);
        IssuedCertificate first =
                at.authority.revoke(
                        vault,
                        serial(chain.getFirst()),
                        RevocationReason.SUPERSEDED,
                        _ -> World.recorded());
        byte[] before = at.list("intermediate-1.crl").getExtensionValue("2.5.29.20");

        at.reopen();
        world.clock.advance(Duration.ofMinutes(5));
        IssuedCertificate again =
                at.authority.revoke(
                        vault,
                        serial(chain.getFirst()),
                        RevocationReason.UNSPECIFIED,
                        _ -> World.recorded());

        assertThat(again.revocation()).isEqualTo(first.revocation());
        X509CRL list = at.list("intermediate-1.crl");
        assertThat(list.getRevokedCertificate(chain.getFirst())).isNotNull();
        assertThat(list.getExtensionValue("2.5.29.20")).as("a higher number").isNotEqualTo(before);
    }

    @Test
    void aListIsGivenOutAgainUntilItIsAnHourOld() throws Exception {
        at.issued(WEB, 1);
        byte[] first = at.published("intermediate-1.crl");
        world.clock.advance(Duration.ofMinutes(59));
        byte[] second = at.published("intermediate-1.crl");
        world.clock.advance(Duration.ofMinutes(1));
        byte[] third = at.published("intermediate-1.crl");

        assertThat(second).isEqualTo(first);
        assertThat(third).isNotEqualTo(first);
        assertThat(at.list("intermediate-1.crl").getNextUpdate().toInstant())
                .isAfter(world.clock.instant().plus(Duration.ofDays(6)));
    }

    @Test
    void nobodyRevokesWhatAnotherVaultIssued() throws Exception {
        X509Certificate leaf = at.issued(WEB, 1).getFirst();
        Vault other = world.vault("vault02");

        assertThatThrownBy(() ->
                        at.authority.revoke(
                                other,
                                serial(leaf),
                                RevocationReason.UNSPECIFIED,
                                _ -> World.recorded()))
                .isInstanceOf(VaultException.class)
                .extracting(refused -> ((VaultException) refused).error())
                .isEqualTo(new VaultError.IssuedCertificateNotFound());
        assertThat(at.authority.published(other, "root-1.cer")).isEmpty();
        assertThat(at.authority.published(vault, "root-2.cer")).isEmpty();
        assertThat(at.authority.published(vault, "root-1.key")).isEmpty();
    }

    @Test
    void rowsGoSomeTimeAfterTheCertificateHasExpired() throws Exception {
        List<X509Certificate> chain = at.issued(WEB, 1);
        String serial = X509Authorities.serial(chain.getFirst().getEncoded());
        at.authority.revoke(vault, serial, RevocationReason.SUPERSEDED, _ -> World.recorded());
        Upkeep upkeep = new Upkeep(world.records(), world.clock, List.of(at.authority.chore()));

        world.clock.advance(Duration.ofDays(370));
        assertThat(upkeep.round().attended()).isZero();
        assertThat(at.list("intermediate-1.crl").getRevokedCertificates()).isNull();
        world.clock.advance(Duration.ofDays(30));
        assertThat(upkeep.round().attended()).isOne();
        List<DueRecord> left = world.records().due("issued-certificate", Long.MAX_VALUE, 10);
        assertThat(left).isEmpty();
        world.records().vault(vault.id()).verifySet();
    }

    @Test
    @Tag("reliability:R-13")
    void aClockThatWasAheadForAWhileForgetsNoRevocationAndIssuesNothingForLater() throws Exception {
        X509Certificate leaf = at.issued(WEB, 1).getFirst();
        X509Certificate later = at.issued(WEB, 2).getFirst();
        at.authority.revoke(
                vault, serial(leaf), RevocationReason.SUPERSEDED, _ -> World.recorded());
        Upkeep upkeep = new Upkeep(world.records(), world.clock, List.of(at.authority.chore()));

        world.clock.set(Duration.ofDays(3653));
        assertThat(upkeep.round().attended()).isZero();
        assertThat(at.list("intermediate-1.crl").getRevokedCertificate(leaf)).isNotNull();
        at.authority.revoke(
                vault, serial(later), RevocationReason.SUPERSEDED, _ -> World.recorded());
        List<X509Certificate> ahead = at.issued(WEB, 3);

        world.clock.set(Duration.ofDays(-3653));
        at.validate(ahead);
        assertThat(
                        at.list("intermediate-1.crl")
                                .getRevokedCertificate(later)
                                .getRevocationDate()
                                .toInstant())
                .isBeforeOrEqualTo(world.clock.instant());
    }

    @Test
    void openSslTrustsTheCertificateUntilItIsRevoked() throws Exception {
        assumeTrue(has("openssl"), "openssl isn't installed");
        List<X509Certificate> chain = at.issued(WEB, 1);
        pem("root.pem", "CERTIFICATE", at.published("root-1.cer"));
        pem("intermediate.pem", "CERTIFICATE", at.published("intermediate-1.cer"));
        pem("leaf.pem", "CERTIFICATE", chain.getFirst().getEncoded());
        pem("root.crl", "X509 CRL", at.published("root-1.crl"));
        pem("intermediate.crl", "X509 CRL", at.published("intermediate-1.crl"));

        assertThat(openSsl()).contains("leaf.pem: OK");

        at.authority.revoke(
                vault,
                serial(chain.getFirst()),
                RevocationReason.KEY_COMPROMISE,
                _ -> World.recorded());
        pem("intermediate.crl", "X509 CRL", at.published("intermediate-1.crl"));
        assertThat(openSsl()).contains("certificate revoked").doesNotContain("leaf.pem: OK");
    }

    private static boolean has(String program) throws Exception {
        for (String place : System.getenv("PATH").split(":")) {
            if (Files.isExecutable(Path.of(place, program))) {
                return true;
            }
        }
        return false;
    }

    private void pem(String file, String kind, byte[] der) throws Exception {
        Files.writeString(
                directory.resolve(file),
                "-----BEGIN "
                        + kind
                        + "-----\n"
                        + Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(der)
                        + "\n-----END "
                        + kind
                        + "-----\n");
    }

    private String openSsl() throws Exception {
        Process process =
                new ProcessBuilder(
                                "openssl",
                                "verify",
                                "-x509_strict",
                                "-purpose",
                                "sslserver",
                                "-crl_check_all",
                                "-CAfile",
                                "root.pem",
                                "-untrusted",
                                "intermediate.pem",
                                "-CRLfile",
                                "root.crl",
                                "-CRLfile",
                                "intermediate.crl",
                                "leaf.pem")
                        .directory(directory.toFile())
                        .redirectErrorStream(true)
                        .start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        process.waitFor();
        return output;
    }
}
