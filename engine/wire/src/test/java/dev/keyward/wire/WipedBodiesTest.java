package dev.keyward.wire;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.keyward.model.SecretAccess;
import dev.keyward.model.SecretBytes;
import dev.keyward.model.VaultException;
import dev.keyward.wire.certificates.CertificateImportParameters;
import dev.keyward.wire.certificates.IssuerParameters;
import dev.keyward.wire.graph.ApplicationParameters;
import dev.keyward.wire.graph.SimpleParameters;
import dev.keyward.wire.keys.ImportedKey;
import dev.keyward.wire.keys.KeyImportParameters;
import dev.keyward.wire.keys.KeyOperationResult;
import dev.keyward.wire.keys.KeyOperationsParameters;
import dev.keyward.wire.secrets.SecretSetParameters;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// What is secret in a body is wiped when the body is closed, or refused while it is read.
class WipedBodiesTest {
    private final List<byte[]> held = new ArrayList<>();

    private byte[] bytes() {
        byte[] bytes = new byte[16];
        Arrays.fill(bytes, (byte) 1);
        held.add(bytes);
        return bytes;
    }

    private SecretBytes secret() {
        return SecretBytes.adopt(bytes());
    }

    @Test
    void closingABodyWipesEverySecretInIt() throws Exception {
        List<AutoCloseable> bodies =
                List.of(
                        new KeyOperationsParameters("A256GCM", bytes(), null, null, null),
                        new KeyOperationResult("kid", bytes()),
                        new SecretSetParameters(secret(), null, null, ObjectAttributes.NONE),
                        new CertificateImportParameters(
                                secret(), secret(), null, ObjectAttributes.NONE, null, null),
                        new IssuerParameters("ACME", "1", secret(), null, ObjectAttributes.NONE),
                        new SimpleParameters(Map.of(), List.of(), null, secret()),
                        new ApplicationParameters(
                                "app",
                                null,
                                List.of(),
                                List.of(
                                        new ApplicationParameters.Secret(
                                                null, null, secret(), null, null))),
                        new KeyImportParameters(
                                null,
                                new ImportedKey(
                                        "RSA",
                                        null,
                                        null,
                                        null,
                                        null,
                                        null,
                                        null,
                                        null,
                                        null,
                                        new ImportedKey.PrivateParts(
                                                secret(), secret(), secret(), secret(), secret(),
                                                secret(), secret(), secret()),
                                        null),
                                ObjectAttributes.NONE,
                                null,
                                null));
        assertThat(held).hasSize(16).allSatisfy(each -> assertThat(each).containsOnly(1));
        for (AutoCloseable body : bodies) {
            body.close();
        }
        assertThat(held).allSatisfy(each -> assertThat(each).containsOnly(0));
    }

    @Test
    void whatWasReadOfABodyThatIsRefusedIsWiped() {
        Stream.of("{\"a\":\"AAAB\",\"b\":\"AAAB\",\"c\":\"AAAB\"", "{\"d\":17}", "{\"d\":\"x\"} {}")
                .map(tail ->
                        tail.startsWith("{\"a") ? tail : "{\"a\":\"AAAB\"," + tail.substring(1))
                .forEach(json -> {
                    List<SecretBytes> secrets = new ArrayList<>();
                    assertThatThrownBy(() ->
                                    JsonReader.parse(
                                            json.getBytes(UTF_8),
                                            in -> {
                                                while (in.next()) {
                                                    switch (in.member()) {
                                                        case "a" -> secrets.add(in.secretText());
                                                        case "b" -> held.add(in.base64Either());
                                                        case "c" ->
                                                                secrets.add(in.secretBase64url());
                                                        default -> secrets.add(in.secretText());
                                                    }
                                                }
                                                return json;
                                            }))
                            .isInstanceOf(VaultException.class);
                    assertThat(secrets).isNotEmpty();
                    secrets.forEach(each -> held.add(each.toByteArray(SecretAccess.request())));
                });
        assertThat(held).hasSizeGreaterThan(4).allSatisfy(each -> assertThat(each).containsOnly(0));
    }

    @Test
    void whatWasReadOfAGoodBodyIsThere() {
        KeyOperationsParameters body =
                KeyOperationsParameters.parse(
                        "{\"alg\":\"RSA-OAEP\",\"value\":\"AQEB\"}".getBytes(UTF_8));
        assertThat(body.value()).containsExactly(1, 1, 1);
    }
}
