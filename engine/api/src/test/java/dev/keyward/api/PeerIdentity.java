package dev.keyward.api;

import dev.keyward.crypto.certificates.Certificates;
import dev.keyward.crypto.certificates.KeyCertificate;
import dev.keyward.model.SecretAccess;
import dev.keyward.testing.SeededRandom;
import dev.keyward.testing.TlsContexts;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import javax.net.ssl.SSLContext;

/// The TLS certificate of a server for tests, under an authority of its own.
public final class PeerIdentity {
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
        return TlsContexts.server(
                leaf.pkcs8().toByteArray(SecretAccess.request()), leaf.certificate());
    }
}
