package dev.keyward.api.data.keys;

import static dev.keyward.api.HeldPlaintext.NAME;
import static org.assertj.core.api.Assertions.assertThat;

import dev.keyward.api.HeldPlaintext;
import dev.keyward.api.data.objects.Bodies;
import dev.keyward.api.exchange.ApiResponse;
import dev.keyward.model.KeyOperation;
import dev.keyward.model.SecretBytes;
import dev.keyward.model.VaultError;
import dev.keyward.model.VaultException;
import dev.keyward.vault.keys.KeyUse;
import dev.keyward.wire.ObjectAttributes;
import dev.keyward.wire.keys.ImportedKey;
import dev.keyward.wire.keys.KeyImportParameters;
import dev.keyward.wire.keys.KeyOperationResult;
import dev.keyward.wire.keys.KeyOperationsParameters;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Base64;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Operations with keys leave zeros of the plaintext that a request brought or an answer holds,
/// also when they throw.
class KeyWipingTest {
    @TempDir Path directory = Path.of("");
    private HeldPlaintext at;

    @BeforeEach
    void open() throws Exception {
        at = new HeldPlaintext(directory);
    }

    @AfterEach
    void close() {
        at.close();
    }

    private KeyUse encrypting() {
        return at.plane.objects.keys().use(at.exchange.vault(), NAME, null, KeyOperation.ENCRYPT);
    }

    private ApiResponse encrypt(String alg, Supplier<KeyUse> key) {
        return CryptoHandlers.encrypted(
                at.exchange, new KeyOperationsParameters(alg, at.held, null, null, null), key);
    }

    @Test
    void thePlaintextOfAnEncryption() {
        assertThat(encrypt("RSA-OAEP", this::encrypting).status()).isEqualTo(200);
        at.isWiped();
    }

    @Test
    void thePlaintextThatNoKeyMayEncrypt() {
        at.isWipedWhenItThrows(() ->
                encrypt(
                        "RSA-OAEP",
                        () -> {
                            throw new VaultException(new VaultError.KeyDisabled("encrypt"));
                        }));
    }

    @Test
    void thePlaintextOfAnAlgorithmThatIsNone() {
        at.isWipedWhenItThrows(() -> encrypt("nonsense", this::encrypting));
    }

    @Test
    void thePlaintextOfAnAlgorithmOfAnotherKey() {
        at.isWipedWhenItThrows(() -> encrypt("A256GCM", this::encrypting));
    }

    @Test
    void thePlaintextOfADecryption() {
        String written = Base64.getUrlEncoder().withoutPadding().encodeToString(at.held);
        ApiResponse answer =
                CryptoHandlers.shown(new KeyOperationResult("kid", at.held), Bodies::ok);
        assertThat(new String(answer.body(), StandardCharsets.UTF_8)).contains(written);
        at.isWiped();
    }

    @Test
    void thePlaintextOfADecryptionThatCannotBeAnswered() {
        at.isWipedWhenItThrows(() ->
                CryptoHandlers.shown(
                        new KeyOperationResult("kid", at.held),
                        _ -> {
                            throw new IllegalStateException("no answer");
                        }));
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
        return new KeyHandlers(at.plane.objects.keys())
                .importKey(
                        at.exchange,
                        NAME,
                        new KeyImportParameters(null, key, ObjectAttributes.NONE, null, null));
    }

    @Test
    void aKeyThatIsImported() {
        assertThat(importKey("oct", null, SecretBytes.adopt(at.held)).status()).isEqualTo(200);
        at.isWiped();
    }

    @Test
    void aKeyThatIsRefused() {
        at.isWipedWhenItThrows(() -> importKey("EC", SecretBytes.adopt(at.held), null));
    }

    @Test
    void aKeyOfAKindThatIsNone() {
        at.isWipedWhenItThrows(() -> importKey("nonsense", null, SecretBytes.adopt(at.held)));
    }

    @Test
    void aPartThatItsKindOfKeyHasNot() {
        at.isWipedWhenItThrows(() -> importKey("EC", null, SecretBytes.adopt(at.held)));
    }
}
