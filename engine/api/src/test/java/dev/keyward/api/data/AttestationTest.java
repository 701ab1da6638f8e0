package dev.keyward.api.data;

import static dev.keyward.api.data.AttestedPlane.AUTHORITY;
import static dev.keyward.api.data.AttestedPlane.ENVIRONMENT;
import static dev.keyward.api.data.AttestedPlane.rsa;
import static dev.keyward.api.data.AttestedPlane.token;
import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.jwk.KeyUse;
import com.nimbusds.jose.jwk.RSAKey;
import dev.keyward.api.Peers;
import dev.keyward.api.VaultPlane.Answer;
import dev.keyward.outside.OutsideRules;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.interfaces.RSAPublicKey;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Date;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Which tokens of an attestation authority are believed, and who is asked for its keys.
class AttestationTest {
    @TempDir Path directory = Path.of("");
    private AttestedPlane at;

    @BeforeEach
    void open() throws Exception {
        at = new AttestedPlane(directory);
    }

    @AfterEach
    void close() {
        at.close();
    }

    @Test
    @Tag("security:S-06")
    void aTokenThatIsntRightInEveryPartIsntBelieved() throws Exception {
        at.create("EC", at.policy("\"allOf\":[{\"claim\":\"sdk-test\",\"equals\":\"true\"}]"));
        Instant now = at.plane.clock.instant();
        String good = token(at.claims().build());
        List<String> wrong =
                List.of(
                        "no-token",
                        good.substring(0, good.length() - 4) + "AAAA",
                        token(at.claims().build(), ENVIRONMENT.getPrivate(), "a1"),
                        token(at.claims().build(), AUTHORITY.getPrivate(), "other"),
                        token(at.claims().issuer("https://elsewhere.example").build()),
                        token(at.claims().expirationTime(Date.from(now.minusSeconds(61))).build()),
                        token(at.claims().expirationTime(null).build()),
                        token(at.claims().notBeforeTime(Date.from(now.plusSeconds(61))).build()),
                        token(at.claims().claim("x-ms-runtime", null).build()),
                        token(
                                at.claims()
                                        .claim(
                                                "x-ms-runtime",
                                                Map.of(
                                                        "keys",
                                                        List.of(
                                                                new RSAKey.Builder(
                                                                                (RSAPublicKey)
                                                                                        ENVIRONMENT
                                                                                                .getPublic())
                                                                        .keyUse(KeyUse.SIGNATURE)
                                                                        .build()
                                                                        .toJSONObject())))
                                        .build()),
                        unsigned(good));
        for (String token : wrong) {
            Answer answer = at.ask(token);
            assertThat(answer.status()).as(token).isEqualTo(403);
            assertThat(answer.message())
                    .isEqualTo("Target environment attestation statement cannot be verified.");
        }
        assertThat(at.ask(good).status()).isEqualTo(200);
        assertThat(at.asked.get()).as("keys that are known aren't asked for again").isEqualTo(1);
    }

    private static String unsigned(String token) {
        String header =
                Base64.getUrlEncoder()
                        .withoutPadding()
                        .encodeToString("{\"alg\":\"none\"}".getBytes(StandardCharsets.UTF_8));
        return header + "." + token.split("\\.")[1] + ".";
    }

    @Test
    void anAuthorityMayChangeItsKeys() throws Exception {
        at.create("EC", at.policy("\"allOf\":[{\"claim\":\"sdk-test\",\"equals\":\"true\"}]"));
        assertThat(at.ask(token(at.claims().build())).status()).isEqualTo(200);
        KeyPair next = rsa();
        at.publish(next, "a2");
        assertThat(at.ask(token(at.claims().build(), next.getPrivate(), "a2")).status())
                .as("asked a moment ago")
                .isEqualTo(403);
        at.plane.clock.advance(Duration.ofSeconds(61));
        assertThat(at.ask(token(at.claims().build(), next.getPrivate(), "a2")).status())
                .isEqualTo(200);
        assertThat(at.ask(token(at.claims().build())).status()).isEqualTo(403);
    }

    @Test
    @Tag("security:S-06")
    void nobodyIsCalledUnlessTheSettingsAllowIt() throws Exception {
        at.reopen(
                new OutsideRules(
                        java.util.Set.of(),
                        Peers.rules(at.authority).authorities(),
                        Map.of(),
                        List.of()));
        at.create("EC", at.policy("\"allOf\":[{\"claim\":\"sdk-test\",\"equals\":\"true\"}]"));
        Answer answer = at.ask(token(at.claims().build()));
        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.code()).isEqualTo("BadParameter");
        assertThat(answer.message())
                .isEqualTo(
                        "AKV.SKR.1012: The specified attestation service "
                                + at.authority.url()
                                + " cannot be reached.");
        assertThat(at.asked.get()).isZero();
    }

    @Test
    void keysOfAnAuthorityMayStandInTheSettings() throws Exception {
        at.reopen(
                new OutsideRules(
                        java.util.Set.of(),
                        List.of(),
                        Map.of("https://attest.example", at.keySet()),
                        List.of()));
        at.create(
                "EC",
                "{\"version\":\"1.0.0\",\"anyOf\":[{\"authority\":\"https://attest.example\","
                        + "\"allOf\":[{\"claim\":\"svn\",\"equals\":7}]}]}");
        Answer answer = at.ask(token(at.claims().issuer("https://attest.example/").build()));
        assertThat(answer.status()).as(answer.text()).isEqualTo(200);
        assertThat(at.asked.get()).isZero();
    }
}
