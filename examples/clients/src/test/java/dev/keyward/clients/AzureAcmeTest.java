package dev.keyward.clients;

import static dev.keyward.clients.CertificateChecks.x509;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.azure.core.util.polling.SyncPoller;
import com.azure.security.keyvault.certificates.CertificateClient;
import com.azure.security.keyvault.certificates.models.CertificateIssuer;
import com.azure.security.keyvault.certificates.models.CertificateOperation;
import com.azure.security.keyvault.certificates.models.KeyVaultCertificateWithPolicy;
import dev.keyward.testing.AcmeServer;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.CertPathValidator;
import java.security.cert.PKIXParameters;
import java.security.cert.TrustAnchor;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/// Certificates of an ACME server that looks every name up, through the unmodified clients for
/// Java, JavaScript and Python. The JDK's path validator and openssl judge the chains. A step of an
/// order is taken once a minute: the server's time is moved on.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class AzureAcmeTest {
    private static final long MOST_SECONDS = 120;

    private final Path folder;
    private final AcmeServer acme;
    private final DevServer server;
    private final Management management;
    private final CertificateClient certificates;
    private final IssuedCertificates issued;

    AzureAcmeTest() throws Exception {
        assumeTrue(
                AcmeServer.isInstalled(),
                "pebble isn't installed: certificates of ACME are not tested");
        folder = Files.createTempDirectory("keyward-acme");
        Openssl.serverOfLocalhost(folder);
        int challenges = AcmeServer.freePort();
        acme = AcmeServer.start(folder, false, challenges);
        Path settings =
                Files.writeString(
                        folder.resolve("keyward.properties"),
                        "acme.port=%d\noutside.hosts=%s\noutside.authorities=server.pem\n"
                                .formatted(challenges, acme.host()));
        server = DevServer.start("--config", settings.toString());
        server.trustIt();
        management = Management.of(server);
        issued = IssuedCertificates.of(JavaClients.of(server));
        certificates = issued.certificates();
    }

    @AfterAll
    void stop() {
        server.close();
        acme.close();
    }

    @Test
    void anAcmeServerCertifiesWhatAnswersForItsName() throws Exception {
        certificates.createIssuer(
                new CertificateIssuer("acme", "ACME").setOrganizationId(acme.directory()));
        SyncPoller<CertificateOperation, KeyVaultCertificateWithPolicy> poller =
                issued.begin("of-acme", "acme", "CN=acme.shop.example", "acme.shop.example");
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(MOST_SECONDS);
        while (poller.poll().getValue().getStatus().equals("inProgress")) {
            assertThat(System.nanoTime()).as("settled in time").isLessThan(end);
            TimeUnit.MILLISECONDS.sleep(IssuedCertificates.POLL.toMillis());
            management.advance("PT10S");
        }
        assertThat(poller.poll().getValue().getStatus()).isEqualTo("completed");
        KeyVaultCertificateWithPolicy made = poller.getFinalResult();
        List<X509Certificate> chain = issued.chain("of-acme");
        assertThat(chain.getFirst().getEncoded()).isEqualTo(made.getCer());
        assertThat(chain.getFirst().getSubjectAlternativeNames())
                .containsExactly(List.of(2, "acme.shop.example"));
        X509Certificate root = x509(acmeRoot());
        PKIXParameters checks = new PKIXParameters(Set.of(new TrustAnchor(root, null)));
        checks.setRevocationEnabled(false);
        CertPathValidator.getInstance("PKIX")
                .validate(IssuedCertificates.path(chain, root), checks);
    }

    @Test
    void theJavaScriptClientGetsTheSame() throws Exception {
        NodeExample.PRESENT.assumeInstalled();
        whileTimePasses(environment ->
                assertThat(NodeExample.PRESENT.test(environment, "acme.test.mjs"))
                        .contains("# skipped 0"));
    }

    @Test
    void thePythonClientGetsTheSame() throws Exception {
        PythonExample.assumeInstalled();
        whileTimePasses(environment -> PythonExample.test(environment, "test_acme"));
    }

    private interface Clients {
        void run(Map<String, String> environment) throws Exception;
    }

    private void whileTimePasses(Clients clients) throws Exception {
        Map<String, String> environment = new TreeMap<>(server.environment());
        environment.put("ACME_DIRECTORY", acme.directory());
        environment.put(
                "ACME_ROOT", Files.write(folder.resolve("root.pem"), acmeRoot()).toString());
        Thread time = Thread.ofPlatform().daemon().start(this::passTime);
        try {
            clients.run(environment);
        } finally {
            time.interrupt();
            time.join();
        }
    }

    private void passTime() {
        try {
            while (true) {
                TimeUnit.MILLISECONDS.sleep(500);
                management.advance("PT10S");
            }
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
        } catch (Exception e) {
            throw new IllegalStateException("time doesn't pass", e);
        }
    }

    private byte[] acmeRoot() throws Exception {
        try (HttpClient http =
                HttpClient.newBuilder()
                        .sslContext(ObservedCalls.trusting(folder.resolve("server.pem")))
                        .build()) {
            return http.send(
                            HttpRequest.newBuilder(URI.create(acme.root())).build(),
                            HttpResponse.BodyHandlers.ofByteArray())
                    .body();
        }
    }
}
