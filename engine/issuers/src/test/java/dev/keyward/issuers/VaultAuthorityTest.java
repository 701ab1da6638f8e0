package dev.keyward.issuers;

import static dev.keyward.issuers.AuthorityVault.OURS;
import static dev.keyward.issuers.AuthorityVault.WEB;
import static dev.keyward.issuers.AuthorityVault.parsed;
import static org.assertj.core.api.Assertions.assertThat;

import dev.keyward.crypto.certificates.X509Authorities;
import dev.keyward.model.certificates.KeyUsage;
import dev.keyward.model.certificates.SubjectAlternativeNames;
import dev.keyward.model.certificates.X509Properties;
import dev.keyward.vault.issuers.IssuerOrder;
import dev.keyward.vault.vaults.Vault;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What the authority of a vault makes, and for how long.
class VaultAuthorityTest {
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
    void aCertificateSaysWhatItsPolicySaysAndIsTrustedByTheJdk() throws Exception {
        List<X509Certificate> chain = at.issued(WEB, 1);
        X509Certificate leaf = chain.getFirst();

        at.validate(chain);
        assertThat(leaf.getSubjectX500Principal().getName())
                .isEqualTo("CN=www.example.org,O=Example");
        assertThat(leaf.getExtendedKeyUsage())
                .containsExactly("1.3.6.1.5.5.7.3.1", "1.3.6.1.5.5.7.3.2");
        assertThat(leaf.getBasicConstraints()).isEqualTo(-1);
        assertThat(leaf.getNonCriticalExtensionOIDs())
                .containsExactlyInAnyOrder(
                        "2.5.29.14",
                        "2.5.29.17",
                        "2.5.29.19",
                        "2.5.29.31",
                        "2.5.29.35",
                        "2.5.29.37",
                        "1.3.6.1.5.5.7.1.1");
        assertThat(new String(leaf.getEncoded(), StandardCharsets.ISO_8859_1))
                .contains("https://vault01.vault.test/certificate-authority/intermediate-1.crl")
                .contains("https://vault01.vault.test/certificate-authority/intermediate-1.cer");
        assertThat(chain).hasSize(2);
        assertThat(chain.get(1).getBasicConstraints()).isZero();
        assertThat(at.deeds)
                .containsExactly(
                        new AuthorityDeed.AuthorityMade(vault.id(), "root-1"),
                        new AuthorityDeed.AuthorityMade(vault.id(), "intermediate-1"),
                        new AuthorityDeed.CertificateIssued(
                                vault.id(),
                                new dev.keyward.model.ObjectName("web"),
                                X509Authorities.serial(leaf.getEncoded())));
    }

    @Test
    void theRootLivesTenYearsAndIsSignedByItself() throws Exception {
        at.issued(WEB, 1);
        X509Certificate root = parsed(at.published("root-1.cer"));

        root.verify(root.getPublicKey());
        assertThat(root.getNotAfter().toInstant())
                .isAfter(world.clock.instant().plus(Duration.ofDays(3650)));
        assertThat(root.getBasicConstraints()).isEqualTo(1);
        assertThat(root.getKeyUsage())
                .containsExactly(false, false, false, false, false, true, true, false, false);
    }

    @Test
    void serialNumbersAreRandomAndAsLongAsPromised() throws Exception {
        X509Certificate a = at.issued(WEB, 1).getFirst();
        X509Certificate b = at.issued(WEB, 2).getFirst();

        assertThat(a.getSerialNumber()).isNotEqualTo(b.getSerialNumber());
        assertThat(a.getSerialNumber().xor(b.getSerialNumber()).bitLength()).isBetween(100, 128);
    }

    @Test
    @Tag("security:S-07")
    void vaultsHaveAuthoritiesOfTheirOwn() throws Exception {
        X509Certificate ours = at.issued(WEB, 1).get(1);
        Vault other = world.vault("vault02");
        X509Certificate theirs = at.issued(world.order(other, OURS, WEB, 1)).get(1);

        assertThat(theirs.getIssuerX500Principal()).isNotEqualTo(ours.getIssuerX500Principal());
        assertThat(theirs.getPublicKey()).isNotEqualTo(ours.getPublicKey());
    }

    @Test
    @Tag("reliability:R-01")
    void anOrderThatIsAskedAgainAfterACrashGetsTheSameCertificate() throws Exception {
        IssuerOrder order = world.order(vault, OURS, WEB, 1);
        List<X509Certificate> first = at.issued(order);
        at.reopen();

        assertThat(at.issued(order)).isEqualTo(first);
        assertThat(at.deeds)
                .filteredOn(AuthorityDeed.CertificateIssued.class::isInstance)
                .hasSize(1);
    }

    @Test
    void manyOrdersAtOnceShareOneAuthority() throws Exception {
        try (ExecutorService workers = Executors.newFixedThreadPool(8)) {
            List<Callable<X509Certificate>> orders = new ArrayList<>();
            for (int i = 0; i < 8; i++) {
                IssuerOrder order = world.order(vault, OURS, WEB, i);
                orders.add(() -> at.issued(order).get(1));
            }
            Set<X509Certificate> intermediates = new java.util.HashSet<>();
            for (var each : workers.invokeAll(orders)) {
                intermediates.add(each.get());
            }
            assertThat(intermediates).hasSize(1);
        }
    }

    @Test
    void anIntermediateIsReplacedBeforeItWouldBeOutlivedAndSoIsTheRoot() throws Exception {
        X509Certificate first = at.issued(WEB, 1).get(1);
        world.clock.advance(Duration.ofDays(4 * 365 - 10));
        X509Certificate same = at.issued(WEB, 2).get(1);
        world.clock.advance(Duration.ofDays(20));
        List<X509Certificate> next = at.issued(WEB, 3);

        assertThat(same).isEqualTo(first);
        assertThat(next.get(1)).isNotEqualTo(first);
        assertThat(next.getFirst().getNotAfter()).isBefore(next.get(1).getNotAfter());
        assertThat(parsed(at.published("intermediate-2.cer"))).isEqualTo(next.get(1));
        next.get(1).verify(parsed(at.published("root-1.cer")).getPublicKey());

        world.clock.advance(Duration.ofDays(4 * 365 + 30));
        List<X509Certificate> late = at.issued(WEB, 4);
        late.get(1).verify(parsed(at.published("root-2.cer")).getPublicKey());
        assertThat(late.get(1).getNotAfter())
                .isBefore(parsed(at.published("root-2.cer")).getNotAfter());
        assertThat(at.published("root-1.cer")).as("still there").isNotEmpty();
    }

    @Test
    void usagesOfAuthoritiesAreLeftOut() throws Exception {
        X509Properties everything =
                new X509Properties(
                        "CN=example.org",
                        SubjectAlternativeNames.NONE,
                        List.of(),
                        List.of(
                                KeyUsage.DIGITAL_SIGNATURE,
                                KeyUsage.KEY_CERT_SIGN,
                                KeyUsage.CRL_SIGN),
                        12);

        assertThat(at.issued(everything, 1).getFirst().getKeyUsage())
                .containsExactly(true, false, false, false, false, false, false, false, false);
    }
}
