package dev.keyward.vault.keys;

import static dev.keyward.vault.World.refusal;
import static dev.keyward.vault.keys.KeyVault.DIGEST;
import static dev.keyward.vault.keys.KeyVault.EC;
import static dev.keyward.vault.keys.KeyVault.K;
import static dev.keyward.vault.keys.KeyVault.KID;
import static dev.keyward.vault.keys.KeyVault.PLAIN;
import static dev.keyward.vault.keys.KeyVault.RSA;
import static org.assertj.core.api.Assertions.assertThat;

import dev.keyward.crypto.forms.PublicKeyParts;
import dev.keyward.crypto.keys.CipherParts;
import dev.keyward.model.Curve;
import dev.keyward.model.EncryptionAlgorithm;
import dev.keyward.model.KeyOperation;
import dev.keyward.model.KeyParameters;
import dev.keyward.model.SignatureAlgorithm;
import dev.keyward.model.Tags;
import dev.keyward.model.VaultError;
import dev.keyward.vault.World;
import dev.keyward.vault.objects.AttributeChange;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// What a key may do, and which algorithms and sizes go with it.
class KeyUseTest {
    private static final List<EncryptionAlgorithm> RSA_ALGORITHMS =
            List.of(
                    EncryptionAlgorithm.RSA1_5,
                    EncryptionAlgorithm.RSA_OAEP,
                    EncryptionAlgorithm.RSA_OAEP_256);

    @TempDir Path directory = Path.of("");
    private KeyVault in;

    @BeforeEach
    void open() throws Exception {
        in = new KeyVault(directory);
    }

    @AfterEach
    void close() {
        in.close();
    }

    @Test
    @Tag("seed:S-15")
    @Tag("seed:S-17")
    void anRsaKeySignsAndVerifiesAndRoundTripsWhatItEncrypts() {
        Key key = in.create(RSA, PLAIN);
        assertThat(key.operations())
                .containsExactly(
                        KeyOperation.ENCRYPT,
                        KeyOperation.DECRYPT,
                        KeyOperation.SIGN,
                        KeyOperation.VERIFY,
                        KeyOperation.WRAP_KEY,
                        KeyOperation.UNWRAP_KEY);
        assertThat(((PublicKeyParts.Rsa) key.publicParts()).n()).hasSize(256);
        byte[] signature = in.use(KeyOperation.SIGN).sign(KID, SignatureAlgorithm.PS256, DIGEST);
        assertThat(
                        in.use(KeyOperation.VERIFY)
                                .verify(KID, SignatureAlgorithm.PS256, DIGEST, signature))
                .isTrue();
        signature[9] ^= 1;
        assertThat(
                        in.use(KeyOperation.VERIFY)
                                .verify(KID, SignatureAlgorithm.PS256, DIGEST, signature))
                .isFalse();
        for (EncryptionAlgorithm algorithm : RSA_ALGORITHMS) {
            CipherParts sealed =
                    in.use(KeyOperation.WRAP_KEY).encrypt(KID, algorithm, CipherParts.of(DIGEST));
            assertThat(in.use(KeyOperation.UNWRAP_KEY).decrypt(KID, algorithm, sealed))
                    .isEqualTo(DIGEST);
        }
    }

    @ParameterizedTest
    @EnumSource(Curve.class)
    void anEcKeyOfEachCurveSignsAndVerifies(Curve curve) {
        Key key = in.create(new KeyParameters.Ec(curve), PLAIN);
        assertThat(key.operations()).containsExactly(KeyOperation.SIGN, KeyOperation.VERIFY);
        SignatureAlgorithm algorithm =
                switch (curve) {
                    case P_256 -> SignatureAlgorithm.ES256;
                    case P_384 -> SignatureAlgorithm.ES384;
                    case P_521 -> SignatureAlgorithm.ES512;
                    case P_256K -> SignatureAlgorithm.ES256K;
                };
        byte[] digest = new byte[algorithm.digestBytes()];
        byte[] signature = in.use(KeyOperation.SIGN).sign(KID, algorithm, digest);
        assertThat(signature).hasSize(2 * curve.coordinateBytes());
        assertThat(in.use(KeyOperation.VERIFY).verify(KID, algorithm, digest, signature)).isTrue();
    }

