package dev.keyward.clients;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.azure.core.util.polling.SyncPoller;
import com.azure.security.keyvault.certificates.models.CertificateIssuer;
import com.azure.security.keyvault.certificates.models.CertificateOperation;
import com.azure.security.keyvault.certificates.models.KeyVaultCertificateWithPolicy;
import dev.keyward.testing.AcmeServer;
import dev.keyward.testing.NameServer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A wildcard certificate of an ACME server, proven in a real name server, through the unmodified
/// client for Java. The server has no port for challenges.
final class AzureWildcardTest {
    private static final long MOST_SECONDS = 120;

    @TempDir private Path folder;

    @Test
    void anAcmeServerCertifiesAWildcardThatIsProvenOverDns() throws Exception {
        assumeTrue(AcmeServer.isInstalled(), "pebble isn't installed");
        assumeTrue(NameServer.isInstalled(), "named (bind9) isn't installed");
        Openssl.serverOfLocalhost(folder);
        try (NameServer names = NameServer.start(folder.resolve("bind"));
                AcmeServer acme = AcmeServer.start(folder, false, AcmeServer.freePort(), names);
                DevServer server = DevServer.start("--config", settings(acme, names))) {
            server.trustIt();
            Management management = Management.of(server);
            IssuedCertificates issued = IssuedCertificates.of(JavaClients.of(server));
            issued.certificates()
                    .createIssuer(
                            new CertificateIssuer("acme", "ACME")
                                    .setOrganizationId(acme.directory()));

            SyncPoller<CertificateOperation, KeyVaultCertificateWithPolicy> poller =
                    issued.begin("wild", "acme", "CN=*.shop.example.org", "*.shop.example.org");
            long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(MOST_SECONDS);
            while (poller.poll().getValue().getStatus().equals("inProgress")) {
                assertThat(System.nanoTime()).as("settled in time").isLessThan(end);
                TimeUnit.MILLISECONDS.sleep(IssuedCertificates.POLL.toMillis());
                management.advance("PT10S");
            }

            assertThat(poller.poll().getValue().getStatus()).isEqualTo("completed");
            assertThat(issued.chain("wild").getFirst().getSubjectAlternativeNames())
                    .containsExactly(List.of(2, "*.shop.example.org"));
        }
    }

    private String settings(AcmeServer acme, NameServer names) throws Exception {
        String server = "127.0.0.1:" + names.address().getPort();
        Files.setPosixFilePermissions(
                Files.writeString(folder.resolve("tsig.key"), NameServer.SECRET),
                PosixFilePermissions.fromString("rw-------"));
        return Files.writeString(
                        folder.resolve("keyward.properties"),
                        """
                        outside.hosts=%s,%s
                        outside.authorities=server.pem
                        acme.dns.server=%s
                        acme.dns.zone=%s
                        acme.dns.keyName=%s
                        acme.dns.secretFile=tsig.key
                        """
                                .formatted(
                                        acme.host(),
                                        server,
                                        server,
                                        NameServer.ZONE,
                                        NameServer.KEY_NAME))
                .toString();
    }
}
