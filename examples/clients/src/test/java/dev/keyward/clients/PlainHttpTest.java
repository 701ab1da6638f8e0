package dev.keyward.clients;

import static dev.keyward.clients.CertificateChecks.x509;
import static dev.keyward.clients.PlainHttp.base64;
import static dev.keyward.clients.PlainHttp.bytes;
import static org.assertj.core.api.Assertions.assertThat;

import com.azure.security.keyvault.keys.cryptography.models.SignatureAlgorithm;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.net.http.HttpClient;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.cert.X509Certificate;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.TimeUnit;
import javax.crypto.Cipher;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.ValueSource;

/// Every operation by plain HTTP, under the api-versions that no client here can be set to: those
/// of older tools, the previews, and those that are newer.
@ParameterizedClass
@ValueSource(
        strings = {
            "2015-06-01",
            "2016-10-01",
            "7.0",
            "7.3-preview",
            "7.4-preview.1",
            "7.5-preview.1",
            "7.6-preview.1",
            "7.6-preview.2",
            "2025-06-01-preview",
            "2026-01-01-preview",
            "2026-03-01-preview",
            "2026-04-01",
            "2026-05-01-preview",
            "2026-07-01-preview"
        })
final class PlainHttpTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final KeyPair OUTSIDE = Signatures.rsa();
    private static final String EC = "{\"kty\":\"EC\",\"crv\":\"P-256\"}";

    private static AttestationAuthority attestation;
    private static OutsideAuthority authority;
    private static OutsideAuthority.Issued issued;
    private static DevServer server;
    private static HttpClient http;
    private static PlainHttp newest;

    private final PlainHttp at;
    private final String name;

    @BeforeAll
    static void start(@TempDir Path folder) throws Exception {
        attestation = AttestationAuthority.make(folder);
        authority = OutsideAuthority.make(folder);
        issued = authority.issue("brought.example");
        server = DevServer.start("--config", attestation.settings().toString());
        server.trustIt();
        Management.of(server).makePremium("dev");
        http = HttpClient.newBuilder().sslContext(ObservedCalls.trusting(server)).build();
        newest = PlainHttp.of(server, http, "2026-04-01");
    }

    PlainHttpTest(String version) {
        at = newest.under(version);
        name = "p-" + version.replace('.', '-');
    }

    @AfterAll
    static void stop() {
        http.close();
        server.close();
    }

    /// From 7.2 on there are symmetric keys, from 7.3-preview on rotation, release, random bytes.
    private boolean isOld() {
        return at.version().startsWith("201") || at.version().equals("7.0");
    }

    @Test
    void keys() throws Exception {
        String key = name + "-key";
        JsonNode made = at.call("POST", "keys/" + key + "/create", EC);
        String kid = made.at("/key/kid").asText();
        assertThat(at.get("keys/" + key).at("/key")).isEqualTo(made.path("key"));
        assertThat(at.list("keys/" + key + "/versions")).containsExactly(kid);
        assertThat(
                        at.call("PATCH", "keys/" + key, "{\"tags\":{\"stage\":\"test\"}}")
                                .at("/tags/stage")
                                .asText())
                .isEqualTo("test");
        deletedRecoveredPurgedRestored("keys", key);

        String path = "keys/" + key;
        if (isOld()) {
            at.call(404, "POST", path + "/rotate", "");
            at.call(404, "GET", path + "/rotationpolicy", "");
            at.call(404, "PUT", path + "/rotationpolicy", "{\"attributes\":{}}");
            at.call(404, "POST", "rng", "{\"count\":8}");
            return;
        }
        assertThat(at.call("POST", path + "/rotate", "").at("/key/kid").asText())
                .startsWith(at.vault() + "/" + path)
                .isNotEqualTo(kid);
        at.call("PUT", path + "/rotationpolicy", "{\"attributes\":{\"expiryTime\":\"P90D\"}}");
        assertThat(at.get(path + "/rotationpolicy").at("/attributes/expiryTime").asText())
                .isEqualTo("P90D");
        assertThat(bytes(at.call("POST", "rng", "{\"count\":8}"), "value")).hasSize(8);
    }

    @Test
    void cryptography() throws Exception {
        String path = "keys/" + name + "-rsa";
        at.call("PUT", path, "{\"key\":" + PlainHttp.jwk(OUTSIDE) + "}");
        String digest = base64(Signatures.digest(SignatureAlgorithm.RS256));
        byte[] signature = use(path, "sign", "\"alg\":\"RS256\"", digest);
        assertThat(Signatures.jdkVerifies(SignatureAlgorithm.RS256, OUTSIDE.getPublic(), signature))
                .isTrue();
        String claim = "{\"alg\":\"RS256\",\"digest\":\"" + digest + "\",\"value\":\"";
        assertThat(
                        at.call("POST", path + "/verify", claim + base64(signature) + "\"}")
                                .path("value")
                                .asBoolean())
                .isTrue();
        signature[7] ^= 1;
        assertThat(
                        at.call("POST", path + "/verify", claim + base64(signature) + "\"}")
                                .path("value")
                                .asBoolean(true))
                .isFalse();
        Cipher rsa = Cipher.getInstance("RSA/ECB/OAEPWithSHA-1AndMGF1Padding");
        for (List<String> pair :
                List.of(List.of("encrypt", "decrypt"), List.of("wrapkey", "unwrapkey"))) {
            String alg = "\"alg\":\"RSA-OAEP\"";
            rsa.init(Cipher.DECRYPT_MODE, OUTSIDE.getPrivate());
            assertThat(rsa.doFinal(use(path, pair.getFirst(), alg, base64(Signatures.TEXT))))
                    .isEqualTo(Signatures.TEXT);
            rsa.init(Cipher.ENCRYPT_MODE, OUTSIDE.getPublic());
            assertThat(use(path, pair.getLast(), alg, base64(rsa.doFinal(Signatures.TEXT))))
                    .isEqualTo(Signatures.TEXT);
        }
    }

    /// It is about keys in a hardware module, from 2026-01-01-preview on. No client has it yet.
    @Test
    void secureWrappingIsRefusedForSoftwareKeys() throws Exception {
        String path = "keys/" + name + "-software";
        at.call("PUT", path, "{\"key\":" + PlainHttp.jwk(OUTSIDE) + "}");
        boolean known = at.version().startsWith("2026");
        for (String asked :
                List.of(
                        "securewrapkey|{\"alg\":\"RSA-OAEP-256\"}",
                        "secureunwrapkey|{\"alg\":\"RSA-OAEP-256\",\"value\":\"AAAA\",\"target\":\"t\"}")) {
            String[] parts = asked.split("\\|");
            assertThat(
                            at.call(known ? 400 : 404, "POST", path + "/" + parts[0], parts[1])
                                    .at("/error/code")
                                    .asText())
                    .isEqualTo(known ? "BadParameter" : "NotFound");
        }
    }

    /// The bytes that come of others.
    private byte[] use(String key, String operation, String members, String value)
            throws Exception {
        String body = "{" + members + ",\"value\":\"" + value + "\"}";
        return bytes(at.call("POST", key + "/" + operation, body), "value");
    }

    @Test
    void release() throws Exception {
        String rules =
                "{\"version\":\"1.0.0\",\"anyOf\":[{\"authority\":\""
                        + AttestationAuthority.ISSUER
                        + "\",\"allOf\":[{\"claim\":\"sdk-test\",\"equals\":\"true\"}]}]}";
        String wanted =
                "{\"kty\":\"EC\",\"attributes\":{\"exportable\":true},\"release_policy\":{\"data\":\""
                        + base64(rules.getBytes(StandardCharsets.UTF_8))
                        + "\"}}";
        String path = "keys/" + name + "-released";
        String target = "{\"target\":\"" + attestation.attest("\"sdk-test\":true") + "\"}";
        if (isOld()) {
            at.call(400, "POST", path + "/create", wanted);
            at.call("POST", path + "/create", EC);
            at.call(404, "POST", path + "/release", target);
            return;
        }
        String kid = at.call("POST", path + "/create", wanted).at("/key/kid").asText();
        String released = at.call("POST", path + "/release", target).path("value").asText();
        JsonNode payload = JSON.readTree(Base64.getUrlDecoder().decode(released.split("\\.")[1]));
        assertThat(payload.at("/response/key/key/kid").asText()).isEqualTo(kid);
    }

    @Test
    void secrets() throws Exception {
        String path = "secrets/" + name + "-secret";
        JsonNode first = at.call("PUT", path, "{\"value\":\"one\"}");
        at.call("PUT", path, "{\"value\":\"two\"}");
        assertThat(at.get(path).path("value").asText()).isEqualTo("two");
        assertThat(at.list(path + "/versions")).hasSize(2).contains(first.path("id").asText());
        String version = first.path("id").asText().substring(at.vault().length() + 1);
        assertThat(
                        at.call("PATCH", version, "{\"contentType\":\"text/plain\"}")
                                .path("contentType")
                                .asText())
                .isEqualTo("text/plain");
        deletedRecoveredPurgedRestored("secrets", name + "-secret");
        assertThat(at.get(version).path("value").asText()).isEqualTo("one");
    }

    @Test
    void certificates() throws Exception {
        String path = "certificates/" + name + "-self";
        X509Certificate made = x509(create(path, "Self").binaryValue());
        made.verify(made.getPublicKey());
        assertThat(at.list(path + "/versions")).hasSize(1);
        assertThat(at.call("PATCH", path, "{\"tags\":{\"a\":\"b\"}}").at("/tags/a").asText())
                .isEqualTo("b");
        at.call("PATCH", path + "/policy", "{\"x509_props\":{\"validity_months\":24}}");
        assertThat(at.get(path + "/policy").at("/x509_props/validity_months").asInt())
                .isEqualTo(24);
        deletedRecoveredPurgedRestored("certificates", name + "-self");

        JsonNode brought =
                at.call(
                        "POST",
                        "certificates/" + name + "-brought/import",
                        JSON.createObjectNode()
                                .put("value", Base64.getEncoder().encodeToString(issued.pfx("w")))
                                .put("pwd", "w")
                                .toString());
        assertThat(brought.path("cer").binaryValue()).isEqualTo(issued.certificate());
    }

    @Test
    void certificateOperations() throws Exception {
        String path = "certificates/" + name + "-outside";
        create(path, "Unknown");
        assertThat(
                        at.call("PATCH", path + "/pending", "{\"cancellation_requested\":true}")
                                .path("cancellation_requested")
                                .asBoolean())
                .isTrue();
        at.call("DELETE", path + "/pending", "");
        at.call(404, "GET", path + "/pending", "");
        byte[] signed = authority.sign(create(path, "Unknown").binaryValue());
        JsonNode merged =
                at.call(
                        201,
                        "POST",
                        path + "/pending/merge",
                        "{\"x5c\":[\"" + Base64.getEncoder().encodeToString(signed) + "\"]}");
        assertThat(merged.path("cer").binaryValue()).isEqualTo(signed);
    }

    /// The certificate of the vault's own, or the request for another.
    private JsonNode create(String path, String issuer) throws Exception {
        at.call(
                202,
                "POST",
                path + "/create",
                "{\"policy\":{\"issuer\":{\"name\":\""
                        + issuer
                        + "\"},\"key_props\":{\"kty\":\"EC\",\"crv\":\"P-256\"},\"x509_props\":"
                        + "{\"subject\":\"CN=plain.example\"}}}");
        JsonNode pending = at.get(path + "/pending");
        if (issuer.equals("Unknown")) {
            return pending.path("csr");
        }
        for (int i = 0; i < 200 && pending.path("status").asText().equals("inProgress"); i++) {
            TimeUnit.MILLISECONDS.sleep(50);
            pending = at.get(path + "/pending");
        }
        assertThat(pending.path("status").asText()).isEqualTo("completed");
        return at.get(path).path("cer");
    }

    @Test
    void contactsAndIssuers() throws Exception {
        at.call(
                "PUT",
                "certificates/contacts",
                "{\"contacts\":[{\"email\":\"ann@shop.example\"}]}");
        assertThat(at.get("certificates/contacts").at("/contacts/0/email").asText())
                .isEqualTo("ann@shop.example");
        at.call("DELETE", "certificates/contacts", "");
        String path = "certificates/issuers/" + name;
        at.call("PUT", path, "{\"provider\":\"Test\"}");
        at.call("PATCH", path, "{\"attributes\":{\"enabled\":false}}");
        assertThat(at.get(path).at("/attributes/enabled").asBoolean(true)).isFalse();
        assertThat(at.list("certificates/issuers")).contains(at.vault() + "/" + path);
        at.call("DELETE", path, "");
    }

    /// What the three kinds of object have in common.
    private void deletedRecoveredPurgedRestored(String kind, String object) throws Exception {
        String path = kind + "/" + object;
        String deleted = "deleted" + path;
        String listed = at.vault() + "/" + path;
        assertThat(at.list(kind)).contains(listed);
        JsonNode backup = at.call("POST", path + "/backup", "");
        at.call(409, "POST", kind + "/restore", backup.toString());
        at.call("DELETE", path, "");
        at.call(404, "GET", path, "");
        assertThat(at.get(deleted).path("recoveryId").asText())
                .isEqualTo(at.vault() + "/" + deleted);
        assertThat(at.list("deleted" + kind)).contains(listed);
        at.call("POST", deleted + "/recover", "");
        at.get(path);
        at.call("DELETE", path, "");
        at.call(204, "DELETE", deleted, "");
        at.call(404, "GET", deleted, "");
        at.call("POST", kind + "/restore", backup.toString());
        at.get(path);
    }
}
