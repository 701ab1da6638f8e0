package dev.keyward.testing;

import java.security.cert.X509Certificate;
import javax.net.ssl.SSLContext;

/// A real server on loopback that a test plays.
public sealed interface Peer extends AutoCloseable permits HttpsPeer, MailPeer {
    int port();

    /// Who vouches for its certificate.
    X509Certificate authority();

    @Override
    void close();

    /// Who it shows itself to be.
    ///
    /// @param tls of the server
    /// @param authority of its certificate
    record Identity(SSLContext tls, X509Certificate authority) {}
}
