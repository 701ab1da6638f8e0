package dev.keyward.clients;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.azure.core.exception.HttpResponseException;
import com.azure.core.util.BinaryData;
import com.azure.security.keyvault.keys.KeyClient;
import com.azure.security.keyvault.keys.KeyServiceVersion;
import com.azure.security.keyvault.keys.models.CreateEcKeyOptions;
import com.azure.security.keyvault.keys.models.KeyExportEncryptionAlgorithm;
import com.azure.security.keyvault.keys.models.KeyReleasePolicy;
import com.azure.security.keyvault.keys.models.KeyRotationLifetimeAction;
import com.azure.security.keyvault.keys.models.KeyRotationPolicy;
import com.azure.security.keyvault.keys.models.KeyRotationPolicyAction;
import com.azure.security.keyvault.keys.models.KeyVaultKey;
import com.azure.security.keyvault.keys.models.ReleaseKeyOptions;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Path;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.spec.MGF1ParameterSpec;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import javax.crypto.Cipher;
import javax.crypto.spec.OAEPParameterSpec;
import javax.crypto.spec.PSource;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/// Rotation and release of keys through the unmodified Azure SDK for Java, under every api-version
/// that has them.
@ParameterizedClass
@EnumSource(
        mode = EnumSource.Mode.EXCLUDE,
        names = {"V7_0", "V7_1", "V7_2"})
final class AzureJavaKeyPoliciesTest {
    private static final ObjectMapper JSON = new ObjectMapper();

    private static AttestationAuthority authority;
    private static VersionVaults vaults;
    private final KeyClient keys;

    @BeforeAll
    static void start(@TempDir Path folder) throws Exception {
        authority = AttestationAuthority.make(folder);
        vaults = VersionVaults.start("--config", authority.settings().toString());
        vaults.makePremium();
    }

    AzureJavaKeyPoliciesTest(KeyServiceVersion version) throws Exception {
        keys = vaults.under(version).keys();
    }

    @AfterAll
    static void stop() {
        vaults.close();
    }

    @Test
    void rotatesAKeyAndKeepsTheOldVersion() {
        KeyVaultKey first = keys.createEcKey(new CreateEcKeyOptions("rotating"));
        KeyVaultKey second = keys.rotateKey("rotating");
        assertThat(second.getProperties().getVersion())
                .isNotEqualTo(first.getProperties().getVersion());
        assertThat(second.getKey().getCurveName()).isEqualTo(first.getKey().getCurveName());
        assertThat(keys.getKey("rotating").getId()).isEqualTo(second.getId());
        assertThat(keys.getKey("rotating", first.getProperties().getVersion()).getId())
                .isEqualTo(first.getId());
        assertThatThrownBy(() -> keys.rotateKey("nothing"))
                .isInstanceOf(HttpResponseException.class);
    }

    @Test
    void readsAndSetsARotationPolicy() {
        keys.createEcKey(new CreateEcKeyOptions("policy"));
        KeyRotationPolicy standard = keys.getKeyRotationPolicy("policy");
        assertThat(standard.getLifetimeActions()).hasSize(1);
        assertThat(standard.getLifetimeActions().getFirst().getAction())
                .isEqualTo(KeyRotationPolicyAction.NOTIFY);
        assertThat(standard.getLifetimeActions().getFirst().getTimeBeforeExpiry())
                .isEqualTo("P30D");
        KeyRotationPolicy set =
                keys.updateKeyRotationPolicy(
                        "policy",
                        new KeyRotationPolicy()
                                .setExpiresIn("P90D")
                                .setLifetimeActions(
                                        List.of(
                                                new KeyRotationLifetimeAction(
                                                                KeyRotationPolicyAction.ROTATE)
                                                        .setTimeBeforeExpiry("P7D"))));
        assertThat(set.getExpiresIn()).isEqualTo("P90D");
        assertThat(set.getCreatedOn()).isNotNull();
        assertThat(set.getLifetimeActions())
                .extracting(KeyRotationLifetimeAction::getAction)
                .containsExactly(KeyRotationPolicyAction.ROTATE, KeyRotationPolicyAction.NOTIFY);
        assertThat(keys.rotateKey("policy").getProperties().getExpiresOn()).isNotNull();
        assertThatThrownBy(() ->
                        keys.updateKeyRotationPolicy(
                                "policy", new KeyRotationPolicy().setExpiresIn("P7D")))
                .isInstanceOf(HttpResponseException.class)
                .hasMessageContaining("at least P28D");
    }

    @Test
    void releasesAKeyToAnAttestedEnvironment() throws Exception {
        KeyReleasePolicy policy =
                new KeyReleasePolicy(
                        BinaryData.fromString(
                                "{\"version\":\"1.0.0\",\"anyOf\":[{\"authority\":\""
                                        + AttestationAuthority.ISSUER
                                        + "\",\"allOf\":[{\"claim\":\"sdk-test\",\"equals\":"
                                        + "\"true\"}]}]}"));
        KeyVaultKey key =
                keys.createEcKey(
                        new CreateEcKeyOptions("exported")
                                .setExportable(true)
                                .setReleasePolicy(policy));
        assertThat(key.getProperties().isExportable()).isTrue();
        assertThat(key.getProperties().getReleasePolicy().getEncodedPolicy().toString())
                .contains("sdk-test");
        String value =
                keys.releaseKeyWithResponse(
                                "exported",
                                key.getProperties().getVersion(),
                                authority.attest("\"sdk-test\":true"),
                                new ReleaseKeyOptions()
                                        .setAlgorithm(
                                                KeyExportEncryptionAlgorithm.RSA_AES_KEY_WRAP_256)
                                        .setNonce("nonce"),
                                com.azure.core.util.Context.NONE)
                        .getValue()
                        .getValue();
        JsonNode payload = JSON.readTree(Base64.getUrlDecoder().decode(value.split("\\.")[1]));
        assertThat(payload.path("request").path("kid").asText()).isEqualTo(key.getId());
        assertThat(payload.path("request").path("nonce").asText()).isEqualTo("nonce");
        JsonNode blob =
                JSON.readTree(
                        Base64.getUrlDecoder()
                                .decode(payload.at("/response/key/key/key_hsm").asText()));
        byte[] ciphertext = Base64.getUrlDecoder().decode(blob.path("ciphertext").asText());
        Cipher rsa = Cipher.getInstance("RSA/ECB/OAEPPadding");
        rsa.init(
                Cipher.DECRYPT_MODE,
                authority.environment().getPrivate(),
                new OAEPParameterSpec(
                        "SHA-256", "MGF1", MGF1ParameterSpec.SHA256, PSource.PSpecified.DEFAULT));
        Cipher kwp = Cipher.getInstance("AES/KWP/NoPadding");
        kwp.init(
                Cipher.DECRYPT_MODE,
                new SecretKeySpec(rsa.doFinal(Arrays.copyOf(ciphertext, 256)), "AES"));
        PrivateKey released =
                KeyFactory.getInstance("EC")
                        .generatePrivate(
                                new PKCS8EncodedKeySpec(
                                        kwp.doFinal(
                                                Arrays.copyOfRange(
                                                        ciphertext, 256, ciphertext.length))));
        CertificateChecks.matches(released, key.getKey().toEc(false).getPublic());
        String wrong = authority.attest("\"sdk-test\":false");
        assertThatThrownBy(() -> keys.releaseKey("exported", wrong))
                .isInstanceOf(HttpResponseException.class)
                .hasMessageContaining("does not meet key release policy");
    }
}
