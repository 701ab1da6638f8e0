package dev.keyward.clients;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;

/// What the JDK says about certificates.
final class CertificateChecks {
    private static final byte[] TEXT = "what is signed".getBytes(StandardCharsets.UTF_8);

    private CertificateChecks() {}

    /// @param certificate DER or PEM
    static X509Certificate x509(byte[] certificate) throws Exception {
        return (X509Certificate)
                CertificateFactory.getInstance("X.509")
                        .generateCertificate(new ByteArrayInputStream(certificate));
    }

    /// Signs with one half and verifies with the other.
    static void matches(PrivateKey key, PublicKey publicKey) throws Exception {
        String algorithm = key.getAlgorithm().equals("RSA") ? "SHA256withRSA" : "SHA256withECDSA";
        Signature signer = Signature.getInstance(algorithm);
        signer.initSign(key);
        signer.update(TEXT);
        byte[] signature = signer.sign();
        Signature verifier = Signature.getInstance(algorithm);
        verifier.initVerify(publicKey);
        verifier.update(TEXT);
        assertThat(verifier.verify(signature)).isTrue();
    }
}
