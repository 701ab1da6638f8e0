package dev.keyward.clients;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.azure.core.exception.HttpResponseException;
import com.azure.security.keyvault.keys.KeyClient;
import com.azure.security.keyvault.keys.KeyServiceVersion;
import com.azure.security.keyvault.keys.cryptography.CryptographyClient;
import com.azure.security.keyvault.keys.cryptography.models.DecryptParameters;
import com.azure.security.keyvault.keys.cryptography.models.EncryptParameters;
import com.azure.security.keyvault.keys.cryptography.models.EncryptResult;
import com.azure.security.keyvault.keys.cryptography.models.EncryptionAlgorithm;
import com.azure.security.keyvault.keys.cryptography.models.KeyWrapAlgorithm;
import com.azure.security.keyvault.keys.cryptography.models.SignatureAlgorithm;
import com.azure.security.keyvault.keys.models.CreateOctKeyOptions;
import com.azure.security.keyvault.keys.models.CreateRsaKeyOptions;
import com.azure.security.keyvault.keys.models.ImportKeyOptions;
import com.azure.security.keyvault.keys.models.JsonWebKey;
import com.azure.security.keyvault.keys.models.KeyOperation;
import com.azure.security.keyvault.keys.models.KeyProperties;
import com.azure.security.keyvault.keys.models.KeyType;
import com.azure.security.keyvault.keys.models.KeyVaultKey;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.Signature;
import java.security.spec.MGF1ParameterSpec;
import java.security.spec.RSAPublicKeySpec;
import java.time.Duration;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import javax.crypto.Cipher;
import javax.crypto.Mac;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.IvParameterSpec;
import javax.crypto.spec.OAEPParameterSpec;
import javax.crypto.spec.PSource;
import javax.crypto.spec.SecretKeySpec;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Symmetric keys, keys that come wrapped, random bytes and whole backups through the unmodified
/// Azure SDK for Java, under every api-version. The JDK checks what the vault computes.
@ParameterizedClass
@EnumSource(KeyServiceVersion.class)
final class AzureJavaKeysTest {
    private static final byte[] TEXT = "what is kept".getBytes(StandardCharsets.UTF_8);

    private static final KeyPair OUTSIDE = Signatures.rsa();

    private static VersionVaults vaults;
    private final KeyServiceVersion version;
    private final JavaClients clients;
    private final KeyClient keys;

    @BeforeAll
    static void start() throws Exception {
        vaults = VersionVaults.start();
    }

    AzureJavaKeysTest(KeyServiceVersion version) throws Exception {
        this.version = version;
        clients = vaults.under(version);
        keys = clients.keys();
    }

    /// Whether the version knows what came with another.
    private boolean knows(KeyServiceVersion since) {
        return version.compareTo(since) >= 0;
    }

    private static void isRefused(ThrowingCallable call) {
        assertThatThrownBy(call).isInstanceOf(HttpResponseException.class);
    }

    @AfterAll
    static void stop() {
        vaults.close();
    }

    private CryptographyClient crypto(KeyVaultKey key) {
        return clients.cryptography(key.getId());
    }

    @ParameterizedTest
    @ValueSource(ints = {128, 192, 256})
    void aSymmetricKeyEncryptsAndWraps(int bits) {
        KeyVaultKey key =
                keys.createOctKey(new CreateOctKeyOptions("oct-" + bits).setKeySize(bits));
        assertThat(key.getKeyType()).isEqualTo(KeyType.OCT);
        assertThat(key.getKey().getK()).isNull();
        CryptographyClient client = crypto(key);
        if (!knows(KeyServiceVersion.V7_2)) {
            KeyWrapAlgorithm unknown = KeyWrapAlgorithm.fromString("A" + bits + "KW");
            isRefused(() -> client.wrapKey(unknown, new byte[32]));
            return;
        }
        byte[] aad = {1, 2};
        EncryptResult sealed =
                client.encrypt(
                        switch (bits) {
                            case 128 -> EncryptParameters.createA128GcmParameters(TEXT, aad);
                            case 192 -> EncryptParameters.createA192GcmParameters(TEXT, aad);
                            default -> EncryptParameters.createA256GcmParameters(TEXT, aad);
                        },
                        com.azure.core.util.Context.NONE);
        byte[] value = sealed.getCipherText();
        byte[] iv = sealed.getIv();
        byte[] tag = sealed.getAuthenticationTag();
        assertThat(
                        client.decrypt(
                                        switch (bits) {
                                            case 128 ->
                                                    DecryptParameters.createA128GcmParameters(
                                                            value, iv, tag, aad);
                                            case 192 ->
                                                    DecryptParameters.createA192GcmParameters(
                                                            value, iv, tag, aad);
                                            default ->
                                                    DecryptParameters.createA256GcmParameters(
                                                            value, iv, tag, aad);
                                        },
                                        com.azure.core.util.Context.NONE)
                                .getPlainText())
                .isEqualTo(TEXT);
        byte[] contentKey = new byte[32];
        KeyWrapAlgorithm wrap = KeyWrapAlgorithm.fromString("A" + bits + "KW");
        assertThat(
                        client.unwrapKey(wrap, client.wrapKey(wrap, contentKey).getEncryptedKey())
                                .getKey())
                .isEqualTo(contentKey);
    }

