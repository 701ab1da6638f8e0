package dev.keyward.api.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.keyward.api.VaultPlane;
import dev.keyward.api.exchange.ApiResponse;
import dev.keyward.api.exchange.Exchange;
import dev.keyward.model.KeyOperation;
import dev.keyward.model.ObjectName;
import dev.keyward.model.RecoveryLevel;
import dev.keyward.model.SecretAccess;
import dev.keyward.model.SecretBytes;
import dev.keyward.model.VaultError;
import dev.keyward.model.VaultException;
import dev.keyward.vault.keys.KeyUse;
import dev.keyward.wire.ObjectAttributes;
import dev.keyward.wire.certificates.CertificateImportParameters;
import dev.keyward.wire.keys.ImportedKey;
import dev.keyward.wire.keys.KeyImportParameters;
import dev.keyward.wire.keys.KeyOperationResult;
import dev.keyward.wire.keys.KeyOperationsParameters;
import dev.keyward.wire.secrets.SecretSetParameters;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Base64;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Operations leave zeros of the plaintext that a request brought or an answer holds, also when
/// they throw. The test keeps hold of the arrays.
class WipingTest {
    private static final ObjectName NAME = new ObjectName("k");

    private static final byte[] SEVENS = new byte[32];

    static {
        Arrays.fill(SEVENS, (byte) 7);
    }

    @TempDir Path directory = Path.of("");
    private VaultPlane plane;
    private Exchange exchange;
    private final byte[] held = SEVENS.clone();

    @BeforeEach
    void open() throws Exception {
        plane = new VaultPlane(directory, new RecoveryLevel(90, false));
        AtomicReference<@Nullable Exchange> seen = new AtomicReference<>();
        plane.planned =
                (request, plan) -> {
                    seen.set(request);
                    return plan;
                };
        plane.owner("POST", "/keys/k/create", "{\"kty\":\"RSA\"}");
        exchange = Objects.requireNonNull(seen.get());
    }

    @AfterEach
    void close() {
        plane.close();
    }

    private void isWipedWhenItThrows(ThrowingCallable operation) {
        assertThatThrownBy(operation).isInstanceOf(RuntimeException.class);
        assertThat(held).containsOnly(0);
    }

    private KeyUse encrypting() {
        return plane.objects.keys().use(exchange.vault(), NAME, null, KeyOperation.ENCRYPT);
    }

    private ApiResponse encrypt(String alg, Supplier<KeyUse> key) {
        return CryptoHandlers.encrypted(
                exchange, new KeyOperationsParameters(alg, held, null, null, null), key);
    }

    @Test
    void thePlaintextOfAnEncryption() {
        assertThat(encrypt("RSA-OAEP", this::encrypting).status()).isEqualTo(200);
        assertThat(held).containsOnly(0);
    }

    @Test
    void thePlaintextThatNoKeyMayEncrypt() {
        isWipedWhenItThrows(() ->
                encrypt(
                        "RSA-OAEP",
                        () -> {
                            throw new VaultException(new VaultError.KeyDisabled("encrypt"));
                        }));
    }

    @Test
    void thePlaintextOfAnAlgorithmThatIsNone() {
        isWipedWhenItThrows(() -> encrypt("nonsense", this::encrypting));
    }

    @Test
    void thePlaintextOfAnAlgorithmOfAnotherKey() {
        isWipedWhenItThrows(() -> encrypt("A256GCM", this::encrypting));
    }

    @Test
    void thePlaintextOfADecryption() {
        ApiResponse answer = CryptoHandlers.shown(new KeyOperationResult("kid", held), Bodies::ok);
        assertThat(new String(answer.body(), StandardCharsets.UTF_8))
                .contains(Base64.getUrlEncoder().withoutPadding().encodeToString(SEVENS));
        assertThat(held).containsOnly(0);
    }

    @Test
    void thePlaintextOfADecryptionThatCannotBeAnswered() {
        isWipedWhenItThrows(() ->
                CryptoHandlers.shown(
                        new KeyOperationResult("kid", held),
                        _ -> {
                            throw new IllegalStateException("no answer");
                        }));
    }

    private SecretHandlers secrets() {
        return new SecretHandlers(plane.objects.secrets());
    }

    private SecretSetParameters secret(@Nullable Map<String, String> tags) {
        return new SecretSetParameters(SecretBytes.adopt(held), tags, null, ObjectAttributes.NONE);
    }

    @Test
    void theValueOfASecretThatIsSet() {
        assertThat(secrets().set(exchange, NAME, secret(null)).status()).isEqualTo(200);
        assertThat(held).containsOnly(0);
        assertThat(
                        plane.objects
                                .secrets()
                                .get(exchange.vault(), NAME, null)
                                .value()
                                .toByteArray(SecretAccess.request()))
                .containsOnly(7);
    }

    @Test
    void theValueOfASecretWithTagsThatAreRefused() {
        isWipedWhenItThrows(
                () -> secrets().set(exchange, NAME, secret(Map.of("a".repeat(600), "b"))));
    }

    @Test
    void theValueOfASecretWhoseNameIsDeleted() {
        plane.owner("PUT", "/secrets/k", "{\"value\":\"v\"}");
        plane.owner("DELETE", "/secrets/k");
        isWipedWhenItThrows(() -> secrets().set(exchange, NAME, secret(null)));
    }

    private ApiResponse importKey(String kty, @Nullable SecretBytes d, @Nullable SecretBytes k) {
        ImportedKey key =
                new ImportedKey(
                        kty,
                        null,
                        null,
                        null,
                        "P-256",
                        new byte[32],
                        new byte[32],
                        null,
                        null,
                        new ImportedKey.PrivateParts(d, null, null, null, null, null, k, null),
                        null);
        return new KeyHandlers(plane.objects.keys())
                .importKey(
                        exchange,
                        NAME,
                        new KeyImportParameters(null, key, ObjectAttributes.NONE, null, null));
    }

    @Test
    void aKeyThatIsImported() {
        assertThat(importKey("oct", null, SecretBytes.adopt(held)).status()).isEqualTo(200);
        assertThat(held).containsOnly(0);
    }

    @Test
    void aKeyThatIsRefused() {
        isWipedWhenItThrows(() -> importKey("EC", SecretBytes.adopt(held), null));
    }

    @Test
    void aKeyOfAKindThatIsNone() {
        isWipedWhenItThrows(() -> importKey("nonsense", null, SecretBytes.adopt(held)));
    }

    @Test
    void aPartThatItsKindOfKeyHasNot() {
        isWipedWhenItThrows(() -> importKey("EC", null, SecretBytes.adopt(held)));
    }

    @Test
    void theFileAndThePasswordOfACertificateThatIsRefused() {
        byte[] password = {1, 2, 3};
        isWipedWhenItThrows(() ->
                new CertificateHandlers(
                                plane.objects.certificates(),
                                plane.objects.enrolments(),
                                new CertificateBodies(plane.objects.certificates()),
                                () -> {})
                        .importCertificate(
                                exchange,
                                new CertificateImportParameters(
                                        SecretBytes.adopt(held),
                                        SecretBytes.adopt(password),
                                        null,
                                        ObjectAttributes.NONE,
                                        null,
                                        null)));
        assertThat(password).containsOnly(0);
    }
}