    @Test
    @Tag("seed:I-20")
    @Tag("security:S-08")
    void aDisabledKeyIsSeenButDoesNothing() {
        in.create(EC, PLAIN);
        in.use(KeyOperation.SIGN).sign(KID, SignatureAlgorithm.ES256, DIGEST);
        in.update(null, new AttributeChange(false, null, null));
        assertThat(in.keys().get(in.vault, K, null).attributes().enabled()).isFalse();
        assertThat(refusal(() -> in.use(KeyOperation.SIGN)))
                .isEqualTo(new VaultError.KeyDisabled("sign"));
        assertThat(refusal(() -> in.use(KeyOperation.VERIFY)))
                .isEqualTo(new VaultError.KeyDisabled("verify"));
        in.update(null, new AttributeChange(true, null, null));
        in.use(KeyOperation.SIGN).sign(KID, SignatureAlgorithm.ES256, DIGEST);
    }

    @Test
    void outsideItsTimeAKeyProtectsNothingNewButStillOpensTheOld() {
        in.create(
                RSA,
                new NewKey(
                        null,
                        Tags.NONE,
                        new AttributeChange(
                                null, World.START.plusSeconds(10), World.START.plusSeconds(20))));
        List<KeyOperation> protecting =
                List.of(KeyOperation.ENCRYPT, KeyOperation.SIGN, KeyOperation.WRAP_KEY);
        for (KeyOperation operation : protecting) {
            assertThat(refusal(() -> in.use(operation)))
                    .isEqualTo(
                            new VaultError.KeyNotYetValid(
                                    operation.joseName(), World.START.plusSeconds(10)));
        }
        in.use(KeyOperation.VERIFY);
        in.world.clock.advance(Duration.ofSeconds(10));
        protecting.forEach(in::use);
        in.world.clock.advance(Duration.ofSeconds(10));
        for (KeyOperation operation : protecting) {
            assertThat(refusal(() -> in.use(operation)))
                    .isEqualTo(
                            new VaultError.KeyExpired(
                                    operation.joseName(), World.START.plusSeconds(20)));
        }
        in.use(KeyOperation.DECRYPT);
        in.use(KeyOperation.VERIFY);
        in.use(KeyOperation.UNWRAP_KEY);
    }

    @Test
    @Tag("seed:I-24")
    @Tag("seed:P-19")
    void aRemovedOperationIsRefusedAtOnce() {
        in.create(RSA, PLAIN);
        in.use(KeyOperation.DECRYPT);
        in.update(List.of(KeyOperation.SIGN), AttributeChange.NONE);
        assertThat(refusal(() -> in.use(KeyOperation.DECRYPT)))
                .isEqualTo(new VaultError.KeyOperationForbidden("decrypt"));
        in.use(KeyOperation.SIGN);
        // An empty list says nothing (Java keys 4.12.1).
        assertThat(in.update(List.of(), AttributeChange.NONE).operations())
                .containsExactly(KeyOperation.SIGN);
    }

    @Test
    void disabledComesBeforeTimeAndTimeBeforeOperations() {
        in.create(
                EC,
                new NewKey(
                        List.of(KeyOperation.VERIFY),
                        Tags.NONE,
                        new AttributeChange(false, World.START.plusSeconds(10), null)));
        assertThat(refusal(() -> in.use(KeyOperation.SIGN)))
                .isInstanceOf(VaultError.KeyDisabled.class);
        in.update(null, new AttributeChange(true, null, null));
        assertThat(refusal(() -> in.use(KeyOperation.SIGN)))
                .isInstanceOf(VaultError.KeyNotYetValid.class);
        in.world.clock.advance(Duration.ofSeconds(10));
        assertThat(refusal(() -> in.use(KeyOperation.SIGN)))
                .isInstanceOf(VaultError.KeyOperationForbidden.class);
    }

