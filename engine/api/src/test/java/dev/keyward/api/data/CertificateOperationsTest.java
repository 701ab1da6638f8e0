package dev.keyward.api.data;

import static dev.keyward.api.VaultPlane.BASE;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.keyward.api.VaultPlane;
import dev.keyward.api.VaultPlane.Answer;
import dev.keyward.model.RecoveryLevel;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.nio.file.Path;
import java.security.KeyStore;
import java.security.MessageDigest;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.Base64;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The answers of data-plane-certificates, word by word. What was made is looked at with the JDK.
class CertificateOperationsTest {
    private static final long NOW = VaultPlane.START.getEpochSecond();
    private static final String WEB = BASE + "/certificates/web";
    private static final String RECORDED =
            "{\"policy\":{\"key_props\":{},\"secret_props\":{},\"x509_props\":{\"subject\":"
                    + "\"cn=MyCert\",\"sans\":{}},\"issuer\":{\"name\":\"%s\"},\"attributes\":{}},"
                    + "\"attributes\":{}}";

    /// What `az keyvault certificate get-default-policy` prints.
    private static final String OF_THE_CLI =
            "{\"policy\":{\"issuer\":{\"name\":\"Self\",\"cert_transparency\":null,\"cty\":null},"
                    + "\"key_props\":{\"exportable\":true,\"key_size\":2048,\"kty\":\"RSA\","
                    + "\"reuse_key\":true},\"lifetime_actions\":[{\"action\":{\"action_type\":"
                    + "\"AutoRenew\"},\"trigger\":{\"days_before_expiry\":90}}],"
                    + "\"secret_props\":{\"contentType\":\"application/x-pkcs12\"},"
                    + "\"x509_props\":{\"key_usage\":[\"cRLSign\",\"dataEncipherment\","
                    + "\"digitalSignature\",\"keyEncipherment\",\"keyAgreement\",\"keyCertSign\"],"
                    + "\"subject\":\"CN=CLIGetDefaultPolicy\",\"validity_months\":12}}}";

    @TempDir Path directory = Path.of("");
    private VaultPlane plane;

    @BeforeEach
    void open() throws Exception {
        plane = new VaultPlane(directory, new RecoveryLevel(7, false));
    }

    @AfterEach
    void close() {
        plane.close();
    }

    private Answer create(String body) {
        return plane.owner("POST", "/certificates/web/create", body);
    }

    private JsonNode made(String body) {
        assertThat(create(body).status()).isEqualTo(202);
        return get("/certificates/web");
    }

    private JsonNode get(String path) {
        Answer answer = plane.owner("GET", path);
        assertThat(answer.status()).as(answer.text()).isEqualTo(200);
        return answer.json();
    }

    private static X509Certificate x509(JsonNode bundle) throws Exception {
        return (X509Certificate)
                CertificateFactory.getInstance("X.509")
                        .generateCertificate(
                                new ByteArrayInputStream(
                                        Base64.getDecoder().decode(bundle.path("cer").asText())));
    }

    private KeyStore pfx(String name) throws Exception {
        KeyStore store = KeyStore.getInstance("PKCS12");
        store.load(
                new ByteArrayInputStream(
                        Base64.getDecoder().decode(get("/secrets/" + name).path("value").asText())),
                new char[0]);
        return store;
    }

    private static PrivateKey key(KeyStore store) throws Exception {
        return (PrivateKey) store.getKey(Collections.list(store.aliases()).getFirst(), new char[0]);
    }

