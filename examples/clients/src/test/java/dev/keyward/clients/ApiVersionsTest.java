package dev.keyward.clients;

import static org.assertj.core.api.Assertions.assertThat;

import com.azure.core.credential.TokenCredential;
import com.azure.core.credential.TokenRequestContext;
import com.azure.security.keyvault.certificates.CertificateClient;
import com.azure.security.keyvault.certificates.CertificateClientBuilder;
import com.azure.security.keyvault.certificates.CertificateServiceVersion;
import com.azure.security.keyvault.certificates.models.CertificateKeyType;
import com.azure.security.keyvault.certificates.models.CertificatePolicy;
import com.azure.security.keyvault.certificates.models.KeyVaultCertificateWithPolicy;
import com.azure.security.keyvault.keys.KeyClient;
import com.azure.security.keyvault.keys.KeyClientBuilder;
import com.azure.security.keyvault.keys.KeyServiceVersion;
import com.azure.security.keyvault.keys.cryptography.CryptographyClientBuilder;
import com.azure.security.keyvault.keys.cryptography.CryptographyServiceVersion;
import com.azure.security.keyvault.keys.cryptography.models.SignatureAlgorithm;
import com.azure.security.keyvault.keys.models.CreateEcKeyOptions;
import com.azure.security.keyvault.keys.models.KeyVaultKey;
import com.azure.security.keyvault.secrets.SecretClient;
import com.azure.security.keyvault.secrets.SecretClientBuilder;
import com.azure.security.keyvault.secrets.SecretServiceVersion;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.security.Signature;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Every api-version: those the SDK for Java can be set to, and by plain HTTP those that only older
/// tools and previews send.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class ApiVersionsTest {
    private static final Duration POLL = Duration.ofMillis(50);
    private static final byte[] TEXT = "what is signed".getBytes(StandardCharsets.UTF_8);

    private final DevServer server;
    private final TokenCredential credential;

    ApiVersionsTest() throws Exception {
        server = DevServer.start();
        server.trustIt();
        credential = server.credential();
    }

    @AfterAll
    void stop() {
        server.close();
    }

    @ParameterizedTest
    @EnumSource(KeyServiceVersion.class)
    void keys(KeyServiceVersion version) throws Exception {
        String name = "k-" + version.name().replace('_', '-');
        KeyClient keys =
                new KeyClientBuilder()
                        .vaultUrl(server.get("AZURE_KEYVAULT_URL"))
                        .credential(credential)
                        .serviceVersion(version)
                        .disableChallengeResourceVerification()
                        .buildClient();
        KeyVaultKey key = keys.createEcKey(new CreateEcKeyOptions(name));
        assertThat(keys.getKey(name).getId()).isEqualTo(key.getId());
        assertThat(keys.listPropertiesOfKeyVersions(name)).hasSize(1);
        assertThat(keys.updateKeyProperties(key.getProperties().setEnabled(true)).getId())
                .isEqualTo(key.getId());
        byte[] signature =
                new CryptographyClientBuilder()
                        .keyIdentifier(key.getId())
                        .credential(credential)
                        .serviceVersion(CryptographyServiceVersion.valueOf(version.name()))
                        .disableChallengeResourceVerification()
                        .buildClient()
                        .signData(SignatureAlgorithm.ES256, TEXT)
                        .getSignature();
        Signature verifier = Signature.getInstance("SHA256withECDSAinP1363Format");
        verifier.initVerify(key.getKey().toEc(false).getPublic());
        verifier.update(TEXT);
        assertThat(verifier.verify(signature)).isTrue();
        assertThat(keys.listPropertiesOfKeys()).anyMatch(each -> each.getName().equals(name));
        keys.beginDeleteKey(name).setPollInterval(POLL).waitForCompletion();
        assertThat(keys.listDeletedKeys()).anyMatch(each -> each.getName().equals(name));
        assertThat(keys.getDeletedKey(name).getId()).isEqualTo(key.getId());
        assertThat(
                        keys.beginRecoverDeletedKey(name)
                                .setPollInterval(POLL)
                                .waitForCompletion()
                                .getValue()
                                .getId())
                .isEqualTo(key.getId());
        byte[] backup = keys.backupKey(name);
        keys.beginDeleteKey(name).setPollInterval(POLL).waitForCompletion();
        keys.purgeDeletedKey(name);
        assertThat(keys.restoreKeyBackup(backup).getId()).isEqualTo(key.getId());
    }

    @ParameterizedTest
    @EnumSource(SecretServiceVersion.class)
    void secrets(SecretServiceVersion version) {
        String name = "s-" + version.name().replace('_', '-');
        SecretClient secrets =
                new SecretClientBuilder()
                        .vaultUrl(server.get("AZURE_KEYVAULT_URL"))
                        .credential(credential)
                        .serviceVersion(version)
                        .disableChallengeResourceVerification()
                        .buildClient();
        secrets.setSecret(name, "one");
        secrets.setSecret(name, "two");
        assertThat(secrets.getSecret(name).getValue()).isEqualTo("two");
        assertThat(secrets.listPropertiesOfSecretVersions(name)).hasSize(2);
        secrets.updateSecretProperties(
                secrets.getSecret(name).getProperties().setContentType("text/plain"));
        assertThat(secrets.listPropertiesOfSecrets()).anyMatch(each -> each.getName().equals(name));
        secrets.beginDeleteSecret(name).setPollInterval(POLL).waitForCompletion();
        assertThat(secrets.getDeletedSecret(name).getName()).isEqualTo(name);
        assertThat(secrets.listDeletedSecrets()).anyMatch(each -> each.getName().equals(name));
        secrets.beginRecoverDeletedSecret(name).setPollInterval(POLL).waitForCompletion();
        byte[] backup = secrets.backupSecret(name);
        secrets.beginDeleteSecret(name).setPollInterval(POLL).waitForCompletion();
        secrets.purgeDeletedSecret(name);
        secrets.restoreSecretBackup(backup);
        assertThat(secrets.getSecret(name).getValue()).isEqualTo("two");
    }

    @ParameterizedTest
    @EnumSource(CertificateServiceVersion.class)
    void certificates(CertificateServiceVersion version) {
        String name = "c-" + version.name().replace('_', '-');
        CertificateClient certificates =
                new CertificateClientBuilder()
                        .vaultUrl(server.get("AZURE_KEYVAULT_URL"))
                        .credential(credential)
                        .serviceVersion(version)
                        .disableChallengeResourceVerification()
                        .buildClient();
        KeyVaultCertificateWithPolicy made =
                certificates
                        .beginCreateCertificate(
                                name,
                                new CertificatePolicy("Self", "CN=" + name + ".example")
                                        .setKeyType(CertificateKeyType.EC))
                        .setPollInterval(POLL)
                        .getFinalResult();
        assertThat(certificates.getCertificate(name).getCer()).isEqualTo(made.getCer());
        assertThat(certificates.getCertificatePolicy(name).getSubject())
                .isEqualTo("CN=" + name + ".example");
        assertThat(certificates.listPropertiesOfCertificateVersions(name)).hasSize(1);
        assertThat(certificates.listPropertiesOfCertificates())
                .anyMatch(each -> each.getName().equals(name));
        certificates.beginDeleteCertificate(name).setPollInterval(POLL).waitForCompletion();
        assertThat(certificates.listDeletedCertificates())
                .anyMatch(each -> each.getName().equals(name));
        assertThat(
                        certificates
                                .beginRecoverDeletedCertificate(name)
                                .setPollInterval(POLL)
                                .waitForCompletion()
                                .getValue()
                                .getId())
                .isEqualTo(made.getId());
        certificates.updateCertificateProperties(
                certificates.getCertificate(name).getProperties().setEnabled(true));
        byte[] backup = certificates.backupCertificate(name);
        certificates.beginDeleteCertificate(name).setPollInterval(POLL).waitForCompletion();
        certificates.purgeDeletedCertificate(name);
        assertThat(certificates.restoreCertificateBackup(backup).getCer()).isEqualTo(made.getCer());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "2015-06-01",
                "2016-10-01",
                "7.0",
                "7.3-preview",
                "7.6-preview.2",
                "2025-06-01-preview",
                "2026-04-01",
                "2026-05-01-preview",
                "2026-07-01-preview"
            })
    void plainHttp(String version) throws Exception {
        String name = "p-" + version.replace('.', '-');
        try (HttpClient http =
                HttpClient.newBuilder().sslContext(ObservedCalls.trusting(server)).build()) {
            call(http, "PUT", "secrets/" + name, version, "{\"value\":\"v\"}");
            assertThat(call(http, "GET", "secrets/" + name, version, ""))
                    .contains("\"value\":\"v\"");
            call(
                    http,
                    "POST",
                    "keys/" + name + "/create",
                    version,
                    "{\"kty\":\"EC\",\"crv\":\"P-256\"}");
            assertThat(call(http, "GET", "keys/" + name, version, ""))
                    .contains("\"crv\":\"P-256\"");
            assertThat(call(http, "GET", "keys", version, "")).contains("/keys/" + name);
        }
    }

    /// Secure wrapping is about keys in a hardware module. No client has it yet.
    @ParameterizedTest
    @ValueSource(strings = {"securewrapkey", "secureunwrapkey"})
    void secureWrappingIsRefusedForSoftwareKeys(String word) throws Exception {
        String name = "p-" + word;
        try (HttpClient http =
                HttpClient.newBuilder().sslContext(ObservedCalls.trusting(server)).build()) {
            String kid =
                    new ObjectMapper()
                            .readTree(
                                    call(
                                            http,
                                            "POST",
                                            "keys/" + name + "/create",
                                            "2026-04-01",
                                            "{\"kty\":\"RSA\"}"))
                            .at("/key/kid")
                            .asText();
            HttpResponse<String> answer =
                    send(
                            http,
                            "POST",
                            kid.substring(kid.indexOf("keys/")) + "/" + word,
                            "2026-04-01",
                            word.equals("securewrapkey")
                                    ? "{\"alg\":\"RSA-OAEP-256\"}"
                                    : "{\"alg\":\"RSA-OAEP-256\",\"value\":\"AAAA\",\"target\":\"t\"}");
            assertThat(answer.statusCode()).as(answer.body()).isEqualTo(400);
            assertThat(answer.body()).contains("BadParameter");
        }
    }

    private String call(HttpClient http, String method, String path, String version, String body)
            throws Exception {
        HttpResponse<String> answer = send(http, method, path, version, body);
        assertThat(answer.statusCode()).as(version + " " + answer.body()).isEqualTo(200);
        return answer.body();
    }

    private HttpResponse<String> send(
            HttpClient http, String method, String path, String version, String body)
            throws Exception {
        String token =
                credential
                        .getTokenSync(
                                new TokenRequestContext()
                                        .addScopes("https://vault.azure.net/.default"))
                        .getToken();
        return http.send(
                HttpRequest.newBuilder(
                                URI.create(
                                        server.get("AZURE_KEYVAULT_URL")
                                                + "/"
                                                + path
                                                + "?api-version="
                                                + version))
                        .header("Authorization", "Bearer " + token)
                        .header("User-Agent", "plain-http/1")
                        .header("Content-Type", "application/json")
                        .method(
                                method,
                                body.isEmpty()
                                        ? HttpRequest.BodyPublishers.noBody()
                                        : HttpRequest.BodyPublishers.ofString(body))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
    }
}
