package dev.keyward.clients;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.azure.core.exception.HttpResponseException;
import com.azure.core.exception.ResourceModifiedException;
import com.azure.core.exception.ResourceNotFoundException;
import com.azure.security.keyvault.keys.KeyClient;
import com.azure.security.keyvault.keys.KeyServiceVersion;
import com.azure.security.keyvault.keys.cryptography.CryptographyClient;
import com.azure.security.keyvault.keys.cryptography.models.EncryptionAlgorithm;
import com.azure.security.keyvault.keys.cryptography.models.KeyWrapAlgorithm;
import com.azure.security.keyvault.keys.cryptography.models.SignatureAlgorithm;
import com.azure.security.keyvault.keys.models.CreateEcKeyOptions;
import com.azure.security.keyvault.keys.models.ImportKeyOptions;
import com.azure.security.keyvault.keys.models.JsonWebKey;
import com.azure.security.keyvault.keys.models.KeyCurveName;
import com.azure.security.keyvault.keys.models.KeyOperation;
import com.azure.security.keyvault.keys.models.KeyVaultKey;
import com.azure.security.keyvault.secrets.SecretClient;
import com.azure.security.keyvault.secrets.SecretServiceVersion;
import com.azure.security.keyvault.secrets.models.KeyVaultSecret;
import java.security.KeyPair;
import java.security.MessageDigest;
import java.security.PublicKey;
import java.security.spec.MGF1ParameterSpec;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import javax.crypto.Cipher;
import javax.crypto.spec.OAEPParameterSpec;
import javax.crypto.spec.PSource;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/// The unmodified Azure SDK for Java against `serve --dev`, under every api-version that the
/// clients for keys and for secrets can be set to, with a vault for each. What the vault computes
/// is checked with the JDK's own providers, which the vault doesn't use for these algorithms.
@ParameterizedClass
@EnumSource(KeyServiceVersion.class)
final class AzureJavaSdkTest {
    private static final byte[] TEXT = Signatures.TEXT;
    private static final KeyPair OUTSIDE = Signatures.rsa();

    private static VersionVaults vaults;
    private final JavaClients clients;
    private final KeyClient keys;
    private final SecretClient secrets;

    @BeforeAll
    static void start() throws Exception {
        vaults = VersionVaults.start();
    }

    AzureJavaSdkTest(KeyServiceVersion version) throws Exception {
        clients = vaults.under(version);
        keys = clients.keys();
        secrets = clients.secrets();
    }

    @AfterAll
    static void stop() {
        vaults.close();
    }

    /// So that no version of the other client is left out.
    @Test
    void bothClientsKnowTheSameVersions() {
        assertThat(SecretServiceVersion.values())
                .extracting(Enum::name)
                .isEqualTo(Arrays.stream(KeyServiceVersion.values()).map(Enum::name).toList());
    }

    @Test
    void everySignatureOfAnRsaKeyVerifies() throws Exception {
        KeyVaultKey key = keys.importKey("rsa", JsonWebKey.fromRsa(OUTSIDE));
        Signatures.areRightHereAndThere(client(key.getId()), OUTSIDE.getPublic());
    }

    @ParameterizedTest
    @CsvSource({"P-256,ES256", "P-384,ES384", "P-521,ES512"})
    void createsEcKeysAndEverySignatureVerifies(String curve, String name) throws Exception {
        KeyVaultKey key =
                keys.createEcKey(
                        new CreateEcKeyOptions("ec-" + curve)
                                .setCurveName(KeyCurveName.fromString(curve)));
        SignatureAlgorithm algorithm = SignatureAlgorithm.fromString(name);
        byte[] signature =
                client(key.getId()).sign(algorithm, Signatures.digest(algorithm)).getSignature();
        assertThat(
                        Signatures.jdkVerifies(
                                algorithm, key.getKey().toEc(false).getPublic(), signature))
                .isTrue();
    }

