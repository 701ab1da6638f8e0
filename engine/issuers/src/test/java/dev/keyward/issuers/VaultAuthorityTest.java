package dev.keyward.issuers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.keyward.crypto.RevocationReason;
import dev.keyward.crypto.X509Authorities;
import dev.keyward.model.VaultError;
import dev.keyward.model.VaultException;
import dev.keyward.model.certificates.KeyUsage;
import dev.keyward.model.certificates.SubjectAlternativeNames;
import dev.keyward.model.certificates.X509Properties;
import dev.keyward.records.DueRecord;
import dev.keyward.vault.Upkeep;
import dev.keyward.vault.Vault;
import dev.keyward.vault.certificates.IssuerAnswer;
import dev.keyward.vault.certificates.IssuerOrder;
import dev.keyward.vault.certificates.IssuerSettings;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.CRL;
import java.security.cert.CertPathValidator;
import java.security.cert.CertPathValidatorException;
import java.security.cert.CertStore;
import java.security.cert.CertificateFactory;
import java.security.cert.CollectionCertStoreParameters;
import java.security.cert.PKIXParameters;
import java.security.cert.TrustAnchor;
import java.security.cert.X509CRL;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Date;
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
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Everything the authority makes is looked at with the JDK's validator and OpenSSL's.
class VaultAuthorityTest {
    private static final String PERMITTED =
            "example.org, *.example.org, @example.org, 10.1.0.0/16, spiffe://example.org/,"
                    + " O=Example";
    private static final IssuerSettings OURS = World.issuer("Keyward", PERMITTED);
    private static final X509Properties WEB =
            World.web("CN=www.example.org, O=Example", "www.example.org", "example.org");

    @TempDir private Path directory;
    private World world;
    private Vault vault;
    private VaultAuthority authority;
    private final List<AuthorityDeed> deeds = new ArrayList<>();

    @BeforeEach
    void open() {
        // The JDK's path validator looks at the lists by the real clock alone.
        world = new World(directory, Instant.now());
        vault = world.vault("vault01");
        authority = authority();
    }

    private VaultAuthority authority() {
        return new VaultAuthority(
                world.foundation(),
                name -> "https://" + name + ".vault.test",
                deed -> {
                    synchronized (deeds) {
                        deeds.add(deed);
                    }
                    return World.recorded();
                });
    }

    @AfterEach
    void close() {
        world.close();
    }

    private List<X509Certificate> issued(IssuerOrder order) throws Exception {
        IssuerAnswer answer = authority.advance(order);
        assertThat(answer).isInstanceOf(IssuerAnswer.Issued.class);
        List<X509Certificate> chain = new ArrayList<>();
        for (byte[] der : ((IssuerAnswer.Issued) answer).chain()) {
            chain.add(parsed(der));
        }
        return chain;
    }

    private List<X509Certificate> issued(X509Properties properties, int number) throws Exception {
        return issued(world.order(vault, OURS, properties, number));
    }

    private String refusal(X509Properties properties) {
        IssuerAnswer answer = authority.advance(world.order(vault, OURS, properties, 99));
        assertThat(answer).isInstanceOf(IssuerAnswer.Refused.class);
        assertThat(((IssuerAnswer.Refused) answer).code()).isEqualTo("Request rejected");
        return ((IssuerAnswer.Refused) answer).message();
    }

    private static X509Certificate parsed(byte[] der) throws Exception {
        return (X509Certificate)
                CertificateFactory.getInstance("X.509")
                        .generateCertificate(new ByteArrayInputStream(der));
    }

    private byte[] published(String file) {
        return authority.published(vault, file).orElseThrow().content();
    }

    private X509CRL list(String file) throws Exception {
        return (X509CRL)
                CertificateFactory.getInstance("X.509")
                        .generateCRL(new ByteArrayInputStream(published(file)));
    }

    private static String serial(X509Certificate certificate) {
        return certificate.getSerialNumber().toString(16);
    }

    private void validate(List<X509Certificate> chain) throws Exception {
        PKIXParameters parameters =
                new PKIXParameters(Set.of(new TrustAnchor(parsed(published("root-1.cer")), null)));
        parameters.setDate(Date.from(world.clock.instant()));
        parameters.setRevocationEnabled(true);
        List<CRL> lists = List.of(list("root-1.crl"), list("intermediate-1.crl"));
        parameters.addCertStore(
                CertStore.getInstance("Collection", new CollectionCertStoreParameters(lists)));
        CertPathValidator.getInstance("PKIX")
                .validate(
                        CertificateFactory.getInstance("X.509").generateCertPath(chain),
                        parameters);
    }

