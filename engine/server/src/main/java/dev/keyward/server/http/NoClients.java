package dev.keyward.server.http;

import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import javax.net.ssl.X509TrustManager;

/// Trusts no certificate of a client, for clients are asked for none. Without it the TLS library
/// would read all authorities the JDK comes with.
final class NoClients implements X509TrustManager {
    @Override
    public void checkClientTrusted(X509Certificate[] chain, String kind)
            throws CertificateException {
        throw new CertificateException("certificates of clients aren't taken");
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String kind)
            throws CertificateException {
        throw new CertificateException("a server calls no server with this");
    }

    @Override
    public X509Certificate[] getAcceptedIssuers() {
        return new X509Certificate[0];
    }
}
