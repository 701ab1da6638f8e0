package dev.keyward.api;

import dev.keyward.crypto.Certificates;
import dev.keyward.crypto.KeyCertificate;
import dev.keyward.model.SecretAccess;
import dev.keyward.testing.SeededRandom;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import java.security.spec.PKCS8EncodedKeySpec;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;

/// The TLS certificate of a server for tests, under an authority of its own.
public final class PeerIdentity {
    private static final char[] NO_PASSWORD = {'x'};

    private final X509Certificate authority;
    private final KeyCertificate leaf;

    /// @param host that it is good for
    public PeerIdentity(String host) {
        Certificates certificates = new Certificates(new SeededRandom(3), InstantSource.system());
        KeyCertificate root = certificates.newAuthority("Peer", Duration.ofDays(2));
        this.leaf = certificates.newServerCertificate(root, List.of(host), Duration.ofDays(1));
        this.authority = root.certificate();
    }

    public X509Certificate authority() {
        return authority;
    }

    /// For the server.
    public SSLContext tls() throws IOException, GeneralSecurityException {
        KeyStore own = KeyStore.getInstance("PKCS12");
        own.load(null, null);
        own.setKeyEntry(
                "own",
                KeyFactory.getInstance("EC")
                        .generatePrivate(
                                new PKCS8EncodedKeySpec(
                                        leaf.pkcs8().toByteArray(SecretAccess.request()))),
                NO_PASSWORD,
                new X509Certificate[] {leaf.certificate()});
        KeyManagerFactory keys = KeyManagerFactory.getInstance("PKIX");
        keys.init(own, NO_PASSWORD);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(keys.getKeyManagers(), null, null);
        return context;
    }
}
