package dev.keyward.api.data;

import static dev.keyward.api.VaultPlane.BASE;
import static dev.keyward.api.data.CertificatePlane.OF_THE_CLI;
import static dev.keyward.api.data.CertificatePlane.x509;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.keyward.api.VaultPlane;
import dev.keyward.api.VaultPlane.Answer;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.time.Duration;
import java.util.Base64;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A certificate with the key and the secret that belong to it: read with the JDK, imported,
/// disabled, deleted and backed up together.
class CertificateObjectsTest {
    private static final long NOW = VaultPlane.START.getEpochSecond();

    @TempDir Path directory = Path.of("");
    private CertificatePlane web;
    private VaultPlane plane;

    @BeforeEach
    void open() throws Exception {
        web = new CertificatePlane(directory);
        plane = web.plane;
    }

    @AfterEach
    void close() {
        web.close();
    }

    private KeyStore pfx(String name) throws Exception {
        KeyStore store = KeyStore.getInstance("PKCS12");
        store.load(
                new ByteArrayInputStream(
                        Base64.getDecoder()
                                .decode(web.get("/secrets/" + name).path("value").asText())),
                new char[0]);
        return store;
    }

    private static PrivateKey key(KeyStore store) throws Exception {
        return (PrivateKey) store.getKey(Collections.list(store.aliases()).getFirst(), new char[0]);
    }

    @Test
    void thePrivateKeyInTheSecretIsThatOfTheCertificate() throws Exception {
        JsonNode bundle = web.made(OF_THE_CLI);
        KeyStore store = pfx("web");
        byte[] text = {1, 2, 3};
        Signature signature = Signature.getInstance("SHA256withRSA");
        signature.initSign(key(store));
        signature.update(text);
        byte[] signed = signature.sign();
        signature.initVerify(x509(bundle).getPublicKey());
        signature.update(text);
        assertThat(signature.verify(signed)).isTrue();
    }

    @Test
    void aPfxIsGivenAsPemToWhoAsksForIt() throws Exception {
        JsonNode bundle = web.made(OF_THE_CLI);
        String query = "?api-version=2025-07-01&outContentType=";
        JsonNode pem = web.get("/secrets/web" + query + "application/x-pem-file");
        assertThat(pem.path("contentType").asText()).isEqualTo("application/x-pem-file");
        assertThat(pem.path("kid")).isEqualTo(bundle.path("kid"));
        String text = pem.path("value").asText();
        assertThat(text)
                .startsWith("-----BEGIN PRIVATE KEY-----\n")
                .endsWith("-----END CERTIFICATE-----\n");
        assertThat(
                        CertificateFactory.getInstance("X.509")
                                .generateCertificate(
                                        new ByteArrayInputStream(
                                                text.substring(text.indexOf("-----BEGIN CERT"))
                                                        .getBytes(StandardCharsets.US_ASCII))))
                .isEqualTo(x509(bundle));
        assertThat(
                        Base64.getMimeDecoder()
                                .decode(
                                        text.substring(
                                                text.indexOf('\n'), text.indexOf("-----END"))))
                .isEqualTo(key(pfx("web")).getEncoded());

        JsonNode same = web.get("/secrets/web" + query + "application/x-pkcs12");
        assertThat(same).isEqualTo(web.get("/secrets/web?api-version=2025-07-01"));
        Answer unknown = plane.owner("GET", "/secrets/web" + query + "text/plain");
        assertThat(unknown.status()).isEqualTo(400);
        assertThat(unknown.text()).contains("outContentType must be");
        // Before the version that brought it, it is one of the parameters that nobody knows.
        assertThat(
                        web.get("/secrets/web?api-version=7.6&outContentType=text/plain")
                                .path("contentType")
                                .asText())
                .isEqualTo("application/x-pkcs12");
    }

