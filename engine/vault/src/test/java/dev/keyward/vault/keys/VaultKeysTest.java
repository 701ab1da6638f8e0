package dev.keyward.vault.keys;

import static dev.keyward.vault.World.done;
import static dev.keyward.vault.World.refusal;
import static org.assertj.core.api.Assertions.assertThat;

import dev.keyward.crypto.forms.PrivateKeyParts;
import dev.keyward.crypto.forms.PublicKeyParts;
import dev.keyward.crypto.keys.CipherParts;
import dev.keyward.model.Curve;
import dev.keyward.model.EncryptionAlgorithm;
import dev.keyward.model.KeyOperation;
import dev.keyward.model.KeyParameters;
import dev.keyward.model.ObjectKind;
import dev.keyward.model.ObjectName;
import dev.keyward.model.Protection;
import dev.keyward.model.RecoveryLevel;
import dev.keyward.model.SecretBytes;
import dev.keyward.model.SignatureAlgorithm;
import dev.keyward.model.Tags;
import dev.keyward.model.VaultError;
import dev.keyward.vault.World;
import dev.keyward.vault.objects.AttributeChange;
import dev.keyward.vault.vaults.Vault;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.interfaces.ECPrivateKey;
import java.security.interfaces.ECPublicKey;
import java.security.spec.ECGenParameterSpec;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class VaultKeysTest {
    private static final ObjectName K = new ObjectName("Key01");
    private static final String KID = "https://v/keys/Key01/0";
    private static final List<EncryptionAlgorithm> RSA_ALGORITHMS =
            List.of(
                    EncryptionAlgorithm.RSA1_5,
                    EncryptionAlgorithm.RSA_OAEP,
                    EncryptionAlgorithm.RSA_OAEP_256);
    private static final KeyParameters RSA = new KeyParameters.Rsa(2048);
    private static final KeyParameters EC = new KeyParameters.Ec(Curve.P_256);
    private static final NewKey PLAIN = new NewKey(null, Tags.NONE, AttributeChange.NONE);
    private static final byte[] DIGEST = new byte[32];

    @TempDir Path directory = Path.of("");
    private World world;
    private Vault vault;

    @BeforeEach
    void open() throws Exception {
        world = new World(directory);
        vault = world.vault("vault01", new RecoveryLevel(7, false));
    }

    @AfterEach
    void close() {
        world.close();
    }

    private VaultKeys keys() {
        return world.keys;
    }

    private Key create(KeyParameters parameters, NewKey key) {
        return done(
                keys().create(
                                vault,
                                K,
                                parameters,
                                Protection.SOFTWARE,
                                key,
                                _ -> World.audited()));
    }

    private Key update(@Nullable List<KeyOperation> operations, AttributeChange attributes) {
        return done(
                keys().update(
                                vault,
                                K,
                                null,
                                new KeyChange(operations, null, attributes),
                                _ -> World.audited()));
    }

    private KeyUse use(KeyOperation operation) {
        return keys().use(vault, K, null, operation);
    }

    @Test
    @Tag("seed:S-15")
    @Tag("seed:S-17")
    void anRsaKeySignsAndVerifiesAndRoundTripsWhatItEncrypts() {
        Key key = create(RSA, PLAIN);
        assertThat(key.operations())
                .containsExactly(
                        KeyOperation.ENCRYPT,
                        KeyOperation.DECRYPT,
                        KeyOperation.SIGN,
                        KeyOperation.VERIFY,
                        KeyOperation.WRAP_KEY,
                        KeyOperation.UNWRAP_KEY);
        assertThat(((PublicKeyParts.Rsa) key.publicParts()).n()).hasSize(256);
        byte[] signature = use(KeyOperation.SIGN).sign(KID, SignatureAlgorithm.PS256, DIGEST);
        assertThat(
                        use(KeyOperation.VERIFY)
                                .verify(KID, SignatureAlgorithm.PS256, DIGEST, signature))
                .isTrue();
        signature[9] ^= 1;
        assertThat(
                        use(KeyOperation.VERIFY)
                                .verify(KID, SignatureAlgorithm.PS256, DIGEST, signature))
                .isFalse();
        for (EncryptionAlgorithm algorithm : RSA_ALGORITHMS) {
            CipherParts sealed =
                    use(KeyOperation.WRAP_KEY).encrypt(KID, algorithm, CipherParts.of(DIGEST));
            assertThat(use(KeyOperation.UNWRAP_KEY).decrypt(KID, algorithm, sealed))
                    .isEqualTo(DIGEST);
        }
    }

    @ParameterizedTest
    @EnumSource(Curve.class)
    void anEcKeyOfEachCurveSignsAndVerifies(Curve curve) {
        Key key = create(new KeyParameters.Ec(curve), PLAIN);
        assertThat(key.operations()).containsExactly(KeyOperation.SIGN, KeyOperation.VERIFY);
        SignatureAlgorithm algorithm =
                switch (curve) {
                    case P_256 -> SignatureAlgorithm.ES256;
                    case P_384 -> SignatureAlgorithm.ES384;
                    case P_521 -> SignatureAlgorithm.ES512;
                    case P_256K -> SignatureAlgorithm.ES256K;
                };
        byte[] digest = new byte[algorithm.digestBytes()];
        byte[] signature = use(KeyOperation.SIGN).sign(KID, algorithm, digest);
        assertThat(signature).hasSize(2 * curve.coordinateBytes());
        assertThat(use(KeyOperation.VERIFY).verify(KID, algorithm, digest, signature)).isTrue();
    }

    @Test
    @Tag("seed:S-19")
    @Tag("seed:S-20")
    @Tag("seed:S-22")
    @Tag("seed:A-17")
    void aSecondKeyOfTheNameIsANewVersionAndTheFirstStaysUsable() {
        Key first = create(EC, PLAIN);
        byte[] signature = use(KeyOperation.SIGN).sign(KID, SignatureAlgorithm.ES256, DIGEST);
        Key second =
                done(
                        keys().create(
                                        vault,
                                        new ObjectName("key01"),
                                        EC,
                                        Protection.SOFTWARE,
                                        PLAIN,
                                        _ -> World.audited()));
        assertThat(second.name().value()).isEqualTo("Key01");
        assertThat(keys().get(vault, new ObjectName("KEY01"), null).version())
                .isEqualTo(second.version());
        assertThat(
                        keys().use(vault, K, first.version().value(), KeyOperation.VERIFY)
                                .verify(KID, SignatureAlgorithm.ES256, DIGEST, signature))
                .isTrue();
        assertThat(
                        use(KeyOperation.VERIFY)
                                .verify(KID, SignatureAlgorithm.ES256, DIGEST, signature))
                .isFalse();
        assertThat(keys().lifeCycle().versions(vault, K, "", 25).items()).hasSize(2);
    }

    @Test
    void theKeyWorksAfterARestart() {
        create(EC, new NewKey(null, new Tags(Map.of("a", "b")), AttributeChange.NONE));
        byte[] signature = use(KeyOperation.SIGN).sign(KID, SignatureAlgorithm.ES256, DIGEST);
        world.reopen();
        assertThat(keys().get(vault, K, null).tags().values()).containsEntry("a", "b");
        assertThat(
                        use(KeyOperation.VERIFY)
                                .verify(KID, SignatureAlgorithm.ES256, DIGEST, signature))
                .isTrue();
    }

    @Test
    @Tag("seed:I-20")
    @Tag("security:S-08")
    void aDisabledKeyIsSeenButDoesNothing() {
        create(EC, PLAIN);
        use(KeyOperation.SIGN).sign(KID, SignatureAlgorithm.ES256, DIGEST);
        update(null, new AttributeChange(false, null, null));
        assertThat(keys().get(vault, K, null).attributes().enabled()).isFalse();
        assertThat(refusal(() -> use(KeyOperation.SIGN)))
                .isEqualTo(new VaultError.KeyDisabled("sign"));
        assertThat(refusal(() -> use(KeyOperation.VERIFY)))
                .isEqualTo(new VaultError.KeyDisabled("verify"));
        update(null, new AttributeChange(true, null, null));
        use(KeyOperation.SIGN).sign(KID, SignatureAlgorithm.ES256, DIGEST);
    }

    @Test
    void outsideItsTimeAKeyProtectsNothingNewButStillOpensTheOld() {
        create(
                RSA,
                new NewKey(
                        null,
                        Tags.NONE,
                        new AttributeChange(
                                null, World.START.plusSeconds(10), World.START.plusSeconds(20))));
        List<KeyOperation> protecting =
                List.of(KeyOperation.ENCRYPT, KeyOperation.SIGN, KeyOperation.WRAP_KEY);
        for (KeyOperation operation : protecting) {
            assertThat(refusal(() -> use(operation)))
                    .isEqualTo(
                            new VaultError.KeyNotYetValid(
                                    operation.joseName(), World.START.plusSeconds(10)));
        }
        use(KeyOperation.VERIFY);
        world.clock.advance(Duration.ofSeconds(10));
        protecting.forEach(this::use);
        world.clock.advance(Duration.ofSeconds(10));
        for (KeyOperation operation : protecting) {
            assertThat(refusal(() -> use(operation)))
                    .isEqualTo(
                            new VaultError.KeyExpired(
                                    operation.joseName(), World.START.plusSeconds(20)));
        }
        use(KeyOperation.DECRYPT);
        use(KeyOperation.VERIFY);
        use(KeyOperation.UNWRAP_KEY);
    }

    @Test
    @Tag("seed:I-24")
    @Tag("seed:P-19")
    void aRemovedOperationIsRefusedAtOnce() {
        create(RSA, PLAIN);
        use(KeyOperation.DECRYPT);
        update(List.of(KeyOperation.SIGN), AttributeChange.NONE);
        assertThat(refusal(() -> use(KeyOperation.DECRYPT)))
                .isEqualTo(new VaultError.KeyOperationForbidden("decrypt"));
        use(KeyOperation.SIGN);
        // An empty list says nothing (Java keys 4.12.1).
        assertThat(update(List.of(), AttributeChange.NONE).operations())
                .containsExactly(KeyOperation.SIGN);
    }

    @Test
    void disabledComesBeforeTimeAndTimeBeforeOperations() {
        create(
                EC,
                new NewKey(
                        List.of(KeyOperation.VERIFY),
                        Tags.NONE,
                        new AttributeChange(false, World.START.plusSeconds(10), null)));
        assertThat(refusal(() -> use(KeyOperation.SIGN)))
                .isInstanceOf(VaultError.KeyDisabled.class);
        update(null, new AttributeChange(true, null, null));
        assertThat(refusal(() -> use(KeyOperation.SIGN)))
                .isInstanceOf(VaultError.KeyNotYetValid.class);
        world.clock.advance(Duration.ofSeconds(10));
        assertThat(refusal(() -> use(KeyOperation.SIGN)))
                .isInstanceOf(VaultError.KeyOperationForbidden.class);
    }

    @Test
    void saysWhatLengthAndCurveAnAlgorithmWants() {
        create(EC, PLAIN);
        KeyUse sign = use(KeyOperation.SIGN);
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
                                use(KeyOperation.VERIFY)
                                        .verify(
                                                KID,
                                                SignatureAlgorithm.ES256,
                                                new byte[31],
                                                new byte[64])))
                .startsWith("Invalid length of 'digest': 31 bytes.");
    }

    @Test
    void takesNoMoreThanThePaddingLeavesAndTellsNothingOfABadCiphertext() {
        create(RSA, PLAIN);
        Map<EncryptionAlgorithm, Integer> most =
                Map.of(
                        EncryptionAlgorithm.RSA1_5, 245,
                        EncryptionAlgorithm.RSA_OAEP, 214,
                        EncryptionAlgorithm.RSA_OAEP_256, 190);
        most.forEach((algorithm, bytes) -> {
            KeyUse encrypt = use(KeyOperation.ENCRYPT);
            CipherParts sealed = encrypt.encrypt(KID, algorithm, CipherParts.of(new byte[bytes]));
            assertThat(use(KeyOperation.DECRYPT).decrypt(KID, algorithm, sealed)).hasSize(bytes);
            assertThat(
                            text(() ->
                                    encrypt.encrypt(
                                            KID, algorithm, CipherParts.of(new byte[bytes + 1]))))
                    .contains("at most " + bytes);
            for (int length : new int[] {0, 1, 255, 256, 257}) {
                assertThat(
                                refusal(() ->
                                        use(KeyOperation.DECRYPT)
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
        create(RSA, PLAIN);
        CipherParts good =
                use(KeyOperation.ENCRYPT)
                        .encrypt(KID, EncryptionAlgorithm.RSA1_5, CipherParts.of(DIGEST));
        CipherParts bad = CipherParts.of(new byte[256]);
        for (int i = 0; i < FailureBudget.MOST; i++) {
            use(KeyOperation.DECRYPT).decrypt(KID, EncryptionAlgorithm.RSA1_5, good);
            assertThat(
                            refusal(() ->
                                    use(KeyOperation.DECRYPT)
                                            .decrypt(KID, EncryptionAlgorithm.RSA1_5, bad)))
                    .isEqualTo(new VaultError.ParameterIncorrect());
        }
        // Right ones too, else the refusal would tell which they are.
        for (CipherParts any : List.of(good, bad)) {
            assertThat(
                            refusal(() ->
                                    use(KeyOperation.DECRYPT)
                                            .decrypt(KID, EncryptionAlgorithm.RSA1_5, any)))
                    .isEqualTo(new VaultError.Throttled(FailureBudget.WINDOW));
        }
        CipherParts oaep =
                use(KeyOperation.ENCRYPT)
                        .encrypt(KID, EncryptionAlgorithm.RSA_OAEP, CipherParts.of(DIGEST));
        assertThat(use(KeyOperation.DECRYPT).decrypt(KID, EncryptionAlgorithm.RSA_OAEP, oaep))
                .isEqualTo(DIGEST);
        world.clock.advance(FailureBudget.WINDOW);
        assertThat(use(KeyOperation.DECRYPT).decrypt(KID, EncryptionAlgorithm.RSA1_5, good))
                .isEqualTo(DIGEST);
    }

    private static String text(Runnable action) {
        return ((VaultError.BadRequestText) refusal(action)).message();
    }

    @Test
    @Tag("seed:I-18")
    @Tag("seed:S-16")
    void anImportedKeySignsAsItsOwnerWould() throws Exception {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
        generator.initialize(new ECGenParameterSpec("secp256r1"));
        KeyPair pair = generator.generateKeyPair();
        ECPublicKey publicKey = (ECPublicKey) pair.getPublic();
        byte[] x = wide(publicKey.getW().getAffineX().toByteArray());
        byte[] y = wide(publicKey.getW().getAffineY().toByteArray());
        byte[] d = wide(((ECPrivateKey) pair.getPrivate()).getS().toByteArray());
        var parts = new PrivateKeyParts.Ec(Curve.P_256, x, y, SecretBytes.copyOf(d));
        Key key =
                done(
                        keys().importKey(
                                        vault,
                                        K,
                                        parts,
                                        Protection.SOFTWARE,
                                        PLAIN,
                                        _ -> World.audited()));
        assertThat(((PublicKeyParts.Ec) key.publicParts()).x()).isEqualTo(x);
        byte[] signature = use(KeyOperation.SIGN).sign(KID, SignatureAlgorithm.ES256, DIGEST);
        var verifier = java.security.Signature.getInstance("NONEwithECDSAinP1363Format");
        verifier.initVerify(publicKey);
        verifier.update(DIGEST);
        assertThat(verifier.verify(signature)).isTrue();
        d[31] ^= 1;
        var mismatched = new PrivateKeyParts.Ec(Curve.P_256, x, y, SecretBytes.copyOf(d));
        assertThat(
                        refusal(() ->
                                done(
                                        keys().importKey(
                                                        vault,
                                                        K,
                                                        mismatched,
                                                        Protection.SOFTWARE,
                                                        PLAIN,
                                                        _ -> World.audited()))))
                .isInstanceOf(VaultError.BadParameter.class);
    }

    private static byte[] wide(byte[] number) {
        byte[] wide = new byte[32];
        int copied = Math.min(32, number.length);
        System.arraycopy(number, number.length - copied, wide, 32 - copied, copied);
        return wide;
    }

    @Test
    @Tag("seed:I-32")
    void aDeletedKeyCannotBeUsedAndComesBackWhole() {
        Key first = create(EC, PLAIN);
        use(KeyOperation.SIGN).sign(KID, SignatureAlgorithm.ES256, DIGEST);
        Key deleted = done(keys().lifeCycle().delete(vault, K, _ -> World.audited()));
        assertThat(deleted.deletion()).isNotNull();
        assertThat(refusal(() -> use(KeyOperation.SIGN)))
                .isEqualTo(new VaultError.ObjectNotFound(ObjectKind.KEY, "Key01", null));
        assertThat(refusal(() -> create(EC, PLAIN)))
                .isEqualTo(new VaultError.DeletedButRecoverable(ObjectKind.KEY, K));
        assertThat(keys().lifeCycle().getDeleted(vault, K)).isEqualTo(deleted);
        done(keys().lifeCycle().recover(vault, K, _ -> World.audited()));
        assertThat(keys().get(vault, K, null).version()).isEqualTo(first.version());
        use(KeyOperation.SIGN).sign(KID, SignatureAlgorithm.ES256, DIGEST);
        done(keys().lifeCycle().delete(vault, K, _ -> World.audited()));
        done(keys().lifeCycle().purge(vault, K, _ -> World.audited()));
        assertThat(keys().lifeCycle().listDeleted(vault, "", 25).items()).isEmpty();
        assertThat(world.records.vault(vault.id()).verifySet().count()).isZero();
    }

    @Test
    @Tag("seed:A-20")
    void aBackupBringsBackTheVeryKey() {
        Key key = create(EC, PLAIN);
        byte[] signature = use(KeyOperation.SIGN).sign(KID, SignatureAlgorithm.ES256, DIGEST);
        byte[] blob = keys().lifeCycle().backup(vault, K);
        done(keys().lifeCycle().delete(vault, K, _ -> World.audited()));
        done(keys().lifeCycle().purge(vault, K, _ -> World.audited()));
        Key restored = done(keys().lifeCycle().restore(vault, blob, _ -> World.audited()));
        assertThat(restored.version()).isEqualTo(key.version());
        assertThat(
                        use(KeyOperation.VERIFY)
                                .verify(KID, SignatureAlgorithm.ES256, DIGEST, signature))
                .isTrue();
    }

    @Test
    void anOpenedKeyIsUsedFromMemory() {
        create(EC, PLAIN);
        assertThat(keys().ready(vault, K, null)).isEmpty();
        use(KeyOperation.SIGN);
        assertThat(keys().ready(vault, K, null)).isPresent();
        update(null, new AttributeChange(false, null, null));
        assertThat(keys().ready(vault, K, null)).isEmpty();
    }

    @Test
    @Tag("security:S-08")
    void aReadyKeyIsUsedByOneLookUpAndAsItIsAtThatMoment() {
        create(EC, PLAIN);
        use(KeyOperation.SIGN);
        long before = keys().lookUps();
        ReadyKey ready = keys().ready(vault, K, null).orElseThrow();
        ready.use(KeyOperation.SIGN).sign(KID, SignatureAlgorithm.ES256, DIGEST);
        assertThat(keys().lookUps() - before).isEqualTo(1);
        update(null, new AttributeChange(false, null, null));
        assertThat(refusal(() -> ready.use(KeyOperation.SIGN)))
                .isEqualTo(new VaultError.KeyDisabled("sign"));
        update(null, new AttributeChange(true, null, null));
        ready.use(KeyOperation.SIGN).sign(KID, SignatureAlgorithm.ES256, DIGEST);
        done(keys().lifeCycle().delete(vault, K, _ -> World.audited()));
        assertThat(refusal(() -> ready.use(KeyOperation.SIGN)))
                .isEqualTo(new VaultError.ObjectNotFound(ObjectKind.KEY, K.value(), null));
    }

    @Test
    @Tag("security:S-01")
    void noPrivateHalfIsStoredInClear() throws Exception {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
        generator.initialize(new ECGenParameterSpec("secp256r1"));
        KeyPair pair = generator.generateKeyPair();
        ECPublicKey publicKey = (ECPublicKey) pair.getPublic();
        byte[] d = wide(((ECPrivateKey) pair.getPrivate()).getS().toByteArray());
        done(
                keys().importKey(
                                vault,
                                K,
                                new PrivateKeyParts.Ec(
                                        Curve.P_256,
                                        wide(publicKey.getW().getAffineX().toByteArray()),
                                        wide(publicKey.getW().getAffineY().toByteArray()),
                                        SecretBytes.copyOf(d)),
                                Protection.SOFTWARE,
                                PLAIN,
                                _ -> World.audited()));
        String marker = new String(Arrays.copyOf(d, 16), StandardCharsets.ISO_8859_1);
        for (var row : world.store.scan(vault.id().toString(), null, 100)) {
            for (byte[] part : List.of(row.clear(), row.sealed())) {
                assertThat(new String(part, StandardCharsets.ISO_8859_1)).doesNotContain(marker);
            }
        }
    }
}