    @Test
    void aCertificateSaysWhatItsPolicySaysAndIsTrustedByTheJdk() throws Exception {
        List<X509Certificate> chain = issued(WEB, 1);
        X509Certificate leaf = chain.getFirst();

        validate(chain);
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
        assertThat(deeds)
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
        issued(WEB, 1);
        X509Certificate root = parsed(published("root-1.cer"));

        root.verify(root.getPublicKey());
        assertThat(root.getNotAfter().toInstant())
                .isAfter(world.clock.instant().plus(Duration.ofDays(3650)));
        assertThat(root.getBasicConstraints()).isEqualTo(1);
        assertThat(root.getKeyUsage())
                .containsExactly(false, false, false, false, false, true, true, false, false);
    }

    @Test
    void serialNumbersAreRandomAndAsLongAsPromised() throws Exception {
        X509Certificate a = issued(WEB, 1).getFirst();
        X509Certificate b = issued(WEB, 2).getFirst();

        assertThat(a.getSerialNumber()).isNotEqualTo(b.getSerialNumber());
        assertThat(a.getSerialNumber().xor(b.getSerialNumber()).bitLength()).isBetween(100, 128);
    }

    @Test
    void aRevokedCertificateIsTrustedNoMore() throws Exception {
        List<X509Certificate> chain = issued(WEB, 1);
        List<X509Certificate> other = issued(WEB, 2);
        validate(chain);

        authority.revoke(
                vault,
                serial(chain.getFirst()).toUpperCase(java.util.Locale.ROOT),
                RevocationReason.KEY_COMPROMISE,
                _ -> World.recorded());

        validate(other);
        assertThatThrownBy(() -> validate(chain))
                .isInstanceOf(CertPathValidatorException.class)
                .satisfies(failure ->
                        assertThat(((CertPathValidatorException) failure).getReason())
                                .isEqualTo(CertPathValidatorException.BasicReason.REVOKED));
        assertThat(
                        list("intermediate-1.crl")
                                .getRevokedCertificate(chain.getFirst().getSerialNumber())
                                .getRevocationReason())
                .isEqualTo(java.security.cert.CRLReason.KEY_COMPROMISE);
    }

    @Test
    void whatIsRevokedStaysRevokedAfterARestart() throws Exception {
        List<X509Certificate> chain = issued(WEB, 1);
        IssuedCertificate first =
                authority.revoke(
                        vault,
                        serial(chain.getFirst()),
                        RevocationReason.SUPERSEDED,
                        _ -> World.recorded());
        byte[] before = list("intermediate-1.crl").getExtensionValue("2.5.29.20");

        world.reopen();
        authority = authority();
        world.clock.advance(Duration.ofMinutes(5));
        IssuedCertificate again =
                authority.revoke(
                        vault,
                        serial(chain.getFirst()),
                        RevocationReason.UNSPECIFIED,
                        _ -> World.recorded());

        assertThat(again.revocation()).isEqualTo(first.revocation());
        X509CRL list = list("intermediate-1.crl");
        assertThat(list.getRevokedCertificate(chain.getFirst())).isNotNull();
        assertThat(list.getExtensionValue("2.5.29.20")).as("a higher number").isNotEqualTo(before);
    }

    @Test
    void aListIsGivenOutAgainUntilItIsAnHourOld() throws Exception {
        issued(WEB, 1);
        byte[] first = published("intermediate-1.crl");
        world.clock.advance(Duration.ofMinutes(59));
        byte[] second = published("intermediate-1.crl");
        world.clock.advance(Duration.ofMinutes(1));
        byte[] third = published("intermediate-1.crl");

        assertThat(second).isEqualTo(first);
        assertThat(third).isNotEqualTo(first);
        assertThat(list("intermediate-1.crl").getNextUpdate().toInstant())
                .isAfter(world.clock.instant().plus(Duration.ofDays(6)));
    }

