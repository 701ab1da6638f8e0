package dev.keyward.clients;

import static dev.keyward.clients.CertificateChecks.x509;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.azure.core.credential.TokenRequestContext;
import com.azure.core.exception.HttpResponseException;
import com.azure.core.util.polling.PollResponse;
import com.azure.core.util.polling.SyncPoller;
import com.azure.security.keyvault.certificates.CertificateClient;
import com.azure.security.keyvault.certificates.models.CertificateIssuer;
import com.azure.security.keyvault.certificates.models.CertificateOperation;
import com.azure.security.keyvault.certificates.models.KeyVaultCertificateWithPolicy;
import java.io.ByteArrayInputStream;
import java.math.BigInteger;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.security.cert.CertPathValidator;
import java.security.cert.CertPathValidatorException;
import java.security.cert.CertStore;
import java.security.cert.CertificateFactory;
import java.security.cert.CollectionCertStoreParameters;
import java.security.cert.PKIXParameters;
import java.security.cert.TrustAnchor;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/// Certificates of the vault's own authority through the unmodified clients for Java and JavaScript
/// and Python. The JDK's path validator and openssl judge the chains, with the authority's
/// revocation lists.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class AzureAuthorityTest {
    private final DevServer server;
    private final Management management;
    private final CertificateClient certificates;
    private final IssuedCertificates issued;

    AzureAuthorityTest() throws Exception {
        server = DevServer.start();
        server.trustIt();
        management = Management.of(server);
        issued = IssuedCertificates.of(JavaClients.of(server));
        certificates = issued.certificates();
    }

    @AfterAll
    void stop() {
        server.close();
    }

    @Test
    void theVaultsOwnAuthorityCertifiesWhatItsIssuerPermits() throws Exception {
        certificates.createIssuer(
                new CertificateIssuer("authority", "Keyward")
                        .setOrganizationId("shop.example,*.shop.example,O=Shop"));
        KeyVaultCertificateWithPolicy made =
                issued.begin(
                                "of-authority",
                                "authority",
                                "CN=www.shop.example,O=Shop",
                                "www.shop.example")
                        .getFinalResult();
        assertThat(made.getPolicy().getIssuerName()).isEqualTo("authority");
        List<X509Certificate> chain = issued.chain("of-authority");
        assertThat(chain.getFirst().getEncoded()).isEqualTo(made.getCer());
        X509Certificate root = x509(read("/certificate-authority/root-1.cer"));
        PKIXParameters checks = new PKIXParameters(Set.of(new TrustAnchor(root, null)));
        checks.addCertStore(lists());
        CertPathValidator.getInstance("PKIX")
                .validate(IssuedCertificates.path(chain, root), checks);

        revoke(chain.getFirst().getSerialNumber());
        checks.setCertStores(List.of(lists()));
        assertThatThrownBy(() ->
                        CertPathValidator.getInstance("PKIX")
                                .validate(IssuedCertificates.path(chain, root), checks))
                .isInstanceOf(CertPathValidatorException.class)
                .hasMessageContaining("revoked");
    }

    @Test
    void whatTheIssuerDoesntPermitFails() {
        certificates.createIssuer(
                new CertificateIssuer("narrow", "Keyward").setOrganizationId("shop.example"));
        SyncPoller<CertificateOperation, KeyVaultCertificateWithPolicy> poller =
                issued.begin("strange", "narrow", "CN=other.example", "other.example");
        PollResponse<CertificateOperation> last = poller.waitForCompletion();
        assertThat(last.getValue().getStatus()).isEqualTo("failed");
        assertThat(last.getValue().getError().getMessage()).contains("other.example");
        assertThatThrownBy(() ->
                        certificates.createIssuer(
                                new CertificateIssuer("nothing", "Keyward").setOrganizationId("")))
                .isInstanceOf(HttpResponseException.class);
    }

    @Test
    void theJavaScriptClientGetsTheSame() throws Exception {
        NodeExample.PRESENT.assumeInstalled();
        assertThat(NodeExample.PRESENT.test(server.environment(), "authority.test.mjs"))
                .contains("# skipped 0");
    }

    @Test
    void thePythonClientGetsTheSame() throws Exception {
        PythonExample.assumeInstalled();
        PythonExample.test(server.environment(), "test_authority");
    }

    private CertStore lists() throws Exception {
        CertificateFactory factory = CertificateFactory.getInstance("X.509");
        return CertStore.getInstance(
                "Collection",
                new CollectionCertStoreParameters(
                        List.of(
                                factory.generateCRL(
                                        new ByteArrayInputStream(
                                                read("/certificate-authority/root-1.crl"))),
                                factory.generateCRL(
                                        new ByteArrayInputStream(
                                                read(
                                                        "/certificate-authority/intermediate-1.crl"))))));
    }

    private byte[] read(String path) throws Exception {
        HttpResponse<byte[]> answer =
                management
                        .http()
                        .send(
                                HttpRequest.newBuilder(
                                                URI.create(server.get("AZURE_KEYVAULT_URL") + path))
                                        .build(),
                                HttpResponse.BodyHandlers.ofByteArray());
        assertThat(answer.statusCode()).isEqualTo(200);
        return answer.body();
    }

    private void revoke(BigInteger serialNumber) throws Exception {
        HttpResponse<String> answer =
                management
                        .http()
                        .send(
                                HttpRequest.newBuilder(
                                                URI.create(
                                                        server.get("AZURE_KEYVAULT_URL")
                                                                + "/certificate-authority/revoke?api-version=7.5"))
                                        .header(
                                                "Authorization",
                                                "Bearer "
                                                        + server.credential()
                                                                .getTokenSync(
                                                                        new TokenRequestContext()
                                                                                .addScopes(
                                                                                        "https://vault.azure.net/.default"))
                                                                .getToken())
                                        .POST(
                                                HttpRequest.BodyPublishers.ofString(
                                                        "{\"serialNumber\":\"%s\",\"reason\":\"superseded\"}"
                                                                .formatted(
                                                                        serialNumber.toString(16))))
                                        .build(),
                                HttpResponse.BodyHandlers.ofString());
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    }
}
