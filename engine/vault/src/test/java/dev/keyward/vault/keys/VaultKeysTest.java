package dev.keyward.vault.keys;

import static dev.keyward.vault.World.done;
import static dev.keyward.vault.World.refusal;
import static dev.keyward.vault.keys.KeyVault.DIGEST;
import static dev.keyward.vault.keys.KeyVault.EC;
import static dev.keyward.vault.keys.KeyVault.K;
import static dev.keyward.vault.keys.KeyVault.KID;
import static dev.keyward.vault.keys.KeyVault.PLAIN;
import static org.assertj.core.api.Assertions.assertThat;

import dev.keyward.crypto.forms.PrivateKeyParts;
import dev.keyward.crypto.forms.PublicKeyParts;
import dev.keyward.model.Curve;
import dev.keyward.model.KeyOperation;
import dev.keyward.model.ObjectKind;
import dev.keyward.model.ObjectName;
import dev.keyward.model.Protection;
import dev.keyward.model.SecretBytes;
import dev.keyward.model.SignatureAlgorithm;
import dev.keyward.model.Tags;
import dev.keyward.model.VaultError;
import dev.keyward.vault.World;
import dev.keyward.vault.objects.AttributeChange;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.interfaces.ECPrivateKey;
import java.security.interfaces.ECPublicKey;
import java.security.spec.ECGenParameterSpec;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class VaultKeysTest {
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
    @Tag("seed:S-19")
    @Tag("seed:S-20")
    @Tag("seed:S-22")
    @Tag("seed:A-17")
    void aSecondKeyOfTheNameIsANewVersionAndTheFirstStaysUsable() {
        Key first = in.create(EC, PLAIN);
        byte[] signature = in.use(KeyOperation.SIGN).sign(KID, SignatureAlgorithm.ES256, DIGEST);
        Key second =
                done(
                        in.keys()
                                .create(
                                        in.vault,
                                        new ObjectName("key01"),
                                        EC,
                                        Protection.SOFTWARE,
                                        PLAIN,
                                        _ -> World.audited()));
        assertThat(second.name().value()).isEqualTo("Key01");
        assertThat(in.keys().get(in.vault, new ObjectName("KEY01"), null).version())
                .isEqualTo(second.version());
        assertThat(
                        in.keys()
                                .use(in.vault, K, first.version().value(), KeyOperation.VERIFY)
                                .verify(KID, SignatureAlgorithm.ES256, DIGEST, signature))
                .isTrue();
        assertThat(
                        in.use(KeyOperation.VERIFY)
                                .verify(KID, SignatureAlgorithm.ES256, DIGEST, signature))
                .isFalse();
        assertThat(in.keys().lifeCycle().versions(in.vault, K, "", 25).items()).hasSize(2);
    }

    @Test
    void theKeyWorksAfterARestart() {
        in.create(EC, new NewKey(null, new Tags(Map.of("a", "b")), AttributeChange.NONE));
        byte[] signature = in.use(KeyOperation.SIGN).sign(KID, SignatureAlgorithm.ES256, DIGEST);
        in.world.reopen();
        assertThat(in.keys().get(in.vault, K, null).tags().values()).containsEntry("a", "b");
        assertThat(
                        in.use(KeyOperation.VERIFY)
                                .verify(KID, SignatureAlgorithm.ES256, DIGEST, signature))
                .isTrue();
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
                        in.keys()
                                .importKey(
                                        in.vault,
                                        K,
                                        parts,
                                        Protection.SOFTWARE,
                                        PLAIN,
                                        _ -> World.audited()));
        assertThat(((PublicKeyParts.Ec) key.publicParts()).x()).isEqualTo(x);
        byte[] signature = in.use(KeyOperation.SIGN).sign(KID, SignatureAlgorithm.ES256, DIGEST);
        var verifier = java.security.Signature.getInstance("NONEwithECDSAinP1363Format");
        verifier.initVerify(publicKey);
        verifier.update(DIGEST);
        assertThat(verifier.verify(signature)).isTrue();
        d[31] ^= 1;
        var mismatched = new PrivateKeyParts.Ec(Curve.P_256, x, y, SecretBytes.copyOf(d));
        assertThat(
                        refusal(() ->
                                done(
                                        in.keys()
                                                .importKey(
                                                        in.vault,
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
    void aDeletedKeyCannotBeUsedAndComesBackWhole() {
        Key first = in.create(EC, PLAIN);
        in.use(KeyOperation.SIGN).sign(KID, SignatureAlgorithm.ES256, DIGEST);
        Key deleted = done(in.keys().lifeCycle().delete(in.vault, K, _ -> World.audited()));
        assertThat(deleted.deletion()).isNotNull();
        assertThat(refusal(() -> in.use(KeyOperation.SIGN)))
                .isEqualTo(new VaultError.ObjectNotFound(ObjectKind.KEY, "Key01", null));
        assertThat(refusal(() -> in.create(EC, PLAIN)))
                .isEqualTo(new VaultError.DeletedButRecoverable(ObjectKind.KEY, K));
        assertThat(in.keys().lifeCycle().getDeleted(in.vault, K)).isEqualTo(deleted);
        done(in.keys().lifeCycle().recover(in.vault, K, _ -> World.audited()));
        assertThat(in.keys().get(in.vault, K, null).version()).isEqualTo(first.version());
        in.use(KeyOperation.SIGN).sign(KID, SignatureAlgorithm.ES256, DIGEST);
        done(in.keys().lifeCycle().delete(in.vault, K, _ -> World.audited()));
        done(in.keys().lifeCycle().purge(in.vault, K, _ -> World.audited()));
        assertThat(in.keys().lifeCycle().listDeleted(in.vault, "", 25).items()).isEmpty();
        assertThat(in.world.records.vault(in.vault.id()).verifySet().count()).isZero();
    }

    @Test
    @Tag("seed:A-20")
    void aBackupBringsBackTheVeryKey() {
        Key key = in.create(EC, PLAIN);
        byte[] signature = in.use(KeyOperation.SIGN).sign(KID, SignatureAlgorithm.ES256, DIGEST);
        byte[] blob = in.keys().lifeCycle().backup(in.vault, K);
        done(in.keys().lifeCycle().delete(in.vault, K, _ -> World.audited()));
        done(in.keys().lifeCycle().purge(in.vault, K, _ -> World.audited()));
        Key restored = done(in.keys().lifeCycle().restore(in.vault, blob, _ -> World.audited()));
        assertThat(restored.version()).isEqualTo(key.version());
        assertThat(
                        in.use(KeyOperation.VERIFY)
                                .verify(KID, SignatureAlgorithm.ES256, DIGEST, signature))
                .isTrue();
    }

    @Test
    void anOpenedKeyIsUsedFromMemory() {
        in.create(EC, PLAIN);
        assertThat(in.keys().ready(in.vault, K, null)).isEmpty();
        in.use(KeyOperation.SIGN);
        assertThat(in.keys().ready(in.vault, K, null)).isPresent();
        in.update(null, new AttributeChange(false, null, null));
        assertThat(in.keys().ready(in.vault, K, null)).isEmpty();
    }

    @Test
    @Tag("security:S-08")
    void aReadyKeyIsUsedByOneLookUpAndAsItIsAtThatMoment() {
        in.create(EC, PLAIN);
        in.use(KeyOperation.SIGN);
        long before = in.keys().lookUps();
        ReadyKey ready = in.keys().ready(in.vault, K, null).orElseThrow();
        ready.use(KeyOperation.SIGN).sign(KID, SignatureAlgorithm.ES256, DIGEST);
        assertThat(in.keys().lookUps() - before).isEqualTo(1);
        in.update(null, new AttributeChange(false, null, null));
        assertThat(refusal(() -> ready.use(KeyOperation.SIGN)))
                .isEqualTo(new VaultError.KeyDisabled("sign"));
        in.update(null, new AttributeChange(true, null, null));
        ready.use(KeyOperation.SIGN).sign(KID, SignatureAlgorithm.ES256, DIGEST);
        done(in.keys().lifeCycle().delete(in.vault, K, _ -> World.audited()));
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
                in.keys()
                        .importKey(
                                in.vault,
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
        for (var row : in.world.store.scan(in.vault.id().toString(), null, 100)) {
            for (byte[] part : List.of(row.clear(), row.sealed())) {
                assertThat(new String(part, StandardCharsets.ISO_8859_1)).doesNotContain(marker);
            }
        }
    }
}