    @Test
    void saysWhatLengthAndCurveAnAlgorithmWants() {
        in.create(EC, PLAIN);
        KeyUse sign = in.use(KeyOperation.SIGN);
        assertThat(text(() -> sign.sign(KID, SignatureAlgorithm.ES256, new byte[10])))
                .isEqualTo(
                        "Invalid length of 'value': 10 bytes. ES256 requires 32 bytes, encoded with"
                                + " base64url.");
        assertThat(text(() -> sign.sign(KID, SignatureAlgorithm.ES384, new byte[48])))
                .isEqualTo(
                        "Key and signing algorithm are incompatible. Key "
                                + KID
                                + " uses curve 'P-256', and algorithm 'ES384' can only be used"
                                + " with curve 'P-384'.");
        assertThat(text(() -> sign.sign(KID, SignatureAlgorithm.RS256, new byte[32])))
                .startsWith("Key and signing algorithm are incompatible. Key " + KID);
        assertThat(
                        text(() ->
                                in.use(KeyOperation.VERIFY)
                                        .verify(
                                                KID,
                                                SignatureAlgorithm.ES256,
                                                new byte[31],
                                                new byte[64])))
                .startsWith("Invalid length of 'digest': 31 bytes.");
    }

    @Test
    void takesNoMoreThanThePaddingLeavesAndTellsNothingOfABadCiphertext() {
        in.create(RSA, PLAIN);
        Map<EncryptionAlgorithm, Integer> most =
                Map.of(
                        EncryptionAlgorithm.RSA1_5, 245,
                        EncryptionAlgorithm.RSA_OAEP, 214,
                        EncryptionAlgorithm.RSA_OAEP_256, 190);
        most.forEach((algorithm, bytes) -> {
            KeyUse encrypt = in.use(KeyOperation.ENCRYPT);
            CipherParts sealed = encrypt.encrypt(KID, algorithm, CipherParts.of(new byte[bytes]));
            assertThat(in.use(KeyOperation.DECRYPT).decrypt(KID, algorithm, sealed)).hasSize(bytes);
            assertThat(
                            text(() ->
                                    encrypt.encrypt(
                                            KID, algorithm, CipherParts.of(new byte[bytes + 1]))))
                    .contains("at most " + bytes);
            for (int length : new int[] {0, 1, 255, 256, 257}) {
                assertThat(
                                refusal(() ->
                                        in.use(KeyOperation.DECRYPT)
                                                .decrypt(
                                                        KID,
                                                        algorithm,
                                                        CipherParts.of(new byte[length]))))
                        .isEqualTo(new VaultError.ParameterIncorrect());
            }
        });
    }

    @Test
    void aPaddingThatTellsMayFailAHundredTimesAMinute() {
        in.create(RSA, PLAIN);
        CipherParts good =
                in.use(KeyOperation.ENCRYPT)
                        .encrypt(KID, EncryptionAlgorithm.RSA1_5, CipherParts.of(DIGEST));
        CipherParts bad = CipherParts.of(new byte[256]);
        for (int i = 0; i < FailureBudget.MOST; i++) {
            in.use(KeyOperation.DECRYPT).decrypt(KID, EncryptionAlgorithm.RSA1_5, good);
            assertThat(
                            refusal(() ->
                                    in.use(KeyOperation.DECRYPT)
                                            .decrypt(KID, EncryptionAlgorithm.RSA1_5, bad)))
                    .isEqualTo(new VaultError.ParameterIncorrect());
        }
        // Right ones too, else the refusal would tell which they are.
        for (CipherParts any : List.of(good, bad)) {
            assertThat(
                            refusal(() ->
                                    in.use(KeyOperation.DECRYPT)
                                            .decrypt(KID, EncryptionAlgorithm.RSA1_5, any)))
                    .isEqualTo(new VaultError.Throttled(FailureBudget.WINDOW));
        }
        CipherParts oaep =
                in.use(KeyOperation.ENCRYPT)
                        .encrypt(KID, EncryptionAlgorithm.RSA_OAEP, CipherParts.of(DIGEST));
        assertThat(in.use(KeyOperation.DECRYPT).decrypt(KID, EncryptionAlgorithm.RSA_OAEP, oaep))
                .isEqualTo(DIGEST);
        in.world.clock.advance(FailureBudget.WINDOW);
        assertThat(in.use(KeyOperation.DECRYPT).decrypt(KID, EncryptionAlgorithm.RSA1_5, good))
                .isEqualTo(DIGEST);
    }

    private static String text(Runnable action) {
        return ((VaultError.BadRequestText) refusal(action)).message();
    }
}