    @Test
    void signsOnSecp256k1AndOpensslVerifies() throws Exception {
        KeyVaultKey key =
                keys.createEcKey(new CreateEcKeyOptions("ec-k1").setCurveName(KeyCurveName.P_256K));
        byte[] digest = MessageDigest.getInstance("SHA-256").digest(TEXT);
        byte[] signature =
                client(key.getId()).sign(SignatureAlgorithm.ES256K, digest).getSignature();
        assertThat(
                        Openssl.verifiesSecp256k1(
                                vaults.folder(),
                                key.getKey().getX(),
                                key.getKey().getY(),
                                digest,
                                signature))
                .isTrue();
    }

    @Test
    @Tag("seed:A-21")
    void decryptsAndUnwrapsWhatTheJdkEncrypted() throws Exception {
        KeyVaultKey key =
                keys.importKey(new ImportKeyOptions("rsa-decrypt", JsonWebKey.fromRsa(OUTSIDE)));
        PublicKey publicKey = OUTSIDE.getPublic();
        CryptographyClient client = client(key.getId());
        Cipher oaep256 = Cipher.getInstance("RSA/ECB/OAEPPadding");
        oaep256.init(
                Cipher.ENCRYPT_MODE,
                publicKey,
                new OAEPParameterSpec(
                        "SHA-256", "MGF1", MGF1ParameterSpec.SHA256, PSource.PSpecified.DEFAULT));
        Cipher oaep = Cipher.getInstance("RSA/ECB/OAEPPadding");
        oaep.init(
                Cipher.ENCRYPT_MODE,
                publicKey,
                new OAEPParameterSpec(
                        "SHA-1", "MGF1", MGF1ParameterSpec.SHA1, PSource.PSpecified.DEFAULT));
        Cipher pkcs1 = Cipher.getInstance("RSA/ECB/PKCS1Padding");
        pkcs1.init(Cipher.ENCRYPT_MODE, publicKey);
        assertThat(
                        client.decrypt(EncryptionAlgorithm.RSA_OAEP_256, oaep256.doFinal(TEXT))
                                .getPlainText())
                .isEqualTo(TEXT);
        assertThat(client.decrypt(EncryptionAlgorithm.RSA_OAEP, oaep.doFinal(TEXT)).getPlainText())
                .isEqualTo(TEXT);
        assertThat(client.decrypt(EncryptionAlgorithm.RSA1_5, pkcs1.doFinal(TEXT)).getPlainText())
                .isEqualTo(TEXT);
        byte[] contentKey = new byte[32];
        Arrays.fill(contentKey, (byte) 7);
        assertThat(
                        client.unwrapKey(KeyWrapAlgorithm.RSA_OAEP_256, oaep256.doFinal(contentKey))
                                .getKey())
                .isEqualTo(contentKey);
        byte[] wrapped =
                client.wrapKey(KeyWrapAlgorithm.RSA_OAEP_256, contentKey).getEncryptedKey();
        assertThat(client.unwrapKey(KeyWrapAlgorithm.RSA_OAEP_256, wrapped).getKey())
                .isEqualTo(contentKey);
        byte[] broken = oaep256.doFinal(TEXT);
        broken[10] ^= 1;
        assertThatThrownBy(() -> client.decrypt(EncryptionAlgorithm.RSA_OAEP_256, broken))
                .isInstanceOf(HttpResponseException.class)
                .hasMessageContaining("The parameter is incorrect");
    }

    @Test
    @Tag("seed:S-16")
    void importsKeysMadeOutside() throws Exception {
        KeyVaultKey key =
                keys.importKey(new ImportKeyOptions("brought", JsonWebKey.fromRsa(OUTSIDE)));
        byte[] signature =
                client(key.getId())
                        .sign(SignatureAlgorithm.RS256, Signatures.digest(SignatureAlgorithm.RS256))
                        .getSignature();
        assertThat(Signatures.jdkVerifies(SignatureAlgorithm.RS256, OUTSIDE.getPublic(), signature))
                .isTrue();
        JsonWebKey answered = keys.getKey("brought").getKey();
        assertThat(answered.getD()).isNull();
        assertThat(answered.getP()).isNull();
    }