    @Test
    void theRecordedSelfSignedFlow() throws Exception {
        Answer begun = create(String.format(RECORDED, "Self"));
        assertThat(begun.status()).isEqualTo(202);
        assertThat(begun.headers()).containsEntry("Retry-After", "10");
        JsonNode operation = begun.json();
        String requestId = operation.path("request_id").asText();
        assertThat(begun.headers().get("Location"))
                .isEqualTo(WEB + "/pending?api-version=7.4&request_id=" + requestId);
        assertThat(requestId).matches("[0-9a-f]{32}");
        assertThat(operation.path("id").asText()).isEqualTo(WEB + "/pending");
        assertThat(operation.path("status").asText()).isEqualTo("inProgress");
        assertThat(operation.path("status_details").asText())
                .isEqualTo(
                        "Pending certificate created. Certificate request is in progress. This may"
                                + " take some time based on the issuer provider. Please check again"
                                + " later.");
        assertThat(operation.path("cancellation_requested").booleanValue()).isFalse();
        assertThat(operation.path("csr").asText()).startsWith("MII");

        Answer pending = plane.owner("GET", "/certificates/web/pending");
        assertThat(pending.headers()).doesNotContainKey("Retry-After");
        assertThat(pending.json().path("status").asText()).isEqualTo("completed");
        assertThat(pending.json().path("target").asText()).isEqualTo(WEB);
        assertThat(pending.json().has("status_details")).isFalse();

        JsonNode bundle = get("/certificates/web/");
        String version = bundle.path("id").asText().substring(WEB.length() + 1);
        assertThat(version).matches("[0-9a-f]{32}");
        assertThat(bundle.path("kid").asText()).isEqualTo(BASE + "/keys/web/" + version);
        assertThat(bundle.path("sid").asText()).isEqualTo(BASE + "/secrets/web/" + version);
        assertThat(bundle.path("pending").path("id").asText()).isEqualTo(WEB + "/pending");
        assertThat(bundle.path("attributes").toString())
                .isEqualTo(
                        "{\"enabled\":true,\"nbf\":"
                                + (NOW - 600)
                                + ",\"exp\":"
                                + x509(bundle).getNotAfter().toInstant().getEpochSecond()
                                + ",\"created\":"
                                + NOW
                                + ",\"updated\":"
                                + NOW
                                + ",\"recoveryLevel\":\"CustomizedRecoverable+Purgeable\","
                                + "\"recoverableDays\":7}");
        assertThat(bundle.path("policy").toString())
                .isEqualTo(
                        "{\"id\":\""
                                + WEB
                                + "/policy\",\"key_props\":{\"exportable\":true,\"kty\":\"RSA\","
                                + "\"key_size\":2048,\"reuse_key\":false},\"secret_props\":{"
                                + "\"contentType\":\"application/x-pkcs12\"},\"x509_props\":{"
                                + "\"subject\":\"cn=MyCert\",\"sans\":{},\"ekus\":["
                                + "\"1.3.6.1.5.5.7.3.1\",\"1.3.6.1.5.5.7.3.2\"],\"key_usage\":["
                                + "\"digitalSignature\",\"keyEncipherment\"],\"validity_months\":12,"
                                + "\"basic_constraints\":{\"ca\":false}},\"lifetime_actions\":[{"
                                + "\"trigger\":{\"lifetime_percentage\":80},\"action\":{"
                                + "\"action_type\":\"AutoRenew\"}}],\"issuer\":{\"name\":\"Self\"},"
                                + "\"attributes\":{\"enabled\":true,\"created\":"
                                + NOW
                                + ",\"updated\":"
                                + NOW
                                + "}}");
        X509Certificate certificate = x509(bundle);
        certificate.verify(certificate.getPublicKey());
        assertThat(bundle.path("x5t").asText())
                .isEqualTo(
                        Base64.getUrlEncoder()
                                .withoutPadding()
                                .encodeToString(
                                        MessageDigest.getInstance("SHA-1")
                                                .digest(certificate.getEncoded())));
    }

