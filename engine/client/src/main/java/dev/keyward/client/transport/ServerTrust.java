package dev.keyward.client.transport;

import dev.keyward.model.Bug;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.MessageDigest;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509TrustManager;

/// Which certificates prove that a peer is the server: those given, or what the JDK trusts.
///
/// @param anchors trusted as they are; empty for the JDK's own list
public record ServerTrust(List<X509Certificate> anchors) {
    public ServerTrust {
        anchors = List.copyOf(anchors);
    }

    /// The JDK's own list of authorities.
    public static ServerTrust system() {
        return new ServerTrust(List.of());
    }

    /// @param pem one or more certificates in PEM form
    /// @throws IOException if the file can't be read or holds no certificate
    public static ServerTrust file(Path pem) throws IOException {
        try (InputStream in = Files.newInputStream(pem)) {
            List<X509Certificate> found = new ArrayList<>();
            for (var certificate :
                    CertificateFactory.getInstance("X.509").generateCertificates(in)) {
                found.add((X509Certificate) certificate);
            }
            if (found.isEmpty()) {
                throw new IOException("no certificate in " + pem);
            }
            return new ServerTrust(found);
        } catch (CertificateException e) {
            throw new IOException("no certificate in " + pem, e);
        }
    }

    /// The last certificate a server shows, asked for without trusting it: for a person to compare
    /// by its fingerprint and then, perhaps, to trust. No data is sent.
    ///
    /// @throws IOException if there is no TLS server at that place
    public static X509Certificate shownBy(String host, int port) throws IOException {
        // Accepts anything, and so is used for looking only: the socket is closed at once.
        X509TrustManager looking =
                new X509TrustManager() {
                    @Override
                    public void checkClientTrusted(X509Certificate[] chain, String authType) {}

                    @Override
                    public void checkServerTrusted(X509Certificate[] chain, String authType) {}

                    @Override
                    public X509Certificate[] getAcceptedIssuers() {
                        return new X509Certificate[0];
                    }
                };
        try {
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(null, new TrustManager[] {looking}, null);
            try (SSLSocket socket =
                    (SSLSocket) context.getSocketFactory().createSocket(host, port)) {
                socket.startHandshake();
                var chain = socket.getSession().getPeerCertificates();
                return (X509Certificate) chain[chain.length - 1];
            }
        } catch (GeneralSecurityException e) {
            throw Bug.because("the JDK has TLS", e);
        }
    }

    /// The SHA-256 fingerprint, upper-case hexadecimal, colons between the bytes.
    public static String fingerprint(X509Certificate certificate) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(certificate.getEncoded());
            return HexFormat.ofDelimiter(":").withUpperCase().formatHex(hash);
        } catch (GeneralSecurityException e) {
            throw Bug.because("a parsed certificate has a hash", e);
        }
    }

    /// A TLS context that trusts these anchors, or the JDK's own.
    public SSLContext context() {
        try {
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(
                    null,
                    manager().map(manager -> new TrustManager[] {manager}).orElse(null),
                    null);
            return context;
        } catch (GeneralSecurityException e) {
            throw Bug.because("the JDK has TLS", e);
        }
    }

    /// The trust manager for these anchors; empty if the JDK's own is meant.
    public Optional<X509TrustManager> manager() {
        if (anchors.isEmpty()) {
            return Optional.empty();
        }
        try {
            KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
            store.load(null, null);
            for (int i = 0; i < anchors.size(); i++) {
                store.setCertificateEntry("anchor" + i, anchors.get(i));
            }
            TrustManagerFactory factory =
                    TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            factory.init(store);
            for (TrustManager manager : factory.getTrustManagers()) {
                if (manager instanceof X509TrustManager x509) {
                    return Optional.of(x509);
                }
            }
            throw Bug.because("the JDK has an X.509 trust manager");
        } catch (GeneralSecurityException | IOException e) {
            throw Bug.because("an empty key store takes certificates", e);
        }
    }
}
