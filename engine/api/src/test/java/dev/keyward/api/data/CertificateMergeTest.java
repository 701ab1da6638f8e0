package dev.keyward.api.data;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.keyward.api.ForeignAuthority;
import dev.keyward.api.VaultPlane;
import dev.keyward.api.VaultPlane.Answer;
import dev.keyward.model.RecoveryLevel;
import java.io.ByteArrayInputStream;
import java.nio.file.Path;
import java.security.KeyStore;
import java.security.PublicKey;
import java.security.cert.Certificate;
import java.util.Base64;
import java.util.Map;
import org.bouncycastle.pkcs.jcajce.JcaPKCS10CertificationRequest;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Merge Certificate: what an authority elsewhere signed comes back to the key that waits for it.
class CertificateMergeTest {
    private static final String UNKNOWN =
            "{\"policy\":{\"issuer\":{\"name\":\"Unknown\"},\"key_props\":{\"exportable\":true,"
                    + "\"kty\":\"RSA\",\"key_size\":2048},\"x509_props\":{\"subject\":"
                    + "\"CN=own.example.org\"}}}";
    private static final String MERGE = "/certificates/web/pending/merge";

    @TempDir Path directory = Path.of("");
    private VaultPlane plane;
    private ForeignAuthority authority;

    @BeforeEach
    void open() throws Exception {
        plane = new VaultPlane(directory, new RecoveryLevel(7, false));
        authority = new ForeignAuthority();
    }

    @AfterEach
    void close() {
        plane.close();
    }

    private PublicKey begun() throws Exception {
        Answer begun = plane.owner("POST", "/certificates/web/create", UNKNOWN);
        assertThat(begun.status()).as(begun.text()).isEqualTo(202);
        return new JcaPKCS10CertificationRequest(
                        Base64.getDecoder().decode(begun.json().path("csr").asText()))
                .getPublicKey();
    }

    @Test
    void theRequestAloneIsGivenToWhoeverAsksForItsMediaType() throws Exception {
        PublicKey key = begun();
        Answer alone =
                plane.ask(
                        VaultPlane.OWNER,
                        "GET",
                        "/certificates/web/pending",
                        null,
                        Map.of("accept", "application/pkcs10"));
        assertThat(alone.status()).isEqualTo(200);
        assertThat(alone.headers()).containsEntry("Content-Type", "application/pkcs10");
        assertThat(
                        new JcaPKCS10CertificationRequest(Base64.getDecoder().decode(alone.text()))
                                .getPublicKey())
                .isEqualTo(key);
    }

    private String signed(String subject, PublicKey key) throws Exception {
        return authority.signed(subject, key, VaultPlane.START);
    }

    private static String body(String certificates) {
        return "{\"x5c\":[" + certificates + "],\"tags\":{\"by\":\"elsewhere\"}}";
    }

    @Test
    void whatIsSignedElsewhereIsTheCertificateFromThenOn() throws Exception {
        String leaf = signed("CN=own.example.org", begun());
        String root = authority.root(VaultPlane.START);
        // In any order.
        Answer merged = plane.owner("POST", MERGE, body("\"" + root + "\",\"" + leaf + "\""));
        assertThat(merged.status()).as(merged.text()).isEqualTo(201);
        assertThat(merged.json().path("cer").asText()).isEqualTo(leaf);
        assertThat(merged.json().path("tags").path("by").asText()).isEqualTo("elsewhere");
        JsonNode bundle = plane.owner("GET", "/certificates/web").json();
        assertThat(bundle.path("cer")).isEqualTo(merged.json().path("cer"));
        assertThat(bundle.path("attributes").path("enabled").booleanValue()).isTrue();
        assertThat(plane.owner("GET", "/certificates/web/pending").json().path("status").asText())
                .isEqualTo("completed");

        KeyStore store = KeyStore.getInstance("PKCS12");
        String pfx = plane.owner("GET", "/secrets/web").json().path("value").asText();
        store.load(new ByteArrayInputStream(Base64.getDecoder().decode(pfx)), new char[0]);
        Certificate[] chain = store.getCertificateChain(store.aliases().nextElement());
        assertThat(chain).hasSize(2);
        assertThat(chain[0].getEncoded()).isEqualTo(Base64.getDecoder().decode(leaf));
        chain[0].verify(chain[1].getPublicKey());
    }

    @Test
    void aCertificateOfAnotherKeyIsRefusedAndTheOrderStays() throws Exception {
        PublicKey waiting = begun();
        Answer refused =
                plane.owner(
                        "POST",
                        MERGE,
                        body(
                                "\""
                                        + signed(
                                                "CN=own.example.org",
                                                ForeignAuthority.pair().getPublic())
                                        + "\""));
        assertThat(refused.status()).isEqualTo(400);
        for (String wrong : new String[] {"", "\"AAAA\"", "\"!\"", "5"}) {
            Answer answer = plane.owner("POST", MERGE, body(wrong));
            assertThat(answer.status()).as(wrong + answer.text()).isEqualTo(400);
            assertThat(answer.code()).as(wrong).startsWith("BadParameter");
        }
        assertThat(plane.owner("GET", "/certificates/web/pending").json().path("status").asText())
                .isEqualTo("inProgress");
        assertThat(
                        plane.owner(
                                        "POST",
                                        MERGE,
                                        body("\"" + signed("CN=own.example.org", waiting) + "\""))
                                .status())
                .isEqualTo(201);
    }

    @Test
    void withoutAnOrderThereIsNothingToMerge() throws Exception {
        Answer none =
                plane.owner(
                        "POST",
                        MERGE,
                        body(
                                "\""
                                        + signed(
                                                "CN=x.example.org",
                                                ForeignAuthority.pair().getPublic())
                                        + "\""));
        assertThat(none.status()).isEqualTo(404);
    }
}