    @Test
    void pemIsNotTurnedIntoPfx() {
        String pem = OF_THE_CLI.replace("application/x-pkcs12", "application/x-pem-file");
        assertThat(pem).isNotEqualTo(OF_THE_CLI);
        web.made(pem);
        Answer refused =
                plane.owner(
                        "GET",
                        "/secrets/web?api-version=2025-07-01&outContentType=application/x-pkcs12");
        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.text()).contains("PEM isn't turned into PFX");
    }

    @Test
    void itsKeyAndSecretSayWhoseTheyAre() {
        JsonNode bundle = web.made(OF_THE_CLI);
        JsonNode secret = web.get("/secrets/web");
        assertThat(secret.path("managed").booleanValue()).isTrue();
        assertThat(secret.path("kid")).isEqualTo(bundle.path("kid"));
        assertThat(secret.path("contentType").asText()).isEqualTo("application/x-pkcs12");
        JsonNode key = web.get("/keys/web");
        assertThat(key.path("managed").booleanValue()).isTrue();
        assertThat(key.path("key").path("key_ops").toString())
                .isEqualTo(
                        "[\"encrypt\",\"decrypt\",\"sign\",\"verify\",\"wrapKey\",\"unwrapKey\"]");
        assertThat(web.get("/keys").path("value").get(0).path("managed").booleanValue()).isTrue();
        assertThat(web.get("/secrets").path("value").get(0).path("managed").booleanValue())
                .isTrue();
        for (Answer refused :
                List.of(
                        plane.owner("PUT", "/secrets/web", "{\"value\":\"x\"}"),
                        plane.owner("DELETE", "/secrets/web"),
                        plane.owner("PATCH", "/keys/web", "{}"),
                        plane.owner("POST", "/keys/web/create", "{\"kty\":\"EC\"}"),
                        plane.owner("POST", "/keys/web/rotate"),
                        plane.owner("DELETE", "/keys/web"))) {
            assertThat(refused.status()).isEqualTo(403);
            assertThat(refused.code()).isEqualTo("Forbidden");
        }
    }

    @Test
    void aPfxOfTheJdkIsImportedAndItsPolicyTold() throws Exception {
        web.made(OF_THE_CLI);
        KeyStore store = KeyStore.getInstance("PKCS12");
        store.load(null, null);
        KeyStore source = pfx("web");
        String alias = Collections.list(source.aliases()).getFirst();
        Certificate[] chain = source.getCertificateChain(alias);
        store.setKeyEntry("x", key(source), "geheim".toCharArray(), chain);
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        store.store(out, "geheim".toCharArray());
        String value = Base64.getEncoder().encodeToString(out.toByteArray());
        Answer imported =
                plane.owner(
                        "POST",
                        "/certificates/copy/import",
                        "{\"value\":\"" + value + "\",\"pwd\":\"geheim\",\"tags\":{\"a\":\"b\"}}");
        assertThat(imported.status()).as(imported.text()).isEqualTo(200);
        JsonNode bundle = imported.json();
        assertThat(x509(bundle)).isEqualTo(chain[0]);
        assertThat(bundle.path("tags").toString()).isEqualTo("{\"a\":\"b\"}");
        assertThat(bundle.has("pending")).isFalse();
        JsonNode policy = bundle.path("policy");
        assertThat(policy.path("issuer").path("name").asText()).isEqualTo("Unknown");
        assertThat(policy.path("x509_props").path("subject").asText())
                .isEqualTo("CN=CLIGetDefaultPolicy");
        assertThat(policy.path("lifetime_actions").toString())
                .isEqualTo(
                        "[{\"trigger\":{\"lifetime_percentage\":80},\"action\":{\"action_type\":"
                                + "\"EmailContacts\"}}]");
        assertThat(plane.lastRecord().toString()).doesNotContain("geheim");
        Answer wrong =
                plane.owner(
                        "POST",
                        "/certificates/other/import",
                        "{\"value\":\"" + value + "\",\"pwd\":\"falsch\"}");
        assertThat(wrong.status()).isEqualTo(400);
        assertThat(wrong.code()).isEqualTo("BadParameter");
        assertThat(wrong.message())
                .isEqualTo(
                        "The specified PKCS#12 X.509 certificate content can not be read. Please"
                                + " check if certificate is in valid PKCS#12 format.");
    }

    @Test
    void pemComesInAsItWentOut() {
        web.made(OF_THE_CLI.replace("application/x-pkcs12", "application/x-pem-file"));
        String pem = web.get("/secrets/web").path("value").asText();
        assertThat(pem).startsWith("-----BEGIN PRIVATE KEY-----\n");
        Answer imported =
                plane.owner(
                        "POST",
                        "/certificates/copy/import",
                        "{\"value\":\"" + pem.replace("\n", "\\n") + "\"}");
        assertThat(imported.status()).as(imported.text()).isEqualTo(200);
        assertThat(web.get("/secrets/copy").path("value").asText()).isEqualTo(pem);
        assertThat(imported.json().path("policy").path("secret_props").toString())
                .isEqualTo("{\"contentType\":\"application/x-pem-file\"}");
        assertThat(
                        plane.owner(
                                        "POST",
                                        "/certificates/bad/import",
                                        "{\"value\":\"-----BEGIN nothing\"}")
                                .message())
                .isEqualTo(
                        "The specified PEM X.509 certificate content is in an unexpected format."
                                + " Check if certificate is in valid PEM format.");
    }

    @Test
    void disablingACertificateDisablesItsSecretAndKey() {
        web.made(OF_THE_CLI);
        Answer disabled =
                plane.owner(
                        "PATCH",
                        "/certificates/web/",
                        "{\"attributes\":{\"enabled\":false},\"tags\":{\"x\":\"y\"}}");
        assertThat(disabled.status()).isEqualTo(200);
        assertThat(disabled.json().path("attributes").path("enabled").booleanValue()).isFalse();
        assertThat(plane.owner("GET", "/secrets/web").code()).isEqualTo("Forbidden/SecretDisabled");
        assertThat(
                        plane.owner(
                                        "POST",
                                        "/keys/web/sign",
                                        "{\"alg\":\"RS256\",\"value\":\"" + "A".repeat(43) + "\"}")
                                .code())
                .isEqualTo("Forbidden/KeyDisabled");
    }

    @Test
    void allThreeAreDeletedRecoveredAndPurgedTogether() {
        web.made(OF_THE_CLI);
        JsonNode deleted = plane.owner("DELETE", "/certificates/web").json();
        assertThat(deleted.path("recoveryId").asText())
                .isEqualTo(BASE + "/deletedcertificates/web");
        assertThat(deleted.path("scheduledPurgeDate").asLong())
                .isEqualTo(NOW + Duration.ofDays(7).toSeconds());
        assertThat(deleted.has("policy")).isTrue();
        assertThat(web.get("/deletedcertificates").path("value")).hasSize(1);
        assertThat(web.get("/deletedkeys").path("value")).isEmpty();
        assertThat(web.get("/deletedsecrets").path("value")).isEmpty();
        assertThat(web.get("/deletedkeys/web").path("managed").booleanValue()).isTrue();
        assertThat(web.get("/deletedsecrets/web").path("managed").booleanValue()).isTrue();
        assertThat(plane.owner("PUT", "/secrets/web", "{\"value\":\"x\"}").code())
                .isEqualTo("Conflict/ObjectIsDeletedButRecoverable");
        assertThat(web.create(OF_THE_CLI).code())
                .isEqualTo("Conflict/ObjectIsDeletedButRecoverable");
        assertThat(plane.owner("POST", "/deletedcertificates/web/recover").status()).isEqualTo(200);
        assertThat(web.get("/secrets/web").has("value")).isTrue();
        plane.owner("DELETE", "/certificates/web");
        assertThat(plane.owner("DELETE", "/deletedcertificates/web").status()).isEqualTo(204);
        assertThat(plane.owner("GET", "/deletedsecrets/web").status()).isEqualTo(404);
        assertThat(plane.owner("PUT", "/secrets/web", "{\"value\":\"x\"}").status()).isEqualTo(200);
    }

    @Test
    void aBackupIsRestoredWithKeyAndSecret() {
        JsonNode bundle = web.made(OF_THE_CLI);
        String value = web.get("/secrets/web").path("value").asText();
        String blob = plane.owner("POST", "/certificates/web/backup").json().path("value").asText();
        plane.owner("DELETE", "/certificates/web");
        plane.owner("DELETE", "/deletedcertificates/web");
        Answer restored =
                plane.owner("POST", "/certificates/restore", "{\"value\":\"" + blob + "\"}");
        assertThat(restored.status()).as(restored.text()).isEqualTo(200);
        assertThat(restored.json().path("cer")).isEqualTo(bundle.path("cer"));
        assertThat(web.get("/secrets/web").path("value").asText()).isEqualTo(value);
        assertThat(plane.owner("POST", "/certificates/restore", "{\"value\":\"AAAA\"}").code())
                .isEqualTo("Malformed backup blob");
    }
}
