package dev.keyward.server.http;

import java.net.Socket;
import java.security.cert.CertificateEncodingException;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.X509ExtendedTrustManager;

/// Takes any certificate of a client, whoever issued it: the handshake proves its key, and who it
/// is good for is decided by what is registered for an application (`self_signed_tls_client_auth`,
/// RFC 8705 2.2). Extended, so that the JDK checks nothing of its own on top.
final class AnyCertificate extends X509ExtendedTrustManager {
    /// As long as one that can be registered.
    private static final int LONGEST = 16 * 1024;

    private static final int LONGEST_CHAIN = 10;

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String kind)
            throws CertificateException {
        if (chain.length == 0 || chain.length > LONGEST_CHAIN || length(chain[0]) > LONGEST) {
            throw new CertificateException("a certificate of 16 KB at most, and ten in all");
        }
    }

    private static int length(X509Certificate certificate) throws CertificateEncodingException {
        return certificate.getEncoded().length;
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String kind, Socket socket)
            throws CertificateException {
        checkClientTrusted(chain, kind);
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String kind, SSLEngine engine)
            throws CertificateException {
        checkClientTrusted(chain, kind);
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String kind)
            throws CertificateException {
        throw new CertificateException("a server calls no server with this");
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String kind, Socket socket)
            throws CertificateException {
        checkServerTrusted(chain, kind);
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String kind, SSLEngine engine)
            throws CertificateException {
        checkServerTrusted(chain, kind);
    }

    @Override
    public X509Certificate[] getAcceptedIssuers() {
        return new X509Certificate[0];
    }
}
