package dev.keyward.issuers;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keyward.crypto.certificates.X509Authorities;
import dev.keyward.model.ObjectName;
import dev.keyward.model.Tags;
import dev.keyward.model.certificates.CertificateKey;
import dev.keyward.model.certificates.CertificatePolicy;
import dev.keyward.model.certificates.IssuerReference;
import dev.keyward.model.certificates.LifetimeAction;
import dev.keyward.model.certificates.SecretFormat;
import dev.keyward.vault.VaultObjects;
import dev.keyward.vault.certificates.Certificate;
import dev.keyward.vault.certificates.NewCertificate;
import dev.keyward.vault.certificates.OperationStatus;
import dev.keyward.vault.issuers.CertificateIssuers;
import dev.keyward.vault.upkeep.Deed;
import dev.keyward.vault.upkeep.Upkeep;
import dev.keyward.vault.vaults.Vault;
import java.io.ByteArrayInputStream;
import java.nio.file.Path;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Certificates of a vault, made and renewed through its own authority.
class IssuedForVaultsTest {
    private static final ObjectName NAME = new ObjectName("web");

    @TempDir private Path directory;
    private World world;
    private Vault vault;
    private VaultObjects objects;
    private final List<Deed> deeds = new ArrayList<>();

    @BeforeEach
    void open() {
        world = new World(directory, World.START);
        vault = world.vault("vault01");
        objects =
                VaultObjects.on(
                        world.foundation(),
                        new CertificateIssuers(
                                List.of(
                                        new VaultAuthority(
                                                world.foundation(),
                                                vault -> "https://" + vault.name() + ".vault.test",
                                                _ -> World.recorded()))),
                        deed -> {
                            deeds.add(deed);
                            return World.recorded();
                        });
        objects.issuers()
                .set(
                        vault,
                        new ObjectName("ours"),
                        World.issuer("keyward", "*.example.org"),
                        _ -> World.recorded())
                .toCompletableFuture()
                .join();
    }

    @AfterEach
    void close() {
        world.close();
    }

    private void create(String subject) {
        IssuerReference issuer = new IssuerReference("ours", null, null);
        CertificatePolicy policy =
                new CertificatePolicy(
                        new CertificateKey(World.EC, true, false),
                        SecretFormat.PKCS12,
                        World.web(subject),
                        List.of(LifetimeAction.usual(LifetimeAction.Kind.AUTO_RENEW)),
                        issuer);
        objects.certificates()
                .create(
                        vault,
                        NAME,
                        new NewCertificate(
                                new NewCertificate.PolicyWish(policy, true),
                                Tags.NONE,
                                true,
                                false),
                        _ -> World.recorded())
                .toCompletableFuture()
                .join();
        objects.enrolments().proceed(vault.id(), NAME);
    }

    private X509Certificate current() throws Exception {
        Certificate certificate = objects.certificates().get(vault, NAME, null);
        return (X509Certificate)
                CertificateFactory.getInstance("X.509")
                        .generateCertificate(
                                new ByteArrayInputStream(
                                        Objects.requireNonNull(certificate.chain()).leafDer()));
    }

    @Test
    void aCertificateOfAPolicyIsIssuedAtOnceAndRenewedInItsTime() throws Exception {
        create("CN=www.example.org");
        X509Certificate first = current();
        assertThat(objects.certificates().operation(vault, NAME, null).status())
                .isInstanceOf(OperationStatus.Completed.class);
        assertThat(first.getIssuerX500Principal().getName()).contains("vault01 intermediate-1");

        world.clock.advance(Duration.ofDays(300));
        new Upkeep(world.records(), world.clock, objects.chores()).round();
        X509Certificate second = current();

        assertThat(X509Authorities.serial(second.getEncoded()))
                .isNotEqualTo(X509Authorities.serial(first.getEncoded()));
        assertThat(second.getNotAfter()).isAfter(first.getNotAfter());
        assertThat(deeds).hasAtLeastOneElementOfType(Deed.ObjectRenewed.class);
    }

    @Test
    void aNameThatIsntPermittedFailsTheOperationAndSaysWhich() {
        create("CN=www.example.com");

        assertThat(objects.certificates().operation(vault, NAME, null).status())
                .isEqualTo(
                        new OperationStatus.Failed(
                                "Request rejected",
                                "CN=www.example.com isn't among the names that org_details.id of"
                                        + " this issuer permits"));
    }
}
