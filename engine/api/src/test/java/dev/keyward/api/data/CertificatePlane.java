package dev.keyward.api.data;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.keyward.api.VaultPlane;
import dev.keyward.api.VaultPlane.Answer;
import dev.keyward.model.RecoveryLevel;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.Base64;

/// A vault over the REST contract in which the certificate `web` is made.
final class CertificatePlane implements AutoCloseable {
    /// What `az keyvault certificate get-default-policy` prints.
    static final String OF_THE_CLI =
            "{\"policy\":{\"issuer\":{\"name\":\"Self\",\"cert_transparency\":null,\"cty\":null},"
                    + "\"key_props\":{\"exportable\":true,\"key_size\":2048,\"kty\":\"RSA\","
                    + "\"reuse_key\":true},\"lifetime_actions\":[{\"action\":{\"action_type\":"
                    + "\"AutoRenew\"},\"trigger\":{\"days_before_expiry\":90}}],"
                    + "\"secret_props\":{\"contentType\":\"application/x-pkcs12\"},"
                    + "\"x509_props\":{\"key_usage\":[\"cRLSign\",\"dataEncipherment\","
                    + "\"digitalSignature\",\"keyEncipherment\",\"keyAgreement\",\"keyCertSign\"],"
                    + "\"subject\":\"CN=CLIGetDefaultPolicy\",\"validity_months\":12}}}";

    final VaultPlane plane;

    CertificatePlane(Path directory) throws IOException {
        plane = new VaultPlane(directory, new RecoveryLevel(7, false));
    }

    Answer create(String body) {
        return plane.owner("POST", "/certificates/web/create", body);
    }

    JsonNode made(String body) {
        assertThat(create(body).status()).isEqualTo(202);
        return get("/certificates/web");
    }

    JsonNode get(String path) {
        Answer answer = plane.owner("GET", path);
        assertThat(answer.status()).as(answer.text()).isEqualTo(200);
        return answer.json();
    }

    static X509Certificate x509(JsonNode bundle) throws Exception {
        return (X509Certificate)
                CertificateFactory.getInstance("X.509")
                        .generateCertificate(
                                new ByteArrayInputStream(
                                        Base64.getDecoder().decode(bundle.path("cer").asText())));
    }

    @Override
    public void close() {
        plane.close();
    }
}