    @Test
    void nobodyRevokesWhatAnotherVaultIssued() throws Exception {
        X509Certificate leaf = issued(WEB, 1).getFirst();
        Vault other = world.vault("vault02");

        assertThatThrownBy(() ->
                        authority.revoke(
                                other,
                                serial(leaf),
                                RevocationReason.UNSPECIFIED,
                                _ -> World.recorded()))
                .isInstanceOf(VaultException.class)
                .extracting(refused -> ((VaultException) refused).error())
                .isInstanceOf(VaultError.Arm.class);
        assertThat(authority.published(other, "root-1.cer")).isEmpty();
        assertThat(authority.published(vault, "root-2.cer")).isEmpty();
        assertThat(authority.published(vault, "root-1.key")).isEmpty();
    }

    @Test
    @Tag("security:S-07")
    void vaultsHaveAuthoritiesOfTheirOwn() throws Exception {
        X509Certificate ours = issued(WEB, 1).get(1);
        Vault other = world.vault("vault02");
        X509Certificate theirs = issued(world.order(other, OURS, WEB, 1)).get(1);

        assertThat(theirs.getIssuerX500Principal()).isNotEqualTo(ours.getIssuerX500Principal());
        assertThat(theirs.getPublicKey()).isNotEqualTo(ours.getPublicKey());
    }

    @Test
    @Tag("reliability:R-01")
    void anOrderThatIsAskedAgainAfterACrashGetsTheSameCertificate() throws Exception {
        IssuerOrder order = world.order(vault, OURS, WEB, 1);
        List<X509Certificate> first = issued(order);
        world.reopen();
        authority = authority();

        assertThat(issued(order)).isEqualTo(first);
        assertThat(deeds).filteredOn(AuthorityDeed.CertificateIssued.class::isInstance).hasSize(1);
    }

    @Test
    void manyOrdersAtOnceShareOneAuthority() throws Exception {
        try (ExecutorService workers = Executors.newFixedThreadPool(8)) {
            List<Callable<X509Certificate>> orders = new ArrayList<>();
            for (int i = 0; i < 8; i++) {
                IssuerOrder order = world.order(vault, OURS, WEB, i);
                orders.add(() -> issued(order).get(1));
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
        X509Certificate first = issued(WEB, 1).get(1);
        world.clock.advance(Duration.ofDays(4 * 365 - 10));
        X509Certificate same = issued(WEB, 2).get(1);
        world.clock.advance(Duration.ofDays(20));
        List<X509Certificate> next = issued(WEB, 3);

        assertThat(same).isEqualTo(first);
        assertThat(next.get(1)).isNotEqualTo(first);
        assertThat(next.getFirst().getNotAfter()).isBefore(next.get(1).getNotAfter());
        assertThat(parsed(published("intermediate-2.cer"))).isEqualTo(next.get(1));
        next.get(1).verify(parsed(published("root-1.cer")).getPublicKey());

        world.clock.advance(Duration.ofDays(4 * 365 + 30));
        List<X509Certificate> late = issued(WEB, 4);
        late.get(1).verify(parsed(published("root-2.cer")).getPublicKey());
        assertThat(late.get(1).getNotAfter())
                .isBefore(parsed(published("root-2.cer")).getNotAfter());
        assertThat(published("root-1.cer")).as("still there").isNotEmpty();
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

        assertThat(issued(everything, 1).getFirst().getKeyUsage())
                .containsExactly(true, false, false, false, false, false, false, false, false);
    }

    @ParameterizedTest
    @ValueSource(strings = {"1.3.6.1.5.5.7.3.9", "2.5.29.37.0"})
    void purposesThatSpeakForTheAuthorityOrForAnythingAreRefused(String purpose) {
        assertThat(
                        refusal(
                                new X509Properties(
                                        "CN=example.org",
                                        SubjectAlternativeNames.NONE,
                                        List.of(purpose),
                                        List.of(),
                                        12)))
                .contains("ekus");
    }

    @Test
    void lifeHasAnEnd() {
        assertThat(
                        refusal(
                                new X509Properties(
                                        "CN=example.org",
                                        SubjectAlternativeNames.NONE,
                                        List.of(),
                                        List.of(),
                                        37)))
                .contains("validity_months", "at most 36");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "CN=example.com|",
                "CN=example.org.evil.com|",
                "CN=notexample.org|",
                "CN=A Service|",
                "CN=example.org, O=Other|",
                "CN=example.org, OU=Any|",
                "CN=bob@evil.org|",
                "CN=example.org|*.org",
                "CN=example.org|*",
                "CN=example.org|.example.org",
                "CN=example.org|www.example.org.",
                "CN=example.org|www.example.orgevil",
                "CN=10.2.0.1|",
            })
    void namesThatNobodyPermittedAreRefused(String subject, String dnsName) {
        X509Properties asked = dnsName == null ? World.web(subject) : World.web(subject, dnsName);

        assertThat(refusal(asked))
                .contains("isn't among the names")
                .contains(PermittedNames.MEMBER);
    }

    @Test
    @Tag("security:S-07")
    void furtherNamesOfEveryKindAreRefusedUnlessPermitted() throws Exception {
        SubjectAlternativeNames good =
                new SubjectAlternativeNames(
                        List.of("*.example.org", "A.Example.org"),
                        List.of("bob@example.org"),
                        List.of("bob@EXAMPLE.org"),
                        List.of("spiffe://example.org/web"),
                        List.of("10.1.2.3"));
        issued(properties(good), 1);
        for (SubjectAlternativeNames bad :
                List.of(
                        new SubjectAlternativeNames(
                                List.of(),
                                List.of("bob@www.example.org"),
                                List.of(),
                                List.of(),
                                List.of()),
                        new SubjectAlternativeNames(
                                List.of(),
                                List.of(),
                                List.of("bob@evil@example.org"),
                                List.of(),
                                List.of()),
                        new SubjectAlternativeNames(
                                List.of(),
                                List.of(),
                                List.of(),
                                List.of("spiffe://example.org.evil/web"),
                                List.of()),
                        new SubjectAlternativeNames(
                                List.of(), List.of(), List.of(), List.of(), List.of("10.2.0.1")))) {
            assertThat(refusal(properties(bad))).contains("isn't among the names");
        }
    }

    private static X509Properties properties(SubjectAlternativeNames names) {
        return new X509Properties("CN=example.org", names, List.of(), List.of(), 12);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " , ",
                "*",
                "*.",
                "a b",
                "CN=example.org",
                "E=a@b.c",
                "O=a+OU=b",
                "https://",
                "@",
                "10.0.0.0/33",
                "exa_mple..org"
            })
    void anIssuerThatPermitsNothingOrNonsenseIsRefused(String names) {
        assertThatThrownBy(() -> authority.check(World.issuer("Keyward", names)))
                .isInstanceOf(VaultException.class)
                .extracting(refused -> ((VaultException) refused).error())
                .isInstanceOf(VaultError.BadParameter.class);
        authority.check(OURS);
    }

