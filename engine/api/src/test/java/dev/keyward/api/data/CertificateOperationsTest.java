package dev.keyward.api.data;

import static dev.keyward.api.VaultPlane.BASE;
import static dev.keyward.api.data.CertificatePlane.OF_THE_CLI;
import static dev.keyward.api.data.CertificatePlane.x509;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.keyward.api.VaultPlane;
import dev.keyward.api.VaultPlane.Answer;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.Base64;
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

    @Test
    void theRecordedSelfSignedFlow() throws Exception {
        Answer begun = web.create(String.format(RECORDED, "Self"));
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

        JsonNode bundle = web.get("/certificates/web/");
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
    void addressesAndUrisAsNamesAreShownFromTheApiVersionOnThatHasThem() {
        String names =
                "{\"dns_names\":[\"a.test\"],\"uris\":[\"urn:a\"],\"ipAddresses\":[\"192.0.2.1\"]}";
        web.made(String.format(RECORDED, "Self").replace("\"sans\":{}", "\"sans\":" + names));
        assertThat(sans("7.6-preview.2")).isEqualTo("{\"dns_names\":[\"a.test\"]}");
        assertThat(sans("2025-06-01-preview")).isEqualTo(names);
        assertThat(sans("2026-04-01")).isEqualTo(names);
    }

    private String sans(String version) {
        return web.get("/certificates/web/policy?api-version=" + version)
                .at("/x509_props/sans")
                .toString();
    }

    @Test
    void whatSomebodyElseIsToSignWaitsForHim() {
        JsonNode begun = web.create(String.format(RECORDED, "Unknown")).json();
        assertThat(begun.path("status_details").asText())
                .isEqualTo(
                        "Pending certificate created. Please Perform Merge to complete the"
                                + " request.");
        assertThat(plane.owner("GET", "/certificates/web/pending").headers())
                .containsEntry("Retry-After", "10");
        JsonNode bundle = web.get("/certificates/web");
        assertThat(bundle.path("attributes").path("enabled").booleanValue()).isFalse();
        for (String absent : List.of("cer", "kid", "sid", "x5t")) {
            assertThat(bundle.has(absent)).as(absent).isFalse();
        }
        assertThat(web.get("/certificates").path("value")).isEmpty();
        assertThat(web.get("/certificates?api-version=7.4&includePending=true").path("value"))
                .hasSize(1);

        Answer again = web.create(String.format(RECORDED, "Self"));
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
        assertThat(web.get("/certificates/web/pending").path("status").asText())
                .isEqualTo("cancelled");
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
        assertThat(web.get("/certificates/web").has("pending")).isFalse();
    }

    @Test
    void aRequestIdIsAFilter() {
        String requestId = web.create(OF_THE_CLI).json().path("request_id").asText();
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
    void thePolicyIsChangedInParts() {
        web.made(OF_THE_CLI);
        Answer changed =
                plane.owner(
                        "PATCH",
                        "/certificates/web/policy",
                        "{\"x509_props\":{\"validity_months\":3},\"lifetime_actions\":[{\"trigger\":"
                                + "{\"days_before_expiry\":20},\"action\":{\"action_type\":"
                                + "\"EmailContacts\"}}]}");
        assertThat(changed.status()).as(changed.text()).isEqualTo(200);
        assertThat(changed.json()).isEqualTo(web.get("/certificates/web/policy"));
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
    void contactsAreSetAndRemovedAsAWhole() {
        assertThat(plane.owner("GET", "/certificates/contacts").message())
                .isEqualTo("Contacts not found");
        String body = "{\"contacts\":[{\"email\":\"a@b.example\",\"name\":\"A\",\"phone\":\"1\"}]}";
        JsonNode set = plane.owner("PUT", "/certificates/contacts", body).json();
        assertThat(set.path("id").asText()).isEqualTo(BASE + "/certificates/contacts");
        assertThat(web.get("/certificates/contacts")).isEqualTo(set);
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
        assertThat(web.get("/certificates/issuers").path("value").toString())
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

    /// az CLI removes the last administrator so, since its library leaves an empty list out.
    @Test
    void anOrganizationNamedAloneHasNoAdministrators() {
        String path = "/certificates/issuers/digi";
        plane.owner(
                "PUT",
                path,
                "{\"provider\":\"DigiCert\",\"org_details\":{\"id\":\"org\",\"admin_details\":["
                        + "{\"email\":\"j@b.example\"}]}}");
        for (String keeps :
                List.of(
                        "{\"org_details\":{\"id\":\"org\"},\"attributes\":{\"enabled\":false}}",
                        "{\"org_details\":{\"id\":\"other\"}}",
                        "{\"org_details\":{}}")) {
            assertThat(administrators(path, keeps)).as(keeps).hasSize(1);
        }
        assertThat(administrators(path, "{\"org_details\":{\"id\":\"other\"}}")).isEmpty();
        assertThat(
                        administrators(
                                path, "{\"org_details\":{\"admin_details\":[{\"email\":\"k\"}]}}"))
                .hasSize(1);
    }

    private JsonNode administrators(String path, String change) {
        return plane.owner("PATCH", path, change).json().path("org_details").path("admin_details");
    }

    @Test
    void aCertificateRenewsItself() {
        String first = web.made(OF_THE_CLI).path("id").asText();
        plane.clock.advance(Duration.ofDays(280));
        plane.upkeep();
        assertThat(web.get("/certificates/web").path("id").asText()).isNotEqualTo(first);
        assertThat(web.get("/certificates/web/versions").path("value")).hasSize(2);
        assertThat(plane.records().stream().map(each -> each.path("operationName").asText()))
                .contains("CertificateCreate", "CertificateRenew", "CertificateEnroll");
    }
}
