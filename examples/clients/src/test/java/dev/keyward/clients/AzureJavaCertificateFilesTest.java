package dev.keyward.clients;

import static dev.keyward.clients.CertificateChecks.matches;
import static dev.keyward.clients.CertificateChecks.x509;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.azure.core.exception.HttpResponseException;
import com.azure.core.exception.ResourceModifiedException;
import com.azure.core.exception.ResourceNotFoundException;
import com.azure.security.keyvault.certificates.CertificateClient;
import com.azure.security.keyvault.certificates.CertificateServiceVersion;
import com.azure.security.keyvault.certificates.models.CertificateContentType;
import com.azure.security.keyvault.certificates.models.CertificateKeyCurveName;
import com.azure.security.keyvault.certificates.models.CertificateKeyType;
import com.azure.security.keyvault.certificates.models.CertificateOperation;
import com.azure.security.keyvault.certificates.models.CertificatePolicy;
import com.azure.security.keyvault.certificates.models.ImportCertificateOptions;
import com.azure.security.keyvault.certificates.models.KeyVaultCertificateWithPolicy;
import com.azure.security.keyvault.certificates.models.MergeCertificateOptions;
import com.azure.security.keyvault.secrets.SecretClient;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.cert.CertPathValidator;
import java.security.cert.CertificateFactory;
import java.security.cert.PKIXParameters;
import java.security.cert.TrustAnchor;
import java.security.cert.X509Certificate;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/// Certificates that somebody else signed, through the unmodified certificate client of the Azure
/// SDK for Java, under every api-version: requests that are merged, files that are imported. What
/// comes back is checked with the JDK's own path validator, and with openssl.
@ParameterizedClass
@EnumSource(CertificateServiceVersion.class)
final class AzureJavaCertificateFilesTest {
    private static VersionVaults vaults;
    private final CertificateClient certificates;
    private final SecretClient secrets;
    private static OutsideAuthority authority;
    private static OutsideAuthority.Issued issued;

    @BeforeAll
    static void start() throws Exception {
        vaults = VersionVaults.start();
        authority = OutsideAuthority.make(vaults.folder());
        issued = authority.issue("brought.example");
    }

    AzureJavaCertificateFilesTest(CertificateServiceVersion version) throws Exception {
        JavaClients clients = vaults.under(version);
        certificates = clients.certificates();
        secrets = clients.secrets();
    }

    @AfterAll
    static void stop() {
        vaults.close();
    }

    @Test
    void aRequestSignedOutsideIsMergedAndItsChainHolds() throws Exception {
        CertificateOperation operation =
                certificates
                        .beginCreateCertificate(
                                "outside",
                                new CertificatePolicy("Unknown", "CN=outside.example")
                                        .setKeyType(CertificateKeyType.EC)
                                        .setKeyCurveName(CertificateKeyCurveName.P_256))
                        .poll()
                        .getValue();
        assertThat(operation.getStatus()).isEqualTo("inProgress");
        byte[] signed = authority.sign(operation.getCsr());
        KeyVaultCertificateWithPolicy merged =
                certificates.mergeCertificate(
                        new MergeCertificateOptions(
                                        "outside",
                                        List.of(signed, authority.certificate().getEncoded()))
                                .setEnabled(true));
        assertThat(merged.getCer()).isEqualTo(signed);
        X509Certificate certificate = x509(merged.getCer());
        PKIXParameters parameters =
                new PKIXParameters(Set.of(new TrustAnchor(authority.certificate(), null)));
        parameters.setRevocationEnabled(false);
        CertPathValidator.getInstance("PKIX")
                .validate(
                        CertificateFactory.getInstance("X.509")
                                .generateCertPath(List.of(certificate)),
                        parameters);
        assertThat(authority.opensslVerifies(merged.getCer())).isTrue();
        assertThat(certificates.getCertificateOperation("outside").poll().getValue().getStatus())
                .isEqualTo("completed");
        KeyStore store = KeyStore.getInstance("PKCS12");
        store.load(
                new ByteArrayInputStream(
                        Base64.getDecoder().decode(secrets.getSecret("outside").getValue())),
                new char[0]);
        String alias = store.aliases().nextElement();
        assertThat(store.getCertificateChain(alias))
                .containsExactly(certificate, authority.certificate());
        matches((PrivateKey) store.getKey(alias, new char[0]), certificate.getPublicKey());
    }

    @Test
    void whatIsMergedHasToBeForTheKeyOfTheRequest() throws Exception {
        begin("strange");
        begin("stranger");
        byte[] other =
                authority.sign(
                        certificates
                                .getCertificateOperation("stranger")
                                .poll()
                                .getValue()
                                .getCsr());
        assertThatThrownBy(() ->
                        certificates.mergeCertificate(
                                new MergeCertificateOptions("strange", List.of(other))))
                .isInstanceOf(HttpResponseException.class)
                .hasMessageContaining("400");
    }

    @Test
    void operationsAreCancelledAndDeleted() {
        begin("pending");
        assertThatThrownBy(() -> begin("pending"))
                .isInstanceOf(ResourceModifiedException.class)
                .hasMessageContaining("409");
        assertThat(certificates.cancelCertificateOperation("pending").getCancellationRequested())
                .isTrue();
        certificates.deleteCertificateOperation("pending");
        assertThatThrownBy(() -> certificates.deleteCertificateOperation("pending"))
                .isInstanceOf(ResourceNotFoundException.class);
    }

    @Test
    @Tag("seed:I-9")
    void importsFilesWithTheirChain() throws Exception {
        KeyVaultCertificateWithPolicy pfx =
                certificates.importCertificate(
                        new ImportCertificateOptions("brought-pfx", issued.pfx("word"))
                                .setPassword("word")
                                .setTags(Map.of("from", "file")));
        assertThat(pfx.getCer()).isEqualTo(issued.certificate());
        assertThat(pfx.getProperties().getTags()).containsEntry("from", "file");
        assertThat(pfx.getPolicy().getSubject()).contains("CN=brought.example");
        assertThatThrownBy(() ->
                        certificates.importCertificate(
                                new ImportCertificateOptions("brought-not", issued.pfx("word"))
                                        .setPassword("another")))
                .isInstanceOf(HttpResponseException.class)
                .hasMessageContaining("400");

        KeyVaultCertificateWithPolicy pem =
                certificates.importCertificate(
                        new ImportCertificateOptions(
                                        "brought-pem",
                                        issued.pem().getBytes(StandardCharsets.US_ASCII))
                                .setPolicy(
                                        new CertificatePolicy("Unknown", "CN=brought.example")
                                                .setExportable(true)
                                                .setContentType(CertificateContentType.PEM)));
        assertThat(pem.getCer()).isEqualTo(issued.certificate());
        String text = secrets.getSecret("brought-pem").getValue();
        matches(OutsideAuthority.privateKey(text), x509(pem.getCer()).getPublicKey());
        assertThat(
                        CertificateFactory.getInstance("X.509")
                                .generateCertificates(
                                        new ByteArrayInputStream(
                                                text.substring(
                                                                text.indexOf(
                                                                        "-----BEGIN CERTIFICATE"))
                                                        .getBytes(StandardCharsets.US_ASCII))))
                .hasSize(2)
                .last()
                .isEqualTo(authority.certificate());
    }

    private void begin(String name) {
        certificates
                .beginCreateCertificate(
                        name,
                        new CertificatePolicy("Unknown", "CN=" + name + ".example")
                                .setKeyType(CertificateKeyType.EC)
                                .setKeyCurveName(CertificateKeyCurveName.P_256))
                .poll();
    }
}