    @Test
    @Tag("seed:I-24")
    void refusesWhatTheKeysOperationsDontList() {
        KeyVaultKey key =
                keys.importKey(
                        "sign-only",
                        JsonWebKey.fromRsa(
                                OUTSIDE, List.of(KeyOperation.SIGN, KeyOperation.VERIFY)));
        CryptographyClient client = clients.cryptography(key.getId());
        assertThat(client.sign(SignatureAlgorithm.RS256, new byte[32]).getSignature()).hasSize(256);
        assertThatThrownBy(() -> client.decrypt(EncryptionAlgorithm.RSA_OAEP_256, new byte[256]))
                .isInstanceOf(RuntimeException.class);
    }

    @Test
    @Tag("seed:S-19")
    @Tag("seed:S-20")
    void keepsOldVersionsUnderTheirUri() {
        KeyVaultKey first = keys.createEcKey(new CreateEcKeyOptions("versions"));
        KeyVaultKey second = keys.createEcKey(new CreateEcKeyOptions("versions"));
        assertThat(keys.getKey("versions").getId()).isEqualTo(second.getId());
        assertThat(keys.getKey("versions", first.getProperties().getVersion()).getKey().getX())
                .isEqualTo(first.getKey().getX());
        List<String> versions = new ArrayList<>();
        keys.listPropertiesOfKeyVersions("versions").forEach(p -> versions.add(p.getVersion()));
        assertThat(versions)
                .containsExactlyInAnyOrder(
                        first.getProperties().getVersion(), second.getProperties().getVersion());
    }

    @Test
    void updatesDeletesRecoversAndPurgesKeys() {
        KeyVaultKey key = keys.createEcKey(new CreateEcKeyOptions("life"));
        assertThat(keys.listPropertiesOfKeys()).anyMatch(each -> each.getName().equals("life"));
        OffsetDateTime expiry = OffsetDateTime.of(2030, 1, 1, 0, 0, 0, 0, ZoneOffset.UTC);
        keys.updateKeyProperties(
                key.getProperties().setExpiresOn(expiry).setTags(Map.of("stage", "test")));
        assertThat(keys.getKey("life").getProperties().getExpiresOn()).isEqualTo(expiry);
        assertThat(keys.getKey("life").getProperties().getTags()).containsEntry("stage", "test");
        keys.beginDeleteKey("life").setPollInterval(Duration.ofMillis(100)).waitForCompletion();
        assertThatThrownBy(() -> keys.getKey("life")).isInstanceOf(ResourceNotFoundException.class);
        assertThat(keys.getDeletedKey("life").getRecoveryId()).contains("/deletedkeys/life");
        assertThat(keys.listDeletedKeys()).anyMatch(each -> each.getName().equals("life"));
        assertThatThrownBy(() -> keys.createEcKey(new CreateEcKeyOptions("life")))
                .isInstanceOf(ResourceModifiedException.class)
                .hasMessageContaining("deleted but recoverable");
        keys.beginRecoverDeletedKey("life")
                .setPollInterval(Duration.ofMillis(100))
                .waitForCompletion();
        assertThat(keys.getKey("life").getId()).isEqualTo(key.getId());
        keys.beginDeleteKey("life").setPollInterval(Duration.ofMillis(100)).waitForCompletion();
        keys.purgeDeletedKey("life");
        assertThatThrownBy(() -> keys.getDeletedKey("life"))
                .isInstanceOf(ResourceNotFoundException.class);
    }

