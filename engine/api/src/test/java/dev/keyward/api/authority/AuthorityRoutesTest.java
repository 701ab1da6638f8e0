package dev.keyward.api.authority;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keyward.api.VaultPlane;
import dev.keyward.crypto.certificates.X509Authorities;
import dev.keyward.model.Curve;
import dev.keyward.model.KeyParameters;
import dev.keyward.model.ObjectName;
import dev.keyward.model.Permission;
import dev.keyward.model.RecoveryLevel;
import dev.keyward.model.Tags;
import dev.keyward.model.VaultName;
import dev.keyward.model.certificates.CertificateKey;
import dev.keyward.model.certificates.CertificatePolicy;
import dev.keyward.model.certificates.IssuerReference;
import dev.keyward.model.certificates.SecretFormat;
import dev.keyward.model.certificates.SubjectAlternativeNames;
import dev.keyward.model.certificates.X509Properties;
import dev.keyward.vault.certificates.NewCertificate;
import dev.keyward.vault.issuers.IssuerSettings;
import dev.keyward.vault.issuers.Organization;
import dev.keyward.vault.vaults.Vault;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AuthorityRoutesTest {
    private static final String LIST = "/certificate-authority/intermediate-1.crl";
    private static final String REVOKE = "/certificate-authority/revoke";
    private static final ObjectName NAME = new ObjectName("web");

    @TempDir private Path directory;
    private VaultPlane plane;

    @BeforeEach
    void open() throws Exception {
        plane = new VaultPlane(directory, new RecoveryLevel(90, false));
        plane.policies(
                List.of(
                        VaultPlane.policy(
                                "revoker", VaultPlane.only(Permission.Certificate.DELETE)),
                        VaultPlane.policy("reader", VaultPlane.only(Permission.Certificate.GET))));
    }

    @AfterEach
    void close() {
        plane.close();
    }

    private static byte[] nothing() {
        return new byte[] {'{', '}'};
    }

    /// @return its serial number
    private String issued() {
        Vault vault = plane.vaults.find(new VaultName("vault01")).orElseThrow();
        plane.objects
                .issuers()
                .set(
                        vault,
                        new ObjectName("ours"),
                        new IssuerSettings(
                                "Keyward",
                                null,
                                null,
                                new Organization("*.example.org", List.of()),
                                true),
                        _ -> nothing())
                .toCompletableFuture()
                .join();
        CertificatePolicy policy =
                new CertificatePolicy(
                        new CertificateKey(new KeyParameters.Ec(Curve.P_256), true, false),
                        SecretFormat.PKCS12,
                        new X509Properties(
                                "CN=www.example.org",
                                SubjectAlternativeNames.ofDns(List.of("www.example.org")),
                                X509Properties.DEFAULT_EXTENDED_KEY_USAGE,
                                X509Properties.DEFAULT_KEY_USAGE,
                                12),
                        List.of(),
                        new IssuerReference("ours", null, null));
        plane.objects
                .certificates()
                .create(
                        vault,
                        NAME,
                        new NewCertificate(
                                new NewCertificate.PolicyWish(policy, true),
                                Tags.NONE,
                                true,
                                false),
                        _ -> nothing())
                .toCompletableFuture()
                .join();
        plane.objects.enrolments().proceed(vault.id(), NAME);
        return X509Authorities.serial(
                Objects.requireNonNull(plane.objects.certificates().get(vault, NAME, null).chain())
                        .leafDer());
    }

    private VaultPlane.Answer anybody(String path) {
        return plane.ask(null, "GET", path, null, Map.of());
    }

    private VaultPlane.Answer revoke(String token, String body) {
        return plane.ask(token, "POST", REVOKE, body, Map.of());
    }

    @Test
    @Tag("security:S-06")
    void whatIsPublishedIsForEverybodyAndNothingElseIs() {
        assertThat(anybody(LIST).status()).isEqualTo(404);
        issued();

        VaultPlane.Answer list = anybody(LIST);
        assertThat(list.status()).isEqualTo(200);
        assertThat(list.headers())
                .containsEntry("Content-Type", "application/pkix-crl")
                .containsEntry("Cache-Control", "public, max-age=3600");
        VaultPlane.Answer root = anybody("/certificate-authority/root-1.cer");
        assertThat(root.status()).isEqualTo(200);
        assertThat(root.headers()).containsEntry("Content-Type", "application/pkix-cert");
        for (String other :
                List.of("root-1", "root-1.key", "root-2.crl", "intermediate-1.crl.cer")) {
            assertThat(anybody("/certificate-authority/" + other).status()).isEqualTo(404);
        }
        assertThat(plane.ask(null, "POST", REVOKE, "{}", Map.of()).status()).isEqualTo(401);
    }

    @Test
    @Tag("security:S-13")
    void whoMayDeleteCertificatesRevokesThemAndItIsOnTheRecord() {
        String serial = issued();
        VaultPlane.Answer before = anybody(LIST);

        assertThat(revoke("reader", "{\"serialNumber\":\"" + serial + "\"}").status())
                .isEqualTo(403);
        assertThat(anybody(LIST).text()).isEqualTo(before.text());
        VaultPlane.Answer revoked =
                revoke(
                        "revoker",
                        "{\"serialNumber\":\"" + serial + "\",\"reason\":\"keycompromise\"}");

        assertThat(revoked.status()).isEqualTo(200);
        assertThat(revoked.json().path("serialNumber").asText()).isEqualTo(serial);
        assertThat(revoked.json().path("certificate").asText()).isEqualTo("web");
        assertThat(revoked.json().path("reason").asText()).isEqualTo("keyCompromise");
        assertThat(anybody(LIST).text()).isNotEqualTo(before.text());
        assertThat(records())
                .anyMatch(record ->
                        record.contains("\"CertificateAuthorityMake\"")
                                && record.contains("certificate-authority/root-1.cer"))
                .anyMatch(record ->
                        record.contains("\"CertificateAuthorityIssue\"")
                                && record.contains("certificates/web?serialNumber=" + serial))
                .anyMatch(record ->
                        record.contains("\"CertificateRevoke\"")
                                && record.contains("certificates/web?serialNumber=" + serial)
                                && record.contains("\"httpStatusCode\":200"));
    }

    @Test
    void whatTheAuthorityDidntIssueOrIsNoNumberIsRefused() {
        issued();

        assertThat(revoke("revoker", "{\"serialNumber\":\"00ff\"}").status()).isEqualTo(404);
        assertThat(revoke("revoker", "{\"serialNumber\":\"no number\"}").message())
                .contains("serial", "hexadecimal");
        assertThat(revoke("revoker", "{}").status()).isEqualTo(400);
        assertThat(revoke("revoker", "{\"serialNumber\":\"00ff\",\"reason\":\"spite\"}").message())
                .contains("reason");
    }

    private List<String> records() {
        return plane.audit.records().stream()
                .map(record -> new String(record, StandardCharsets.UTF_8))
                .toList();
    }
}