    @Test
    void rowsGoSomeTimeAfterTheCertificateHasExpired() throws Exception {
        List<X509Certificate> chain = issued(WEB, 1);
        String serial = X509Authorities.serial(chain.getFirst().getEncoded());
        authority.revoke(vault, serial, RevocationReason.SUPERSEDED, _ -> World.recorded());
        Upkeep upkeep = new Upkeep(world.records(), world.clock, List.of(authority.chore()));

        world.clock.advance(Duration.ofDays(370));
        assertThat(upkeep.round().attended()).isZero();
        assertThat(list("intermediate-1.crl").getRevokedCertificates()).isNull();
        world.clock.advance(Duration.ofDays(30));
        assertThat(upkeep.round().attended()).isOne();
        List<DueRecord> left = world.records().due("issued-certificate", Long.MAX_VALUE, 10);
        assertThat(left).isEmpty();
        world.records().vault(vault.id()).verifySet();
    }

    @Test
    void openSslTrustsTheCertificateUntilItIsRevoked() throws Exception {
        assumeTrue(has("openssl"), "openssl isn't installed");
        List<X509Certificate> chain = issued(WEB, 1);
        pem("root.pem", "CERTIFICATE", published("root-1.cer"));
        pem("intermediate.pem", "CERTIFICATE", published("intermediate-1.cer"));
        pem("leaf.pem", "CERTIFICATE", chain.getFirst().getEncoded());
        pem("root.crl", "X509 CRL", published("root-1.crl"));
        pem("intermediate.crl", "X509 CRL", published("intermediate-1.crl"));

        assertThat(openSsl()).contains("leaf.pem: OK");

        authority.revoke(
                vault,
                serial(chain.getFirst()),
                RevocationReason.KEY_COMPROMISE,
                _ -> World.recorded());
        pem("intermediate.crl", "X509 CRL", published("intermediate-1.crl"));
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