    @Test
    void backsUpAndRestoresAKey() {
        KeyVaultKey key = keys.createEcKey(new CreateEcKeyOptions("saved"));
        byte[] backup = keys.backupKey("saved");
        keys.beginDeleteKey("saved").setPollInterval(Duration.ofMillis(100)).waitForCompletion();
        keys.purgeDeletedKey("saved");
        assertThat(keys.restoreKeyBackup(backup).getId()).isEqualTo(key.getId());
        assertThatThrownBy(() ->
                        keys.restoreKeyBackup(
                                "garbage".getBytes(java.nio.charset.StandardCharsets.UTF_8)))
                .isInstanceOf(ResourceModifiedException.class);
    }

    @Test
    @Tag("seed:S-23")
    @Tag("seed:S-24")
    @Tag("seed:S-26")
    void setsAndReadsSecretsWithVersions() {
        KeyVaultSecret first =
                secrets.setSecret(
                        new KeyVaultSecret("db", "one")
                                .setProperties(
                                        new com.azure.security.keyvault.secrets.models
                                                        .SecretProperties()
                                                .setContentType("text/plain")
                                                .setTags(Map.of("owner", "shop"))));
        secrets.setSecret("db", "two");
        assertThat(secrets.listPropertiesOfSecretVersions("db")).hasSize(2);
        assertThat(secrets.getSecret("db").getValue()).isEqualTo("two");
        assertThat(secrets.getSecret("db", first.getProperties().getVersion()).getValue())
                .isEqualTo("one");
        assertThat(
                        secrets.getSecret("db", first.getProperties().getVersion())
                                .getProperties()
                                .getTags())
                .containsEntry("owner", "shop");
    }

    @Test
    @Tag("seed:C-11")
    void refusesADisabledVersionAndServesOthers() {
        KeyVaultSecret first = secrets.setSecret("pass", "one");
        secrets.updateSecretProperties(first.getProperties().setEnabled(false));
        assertThatThrownBy(() -> secrets.getSecret("pass"))
                .isInstanceOf(ResourceModifiedException.class);
        secrets.setSecret("pass", "two");
        assertThat(secrets.getSecret("pass").getValue()).isEqualTo("two");
    }

    @Test
    @Tag("seed:A-18")
    @Tag("seed:A-23")
    void walksListsOfAnyLength() {
        for (int i = 0; i < 30; i++) {
            secrets.setSecret(String.format("many-%02d", i), "value " + i);
        }
        List<String> names = new ArrayList<>();
        secrets.listPropertiesOfSecrets().forEach(p -> names.add(p.getName()));
        assertThat(names.stream().filter(n -> n.startsWith("many-"))).hasSize(30).isSorted();
    }

    @Test
    void deletesRecoversAndPurgesSecrets() {
        secrets.setSecret("gone", "value");
        secrets.beginDeleteSecret("gone")
                .setPollInterval(Duration.ofMillis(100))
                .waitForCompletion();
        assertThatThrownBy(() -> secrets.getSecret("gone"))
                .isInstanceOf(ResourceNotFoundException.class);
        List<String> deleted = new ArrayList<>();
        secrets.listDeletedSecrets().forEach(d -> deleted.add(d.getName()));
        assertThat(deleted).contains("gone");
        assertThat(secrets.getDeletedSecret("gone").getName()).isEqualTo("gone");
        secrets.beginRecoverDeletedSecret("gone")
                .setPollInterval(Duration.ofMillis(100))
                .waitForCompletion();
        assertThat(secrets.getSecret("gone").getValue()).isEqualTo("value");
        byte[] backup = secrets.backupSecret("gone");
        secrets.beginDeleteSecret("gone")
                .setPollInterval(Duration.ofMillis(100))
                .waitForCompletion();
        secrets.purgeDeletedSecret("gone");
        secrets.restoreSecretBackup(backup);
        assertThat(secrets.getSecret("gone").getValue()).isEqualTo("value");
    }

    private CryptographyClient client(String keyId) {
        return clients.cryptography(keyId);
    }
}
