package dev.keyward.clients;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpClient;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Secure wrapping is about keys in a hardware module. No client has it yet.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class SecureWrapTest {
    private final DevServer server;

    SecureWrapTest() throws Exception {
        server = DevServer.start();
        server.trustIt();
    }

    @AfterAll
    void stop() {
        server.close();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "securewrapkey|{\"alg\":\"RSA-OAEP-256\"}",
                "secureunwrapkey|{\"alg\":\"RSA-OAEP-256\",\"value\":\"AAAA\",\"target\":\"t\"}"
            })
    void secureWrappingIsRefusedForSoftwareKeys(String word, String body) throws Exception {
        try (HttpClient http =
                HttpClient.newBuilder().sslContext(ObservedCalls.trusting(server)).build()) {
            PlainHttp at = PlainHttp.of(server, http, "2026-04-01");
            String kid =
                    at.call("POST", "keys/k/create", "{\"kty\":\"RSA\"}").at("/key/kid").asText();
            String path = kid.substring(at.vault().length() + 1);
            assertThat(at.call(400, "POST", path + "/" + word, body).at("/error/code").asText())
                    .isEqualTo("BadParameter");
        }
    }
}
