package dev.keyward.clients;

import com.azure.core.util.polling.SyncPoller;
import com.azure.security.keyvault.certificates.CertificateClient;
import com.azure.security.keyvault.certificates.models.CertificateContentType;
import com.azure.security.keyvault.certificates.models.CertificateKeyType;
import com.azure.security.keyvault.certificates.models.CertificateOperation;
import com.azure.security.keyvault.certificates.models.CertificatePolicy;
import com.azure.security.keyvault.certificates.models.KeyVaultCertificateWithPolicy;
import com.azure.security.keyvault.certificates.models.SubjectAlternativeNames;
import com.azure.security.keyvault.secrets.SecretClient;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.security.cert.CertPath;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/// Certificates of named issuers through the unmodified clients for Java.
record IssuedCertificates(CertificateClient certificates, SecretClient secrets) {
    static final Duration POLL = Duration.ofMillis(50);

    static IssuedCertificates of(JavaClients clients) {
        return new IssuedCertificates(clients.certificates(), clients.secrets());
    }

    SyncPoller<CertificateOperation, KeyVaultCertificateWithPolicy> begin(
            String name, String issuer, String subject, String dnsName) {
        return certificates
                .beginCreateCertificate(
                        name,
                        new CertificatePolicy(
                                        issuer,
                                        subject,
                                        new SubjectAlternativeNames().setDnsNames(List.of(dnsName)))
                                .setKeyType(CertificateKeyType.EC)
                                .setContentType(CertificateContentType.PEM)
                                .setValidityInMonths(3))
                .setPollInterval(POLL);
    }

    /// What the secret of a certificate holds behind its key.
    List<X509Certificate> chain(String name) throws Exception {
        String pem = secrets.getSecret(name).getValue();
        List<X509Certificate> chain = new ArrayList<>();
        for (Certificate each :
                CertificateFactory.getInstance("X.509")
                        .generateCertificates(
                                new ByteArrayInputStream(
                                        pem.substring(pem.indexOf("-----BEGIN CERTIFICATE"))
                                                .getBytes(StandardCharsets.US_ASCII)))) {
            chain.add((X509Certificate) each);
        }
        CertificateChecks.matches(
                OutsideAuthority.privateKey(pem), chain.getFirst().getPublicKey());
        return chain;
    }

    /// As path validators take it.
    static CertPath path(List<X509Certificate> chain, X509Certificate root) throws Exception {
        return CertificateFactory.getInstance("X.509")
                .generateCertPath(chain.stream().filter(each -> !each.equals(root)).toList());
    }
}