    @Test
    void whatAnImportedKeyEncryptedItsOwnerReads() throws Exception {
        SecretKeySpec own = new SecretKeySpec(new byte[32], "AES");
        KeyVaultKey key =
                keys.importKey(
                        "own-aes",
                        JsonWebKey.fromAes(
                                own, List.of(KeyOperation.ENCRYPT, KeyOperation.DECRYPT)));
        EncryptParameters text = EncryptParameters.createA256GcmParameters(TEXT);
        CryptographyClient client = crypto(key);
        if (!knows(KeyServiceVersion.V7_2)) {
            isRefused(() -> client.encrypt(text, com.azure.core.util.Context.NONE));
            return;
        }
        EncryptResult sealed = client.encrypt(text, com.azure.core.util.Context.NONE);
        Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
        cipher.init(Cipher.DECRYPT_MODE, own, new GCMParameterSpec(128, sealed.getIv()));
        cipher.update(sealed.getCipherText());
        assertThat(cipher.doFinal(sealed.getAuthenticationTag())).isEqualTo(TEXT);
    }

    @ParameterizedTest
    @ValueSource(ints = {128, 192, 256})
    void cipherBlockChainingAndKeyWrapAreWhatTheOwnerComputes(int bits) throws Exception {
        SecretKeySpec own = new SecretKeySpec(new byte[bits / 8], "AES");
        KeyVaultKey key =
                keys.importKey(
                        "own-aes-" + bits,
                        JsonWebKey.fromAes(
                                own,
                                List.of(
                                        KeyOperation.ENCRYPT,
                                        KeyOperation.DECRYPT,
                                        KeyOperation.WRAP_KEY,
                                        KeyOperation.UNWRAP_KEY)));
        CryptographyClient client = crypto(key);
        if (!knows(KeyServiceVersion.V7_2)) {
            return;
        }
        byte[] iv = new byte[16];
        iv[3] = 7;
        byte[] sealed =
                client.encrypt(
                                switch (bits) {
                                    case 128 ->
                                            EncryptParameters.createA128CbcPadParameters(TEXT, iv);
                                    case 192 ->
                                            EncryptParameters.createA192CbcPadParameters(TEXT, iv);
                                    default ->
                                            EncryptParameters.createA256CbcPadParameters(TEXT, iv);
                                },
                                com.azure.core.util.Context.NONE)
                        .getCipherText();
        Cipher cbc = Cipher.getInstance("AES/CBC/PKCS5Padding");
        cbc.init(Cipher.DECRYPT_MODE, own, new IvParameterSpec(iv));
        assertThat(cbc.doFinal(sealed)).isEqualTo(TEXT);
        assertThat(
                        client.decrypt(
                                        switch (bits) {
                                            case 128 ->
                                                    DecryptParameters.createA128CbcPadParameters(
                                                            sealed, iv);
                                            case 192 ->
                                                    DecryptParameters.createA192CbcPadParameters(
                                                            sealed, iv);
                                            default ->
                                                    DecryptParameters.createA256CbcPadParameters(
                                                            sealed, iv);
                                        },
                                        com.azure.core.util.Context.NONE)
                                .getPlainText())
                .isEqualTo(TEXT);
        byte[] contentKey = new byte[32];
        contentKey[1] = 1;
        for (KeyWrapAlgorithm algorithm :
                List.of(
                        KeyWrapAlgorithm.fromString("A" + bits + "KW"),
                        KeyWrapAlgorithm.CKM_AES_KEY_WRAP,
                        KeyWrapAlgorithm.CKM_AES_KEY_WRAP_PAD)) {
            if (algorithm.toString().startsWith("CKM") && !knows(KeyServiceVersion.V7_6)) {
                isRefused(() -> client.wrapKey(algorithm, contentKey));
                continue;
            }
            byte[] wrapped = client.wrapKey(algorithm, contentKey).getEncryptedKey();
            Cipher unwrap =
                    Cipher.getInstance(
                            algorithm.equals(KeyWrapAlgorithm.CKM_AES_KEY_WRAP_PAD)
                                    ? "AES/KWP/NoPadding"
                                    : "AES/KW/NoPadding");
            unwrap.init(Cipher.DECRYPT_MODE, own);
            assertThat(unwrap.doFinal(wrapped)).as("%s", algorithm).isEqualTo(contentKey);
            assertThat(client.unwrapKey(algorithm, wrapped).getKey()).isEqualTo(contentKey);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {256, 384, 512})
    void hmacSignsWhatItsOwnerVerifies(int bits) throws Exception {
        byte[] own = new byte[bits / 8];
        own[0] = 3;
        KeyVaultKey key =
                keys.importKey(
                        "own-mac-" + bits,
                        new JsonWebKey()
                                .setKeyType(KeyType.OCT)
                                .setK(own)
                                .setKeyOps(List.of(KeyOperation.SIGN, KeyOperation.VERIFY)));
        SignatureAlgorithm algorithm = SignatureAlgorithm.fromString("HS" + bits);
        byte[] digest = new byte[bits / 8];
        if (!knows(KeyServiceVersion.V7_6)) {
            isRefused(() -> crypto(key).sign(algorithm, digest));
            return;
        }
        byte[] tag = crypto(key).sign(algorithm, digest).getSignature();
        Mac mac = Mac.getInstance("HmacSHA" + bits);
        mac.init(new SecretKeySpec(own, "HmacSHA" + bits));
        assertThat(tag).isEqualTo(mac.doFinal(digest));
        assertThat(crypto(key).verify(algorithm, digest, tag).isValid()).isTrue();
        tag[0] ^= 1;
        assertThat(crypto(key).verify(algorithm, digest, tag).isValid()).isFalse();
    }

    /// With this algorithm alone the client asks the vault instead of using the public key itself.
    @Test
    void whatTheVaultEncryptsAndWrapsItsOwnerOpens() throws Exception {
        KeyVaultKey key =
                keys.importKey(
                        "own-rsa",
                        JsonWebKey.fromRsa(
                                OUTSIDE, List.of(KeyOperation.ENCRYPT, KeyOperation.WRAP_KEY)));
        Cipher open = Cipher.getInstance("RSA/ECB/OAEPPadding");
        open.init(
                Cipher.DECRYPT_MODE,
                OUTSIDE.getPrivate(),
                new OAEPParameterSpec(
                        "SHA-256", "MGF1", MGF1ParameterSpec.SHA256, PSource.PSpecified.DEFAULT));
        assertThat(
                        open.doFinal(
                                crypto(key)
                                        .encrypt(EncryptionAlgorithm.RSA_OAEP_256, TEXT)
                                        .getCipherText()))
                .isEqualTo(TEXT);
        assertThat(
                        open.doFinal(
                                crypto(key)
                                        .wrapKey(KeyWrapAlgorithm.RSA_OAEP_256, TEXT)
                                        .getEncryptedKey()))
                .isEqualTo(TEXT);
    }

    @Test
    void randomBytesAreGivenInTheCountAsked() {
        if (!knows(KeyServiceVersion.V7_3)) {
            isRefused(() -> keys.getRandomBytes(128));
            return;
        }
        assertThat(keys.getRandomBytes(128)).hasSize(128);
        assertThatThrownBy(() -> keys.getRandomBytes(129))
                .isInstanceOf(HttpResponseException.class)
                .hasMessageContaining("count cannot be greater than 128");
    }

    @Test
    void hardwareIsRefusedWhereThereIsNone() {
        assertThatThrownBy(() ->
                        keys.createRsaKey(
                                new CreateRsaKeyOptions("hardware").setHardwareProtected(true)))
                .isInstanceOf(HttpResponseException.class)
                .hasMessageContaining("Hardware key operation not allowed");
        keys.createOctKey(new CreateOctKeyOptions("software"));
        assertThatThrownBy(() -> keys.getKeyAttestation("software"))
                .isInstanceOf(HttpResponseException.class)
                .hasMessageContaining(
                        knows(KeyServiceVersion.V7_6)
                                ? "attestation"
                                : "There is nothing at this address");
    }

    @Test
    void aKeyArrivesWrapped() throws Exception {
        KeyVaultKey exchange =
                keys.createRsaKey(
                        new CreateRsaKeyOptions("exchange").setKeyOperations(KeyOperation.IMPORT));
        String blob =
                "{\"schema_version\":\"1.0.0\",\"header\":{\"kid\":\"%s\",\"alg\":\"dir\",\"enc\":\"CKM_RSA_AES_KEY_WRAP\"},\"ciphertext\":\"%s\",\"generator\":\"tests\"}"
                        .formatted(
                                exchange.getId(),
                                Base64.getUrlEncoder()
                                        .withoutPadding()
                                        .encodeToString(
                                                wrap(exchange, OUTSIDE.getPrivate().getEncoded())));
        KeyVaultKey key =
                keys.importKey(
                        new ImportKeyOptions(
                                "sent",
                                new JsonWebKey()
                                        .setKeyType(KeyType.RSA)
                                        .setKeyOps(List.of(KeyOperation.SIGN))
                                        .setT(blob.getBytes(StandardCharsets.UTF_8))));
        byte[] digest = java.security.MessageDigest.getInstance("SHA-256").digest(TEXT);
        Signature verifier = Signature.getInstance("SHA256withRSA");
        verifier.initVerify(OUTSIDE.getPublic());
        verifier.update(TEXT);
        assertThat(
                        verifier.verify(
                                crypto(key).sign(SignatureAlgorithm.RS256, digest).getSignature()))
                .isTrue();
    }

    private static byte[] wrap(KeyVaultKey exchange, byte[] key) throws Exception {
        Cipher oaep = Cipher.getInstance("RSA/ECB/OAEPWithSHA-1AndMGF1Padding");
        oaep.init(
                Cipher.ENCRYPT_MODE,
                KeyFactory.getInstance("RSA")
                        .generatePublic(
                                new RSAPublicKeySpec(
                                        new BigInteger(1, exchange.getKey().getN()),
                                        new BigInteger(1, exchange.getKey().getE()))));
        byte[] fresh = new byte[32];
        byte[] head = oaep.doFinal(fresh);
        Cipher kwp = Cipher.getInstance("AES/KWP/NoPadding");
        kwp.init(Cipher.ENCRYPT_MODE, new SecretKeySpec(fresh, "AES"));
        byte[] tail = kwp.doFinal(key);
        byte[] whole = Arrays.copyOf(head, head.length + tail.length);
        System.arraycopy(tail, 0, whole, head.length, tail.length);
        return whole;
    }

    @Test
    void aBackupBringsAllVersionsBack() {
        for (int bits : new int[] {128, 256}) {
            keys.createOctKey(new CreateOctKeyOptions("kept").setKeySize(bits));
        }
        List<String> versions = versions("kept");
        byte[] blob = keys.backupKey("kept");
        keys.beginDeleteKey("kept").setPollInterval(Duration.ofMillis(50)).waitForCompletion();
        keys.purgeDeletedKey("kept");
        keys.restoreKeyBackup(blob);
        assertThat(versions("kept")).isEqualTo(versions).hasSize(2);
        assertThatThrownBy(() -> keys.restoreKeyBackup(blob))
                .isInstanceOf(HttpResponseException.class)
                .hasMessageContaining("There was a conflict restoring the key");
    }

    private List<String> versions(String name) {
        return keys.listPropertiesOfKeyVersions(name).stream()
                .map(KeyProperties::getVersion)
                .sorted()
                .toList();
    }
}