    @Test
    void thePrivateKeyInTheSecretIsThatOfTheCertificate() throws Exception {
        JsonNode bundle = made(OF_THE_CLI);
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
    void itsKeyAndSecretSayWhoseTheyAre() {
        JsonNode bundle = made(OF_THE_CLI);
        JsonNode secret = get("/secrets/web");
        assertThat(secret.path("managed").booleanValue()).isTrue();
        assertThat(secret.path("kid")).isEqualTo(bundle.path("kid"));
        assertThat(secret.path("contentType").asText()).isEqualTo("application/x-pkcs12");
        JsonNode key = get("/keys/web");
        assertThat(key.path("managed").booleanValue()).isTrue();
        assertThat(key.path("key").path("key_ops").toString())
                .isEqualTo(
                        "[\"encrypt\",\"decrypt\",\"sign\",\"verify\",\"wrapKey\",\"unwrapKey\"]");
        assertThat(get("/keys").path("value").get(0).path("managed").booleanValue()).isTrue();
        assertThat(get("/secrets").path("value").get(0).path("managed").booleanValue()).isTrue();
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
    void whatSomebodyElseIsToSignWaitsForHim() {
        JsonNode begun = create(String.format(RECORDED, "Unknown")).json();
        assertThat(begun.path("status_details").asText())
                .isEqualTo(
                        "Pending certificate created. Please Perform Merge to complete the"
                                + " request.");
        assertThat(plane.owner("GET", "/certificates/web/pending").headers())
                .containsEntry("Retry-After", "10");
        JsonNode bundle = get("/certificates/web");
        assertThat(bundle.path("attributes").path("enabled").booleanValue()).isFalse();
        for (String absent : List.of("cer", "kid", "sid", "x5t")) {
            assertThat(bundle.has(absent)).as(absent).isFalse();
        }
        assertThat(get("/certificates").path("value")).isEmpty();
        assertThat(get("/certificates?api-version=7.4&includePending=true").path("value"))
                .hasSize(1);

        Answer again = create(String.format(RECORDED, "Self"));
        assertThat(again.status()).isEqualTo(409);
        assertThat(again.code()).isEqualTo("Forbidden");
        assertThat(again.message())
                .isEqualTo(
                        "A new key vault certificate can not be created or imported while a pending"
                                + " key vault certificate's status is inProgress.");

        Answer canceled =
                plane.owner(
                        "PATCH", "/certificates/web/pending", "{\"cancellation_requested\":true}");
        assertThat(canceled.status()).isEqualTo(200);
        assertThat(canceled.json().path("status").asText()).isEqualTo("inProgress");
        assertThat(canceled.json().path("cancellation_requested").booleanValue()).isTrue();
        assertThat(canceled.headers()).doesNotContainKey("Retry-After");
        assertThat(get("/certificates/web/pending").path("status").asText()).isEqualTo("canceled");
        assertThat(
                        plane.owner(
                                        "PATCH",
                                        "/certificates/web/pending",
                                        "{\"cancellation_requested\":true}")
                                .code())
                .isEqualTo("BadParameter");

        assertThat(plane.owner("DELETE", "/certificates/web/pending").status()).isEqualTo(200);
        Answer gone = plane.owner("GET", "/certificates/web/pending");
        assertThat(gone.status()).isEqualTo(404);
        assertThat(gone.code()).isEqualTo("PendingCertificateNotFound");
        assertThat(gone.message()).isEqualTo("Pending certificate not found: web");
        assertThat(get("/certificates/web").has("pending")).isFalse();
    }

    @Test
    void aRequestIdIsAFilter() {
        String requestId = create(OF_THE_CLI).json().path("request_id").asText();
        assertThat(
                        plane.owner(
                                        "GET",
                                        "/certificates/web/pending?api-version=7.4&request_id="
                                                + requestId)
                                .status())
                .isEqualTo(200);
        assertThat(
                        plane.owner(
                                        "GET",
                                        "/certificates/web/pending?api-version=7.4&request_id="
                                                + "0".repeat(32))
                                .code())
                .isEqualTo("PendingCertificateNotFound");
    }

    @Test
    void aPfxOfTheJdkIsImportedAndItsPolicyTold() throws Exception {
        made(OF_THE_CLI);
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
        made(OF_THE_CLI.replace("application/x-pkcs12", "application/x-pem-file"));
        String pem = get("/secrets/web").path("value").asText();
        assertThat(pem).startsWith("-----BEGIN PRIVATE KEY-----\n");
        Answer imported =
                plane.owner(
                        "POST",
                        "/certificates/copy/import",
                        "{\"value\":\"" + pem.replace("\n", "\\n") + "\"}");
        assertThat(imported.status()).as(imported.text()).isEqualTo(200);
        assertThat(get("/secrets/copy").path("value").asText()).isEqualTo(pem);
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
        made(OF_THE_CLI);
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
    void thePolicyIsChangedInParts() {
        made(OF_THE_CLI);
        Answer changed =
                plane.owner(
                        "PATCH",
                        "/certificates/web/policy",
                        "{\"x509_props\":{\"validity_months\":3},\"lifetime_actions\":[{\"trigger\":"
                                + "{\"days_before_expiry\":20},\"action\":{\"action_type\":"
                                + "\"EmailContacts\"}}]}");
        assertThat(changed.status()).as(changed.text()).isEqualTo(200);
        assertThat(changed.json()).isEqualTo(get("/certificates/web/policy"));
        assertThat(changed.json().path("x509_props").path("subject").asText())
                .isEqualTo("CN=CLIGetDefaultPolicy");
        assertThat(changed.json().path("x509_props").path("validity_months").intValue())
                .isEqualTo(3);
        assertThat(
                        plane.owner(
                                        "PATCH",
                                        "/certificates/web/policy",
                                        "{\"issuer\":{\"name\":5}}")
                                .code())
                .isEqualTo("BadParameter");
        assertThat(plane.owner("GET", "/certificates/none/policy").code())
                .isEqualTo("CertificateNotFound");
    }

    @Test
    void allThreeAreDeletedRecoveredAndPurgedTogether() {
        made(OF_THE_CLI);
        JsonNode deleted = plane.owner("DELETE", "/certificates/web").json();
        assertThat(deleted.path("recoveryId").asText())
                .isEqualTo(BASE + "/deletedcertificates/web");
        assertThat(deleted.path("scheduledPurgeDate").asLong())
                .isEqualTo(NOW + Duration.ofDays(7).toSeconds());
        assertThat(deleted.has("policy")).isTrue();
        assertThat(get("/deletedcertificates").path("value")).hasSize(1);
        assertThat(get("/deletedkeys").path("value")).isEmpty();
        assertThat(get("/deletedsecrets").path("value")).isEmpty();
        assertThat(get("/deletedkeys/web").path("managed").booleanValue()).isTrue();
        assertThat(get("/deletedsecrets/web").path("managed").booleanValue()).isTrue();
        assertThat(plane.owner("PUT", "/secrets/web", "{\"value\":\"x\"}").code())
                .isEqualTo("Conflict/ObjectIsDeletedButRecoverable");
        assertThat(create(OF_THE_CLI).code()).isEqualTo("Conflict/ObjectIsDeletedButRecoverable");
        assertThat(plane.owner("POST", "/deletedcertificates/web/recover").status()).isEqualTo(200);
        assertThat(get("/secrets/web").has("value")).isTrue();
        plane.owner("DELETE", "/certificates/web");
        assertThat(plane.owner("DELETE", "/deletedcertificates/web").status()).isEqualTo(204);
        assertThat(plane.owner("GET", "/deletedsecrets/web").status()).isEqualTo(404);
        assertThat(plane.owner("PUT", "/secrets/web", "{\"value\":\"x\"}").status()).isEqualTo(200);
    }

    @Test
    void aBackupIsRestoredWithKeyAndSecret() {
        JsonNode bundle = made(OF_THE_CLI);
        String value = get("/secrets/web").path("value").asText();
        String blob = plane.owner("POST", "/certificates/web/backup").json().path("value").asText();
        plane.owner("DELETE", "/certificates/web");
        plane.owner("DELETE", "/deletedcertificates/web");
        Answer restored =
                plane.owner("POST", "/certificates/restore", "{\"value\":\"" + blob + "\"}");
        assertThat(restored.status()).as(restored.text()).isEqualTo(200);
        assertThat(restored.json().path("cer")).isEqualTo(bundle.path("cer"));
        assertThat(get("/secrets/web").path("value").asText()).isEqualTo(value);
        assertThat(plane.owner("POST", "/certificates/restore", "{\"value\":\"AAAA\"}").code())
                .isEqualTo("Malformed backup blob");
    }

    @Test
    void contactsAreSetAndRemovedAsAWhole() {
        assertThat(plane.owner("GET", "/certificates/contacts").message())
                .isEqualTo("Contacts not found");
        String body = "{\"contacts\":[{\"email\":\"a@b.example\",\"name\":\"A\",\"phone\":\"1\"}]}";
        JsonNode set = plane.owner("PUT", "/certificates/contacts", body).json();
        assertThat(set.path("id").asText()).isEqualTo(BASE + "/certificates/contacts");
        assertThat(get("/certificates/contacts")).isEqualTo(set);
        assertThat(plane.owner("DELETE", "/certificates/contacts").json()).isEqualTo(set);
        assertThat(plane.owner("DELETE", "/certificates/contacts").code())
                .isEqualTo("ContactsNotFound");
    }

    @Test
    void anIssuersPasswordIsNeverShown() {
        String body =
                "{\"provider\":\"DigiCert\",\"credentials\":{\"account_id\":\"acc\",\"pwd\":"
                        + "\"canary-7\"},\"org_details\":{\"admin_details\":[{\"first_name\":\"J\","
                        + "\"email\":\"j@b.example\"}]},\"attributes\":{\"enabled\":true}}";
        Answer set = plane.owner("PUT", "/certificates/issuers/digi", body);
        assertThat(set.text())
                .isEqualTo(
                        "{\"id\":\""
                                + BASE
                                + "/certificates/issuers/digi\",\"provider\":\"DigiCert\","
                                + "\"credentials\":{\"account_id\":\"acc\"},\"org_details\":{"
                                + "\"admin_details\":[{\"first_name\":\"J\",\"email\":"
                                + "\"j@b.example\"}],\"zip\":0},\"attributes\":{\"enabled\":true,"
                                + "\"created\":"
                                + NOW
                                + ",\"updated\":"
                                + NOW
                                + "}}");
        assertThat(plane.lastRecord().path("operationName").asText())
                .isEqualTo("CertificateIssuerSet");
        assertThat(plane.lastRecord().path("properties").path("id").asText())
                .isEqualTo(BASE + "/certificates/issuers/digi");
        assertThat(plane.records().toString()).doesNotContain("canary-7");
        assertThat(get("/certificates/issuers").path("value").toString())
                .isEqualTo(
                        "[{\"id\":\""
                                + BASE
                                + "/certificates/issuers/digi\",\"provider\":\"DigiCert\"}]");
        assertThat(
                        plane.owner(
                                        "PATCH",
                                        "/certificates/issuers/digi",
                                        "{\"attributes\":{\"enabled\":false}}")
                                .json()
                                .path("credentials")
                                .path("account_id")
                                .asText())
                .isEqualTo("acc");
        assertThat(plane.owner("DELETE", "/certificates/issuers/digi").status()).isEqualTo(200);
        assertThat(plane.owner("GET", "/certificates/issuers/digi").code())
                .isEqualTo("CertificateIssuerNotFound");
    }

    @Test
    void aCertificateRenewsItself() {
        String first = made(OF_THE_CLI).path("id").asText();
        plane.clock.advance(Duration.ofDays(280));
        plane.upkeep();
        assertThat(get("/certificates/web").path("id").asText()).isNotEqualTo(first);
        assertThat(get("/certificates/web/versions").path("value")).hasSize(2);
        assertThat(plane.records().stream().map(each -> each.path("operationName").asText()))
                .contains("CertificateCreate", "CertificateRenew", "CertificateEnroll");
    }
}
