package dev.keyward.issuers;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keyward.model.certificates.X509Properties;
import dev.keyward.vault.issuers.IssuerAnswer;
import dev.keyward.vault.issuers.IssuerOrder;
import dev.keyward.vault.issuers.IssuerSettings;
import dev.keyward.vault.vaults.Vault;
import java.io.ByteArrayInputStream;
import java.nio.file.Path;
import java.security.cert.CRL;
import java.security.cert.CertPathValidator;
import java.security.cert.CertStore;
import java.security.cert.CertificateFactory;
import java.security.cert.CollectionCertStoreParameters;
import java.security.cert.PKIXParameters;
import java.security.cert.TrustAnchor;
import java.security.cert.X509CRL;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Set;

/// A vault whose own authority issues certificates.
final class AuthorityVault implements AutoCloseable {
    private static final String PERMITTED =
            "example.org, *.example.org, @example.org, 10.1.0.0/16, spiffe://example.org/,"
                    + " O=Example";

    static final IssuerSettings OURS = World.issuer("Keyward", PERMITTED);

    static final X509Properties WEB =
            World.web("CN=www.example.org, O=Example", "www.example.org", "example.org");

    final World world;
    final Vault vault;
    final List<AuthorityDeed> deeds = new ArrayList<>();
    VaultAuthority authority;

    AuthorityVault(Path directory) {
        // The JDK's path validator looks at the lists by the real clock alone.
        world = new World(directory, Instant.now());
        vault = world.vault("vault01");
        authority = opened();
    }

    private VaultAuthority opened() {
        return new VaultAuthority(
                world.foundation(),
                vault -> "https://" + vault.name() + ".vault.test",
                deed -> {
                    synchronized (deeds) {
                        deeds.add(deed);
                    }
                    return World.recorded();
                });
    }

    /// As after a restart: the same rows, nothing in memory.
    void reopen() {
        world.reopen();
        authority = opened();
    }

    List<X509Certificate> issued(IssuerOrder order) throws Exception {
        IssuerAnswer answer = authority.advance(order);
        assertThat(answer).isInstanceOf(IssuerAnswer.Issued.class);
        List<X509Certificate> chain = new ArrayList<>();
        for (byte[] der : ((IssuerAnswer.Issued) answer).chain()) {
            chain.add(parsed(der));
        }
        return chain;
    }

    List<X509Certificate> issued(X509Properties properties, int number) throws Exception {
        return issued(world.order(vault, OURS, properties, number));
    }

    String refusal(X509Properties properties) {
        IssuerAnswer answer = authority.advance(world.order(vault, OURS, properties, 99));
        assertThat(answer).isInstanceOf(IssuerAnswer.Refused.class);
        assertThat(((IssuerAnswer.Refused) answer).code()).isEqualTo("Request rejected");
        return ((IssuerAnswer.Refused) answer).message();
    }

    static X509Certificate parsed(byte[] der) throws Exception {
        return (X509Certificate)
                CertificateFactory.getInstance("X.509")
                        .generateCertificate(new ByteArrayInputStream(der));
    }

    byte[] published(String file) {
        return authority.published(vault, file).orElseThrow().content();
    }

    X509CRL list(String file) throws Exception {
        return (X509CRL)
                CertificateFactory.getInstance("X.509")
                        .generateCRL(new ByteArrayInputStream(published(file)));
    }

    static String serial(X509Certificate certificate) {
        return certificate.getSerialNumber().toString(16);
    }

    void validate(List<X509Certificate> chain) throws Exception {
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

    @Override
    public void close() {
        world.close();
    }
}
