package dev.keyward.client;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.keyward.client.objects.CertificateCalls;
import dev.keyward.client.objects.ObjectSettings;
import dev.keyward.client.rest.AccessToken;
import dev.keyward.client.rest.TokenCache;
import dev.keyward.client.rest.TokenSource;
import dev.keyward.client.signin.SignedIn;
import dev.keyward.model.SecretBytes;
import dev.keyward.testing.FakeClock;
import dev.keyward.wire.ObjectAttributes;
import dev.keyward.wire.certificates.CertificateBundle;
import dev.keyward.wire.certificates.IssuerParameters;
import dev.keyward.wire.certificates.IssuerReferenceBody;
import dev.keyward.wire.certificates.KeyProperties;
import dev.keyward.wire.certificates.OperationBody;
import dev.keyward.wire.certificates.PolicyBody;
import dev.keyward.wire.certificates.X509Body;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// What is sent for certificates and how answers are read.
class CertificateCallsTest {
    private static final String PENDING =
            """
            {"id":"https://kv.vault.test/certificates/c/pending","issuer":{"name":"Self"},
            "csr":"MAA=","cancellation_requested":false,"status":"inProgress","request_id":"r"}
            """;
    private static final String CERTIFICATE =
            """
            {"id":"https://kv.vault.test/certificates/c/0123456789abcdef0123456789abcdef",
            "kid":"https://kv.vault.test/keys/c/1","sid":"https://kv.vault.test/secrets/c/1",
            "x5t":"AQI","cer":"MAA=","attributes":{"enabled":true,"exp":2000000000},
            "policy":{"key_props":{"kty":"RSA","key_size":2048},"issuer":{"name":"Self"}}}
            """;

    private final FakeClock clock = new FakeClock(Instant.parse("2026-11-24T12:00:00Z"));
    private final ScriptedService service = new ScriptedService();

    private CertificateCalls certificates() {
        TokenSource source =
                _ -> new AccessToken(SecretBytes.ofUtf8("t"), clock.instant().plusSeconds(600));
        return new VaultClient(
                        new SignedIn(service.transport(), new TokenCache(source, clock), _ -> {}),
                        "https://vault.test",
                        URI.create("https://kv.vault.test"))
                .certificates();
    }

    private static JsonNode json(String text) throws JsonProcessingException {
        return new ObjectMapper().readTree(text);
    }

    @Test
    void aCertificateIsOrderedWithItsPolicy() throws JsonProcessingException {
        service.answers(202, PENDING);
        OperationBody operation =
                certificates()
                        .create(
                                "c",
                                new PolicyBody(
                                        null,
                                        KeyProperties.NONE,
                                        null,
                                        new X509Body("CN=c", null, null, null, null, null),
                                        null,
                                        new IssuerReferenceBody("Self", null, null),
                                        ObjectAttributes.NONE),
                                new ObjectSettings(true, null, null, Map.of("a", "b")));
        assertThat(operation.status()).isEqualTo("inProgress");
        assertThat(operation.csr()).containsExactly(0x30, 0);
        assertThat(service.asked())
                .containsExactly(
                        "POST https://kv.vault.test/certificates/c/create?api-version=2026-05-01-preview");
        JsonNode sent = json(service.bodies().getFirst());
        assertThat(sent.at("/policy/x509_props/subject").asText()).isEqualTo("CN=c");
        assertThat(sent.at("/policy/issuer/name").asText()).isEqualTo("Self");
        assertThat(sent.at("/tags/a").asText()).isEqualTo("b");
    }

    @Test
    void aCertificateIsReadWithItsKeySecretAndPolicy() {
        service.answers(200, CERTIFICATE);
        CertificateBundle certificate = certificates().find("c", null).orElseThrow();
        assertThat(certificate.kid()).isEqualTo("https://kv.vault.test/keys/c/1");
        assertThat(certificate.sid()).isEqualTo("https://kv.vault.test/secrets/c/1");
        assertThat(certificate.x5t()).containsExactly(1, 2);
        assertThat(certificate.cer()).containsExactly(0x30, 0);
        assertThat(certificate.attributes().exp()).isEqualTo(Instant.ofEpochSecond(2000000000));
        assertThat(certificate.policy())
                .extracting(policy -> policy.key().keySize())
                .isEqualTo(2048);
    }

    @Test
    void thoseThatArentIssuedAreAskedFor() {
        service.answers(200, "{\"value\":[]}");
        assertThat(certificates().list(true)).isEmpty();
        assertThat(service.asked())
                .containsExactly(
                        "GET https://kv.vault.test/certificates?api-version=2026-05-01-preview"
                                + "&includePending=true");
    }

    @Test
    void aSignedChainIsMergedAsBase64() throws JsonProcessingException {
        service.answers(201, CERTIFICATE);
        certificates().merge("c", List.of(new byte[] {0x30, 0}), ObjectSettings.NONE);
        assertThat(json(service.bodies().getFirst()).at("/x5c/0").asText()).isEqualTo("MAA=");
    }

    @Test
    void aVaultWithoutContactsHasNone() {
        service.answers(404, "{\"error\":{\"code\":\"ContactsNotFound\",\"message\":\"none\"}}");
        assertThat(certificates().contacts()).isEmpty();
    }

    @Test
    void anIssuersPasswordIsSentAndNeverShown() throws JsonProcessingException {
        service.answers(
                200,
                """
                {"id":"https://kv.vault.test/certificates/issuers/i","provider":"Test",
                "credentials":{"account_id":"me"},"attributes":{"enabled":true}}
                """);
        IssuerParameters issuer =
                new IssuerParameters(
                        "Test", "me", SecretBytes.ofUtf8("canary-1"), null, ObjectAttributes.NONE);
        assertThat(certificates().setIssuer("i", issuer).accountId()).isEqualTo("me");
        assertThat(json(service.bodies().getFirst()).at("/credentials/pwd").asText())
                .isEqualTo("canary-1");
        assertThat(issuer.toString()).doesNotContain("canary-1");
    }
}
