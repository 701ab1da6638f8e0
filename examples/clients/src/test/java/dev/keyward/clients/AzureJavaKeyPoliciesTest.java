package dev.keyward.clients;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.azure.core.exception.HttpResponseException;
import com.azure.core.util.BinaryData;
import com.azure.security.keyvault.keys.KeyClient;
import com.azure.security.keyvault.keys.models.CreateEcKeyOptions;
import com.azure.security.keyvault.keys.models.CreateRsaKeyOptions;
import com.azure.security.keyvault.keys.models.KeyExportEncryptionAlgorithm;
import com.azure.security.keyvault.keys.models.KeyReleasePolicy;
import com.azure.security.keyvault.keys.models.KeyRotationLifetimeAction;
import com.azure.security.keyvault.keys.models.KeyRotationPolicy;
import com.azure.security.keyvault.keys.models.KeyRotationPolicyAction;
import com.azure.security.keyvault.keys.models.KeyVaultKey;
import com.azure.security.keyvault.keys.models.ReleaseKeyOptions;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Files;
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
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/// Rotation and release of keys through the unmodified Azure SDK for Java.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class AzureJavaKeyPoliciesTest {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final AttestationAuthority authority;
    private final DevServer server;
    private final KeyClient keys;

    AzureJavaKeyPoliciesTest() throws Exception {
        Path folder = Files.createTempDirectory("keyward-policies");
        authority = AttestationAuthority.make(folder);
        server = DevServer.start("--config", authority.settings().toString());
        server.trustIt();
        keys = JavaClients.of(server).keys();
    }

    @AfterAll
    void stop() {
        server.close();
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
        Management.of(server).makePremium();
        KeyReleasePolicy policy =
                new KeyReleasePolicy(
                        BinaryData.fromString(
                                "{\"version\":\"1.0.0\",\"anyOf\":[{\"authority\":\""
                                        + AttestationAuthority.ISSUER
                                        + "\",\"allOf\":[{\"claim\":\"sdk-test\",\"equals\":"
                                        + "\"true\"}]}]}"));
        KeyVaultKey key =
                keys.createRsaKey(
                        new CreateRsaKeyOptions("exported")
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
                KeyFactory.getInstance("RSA")
                        .generatePrivate(
                                new PKCS8EncodedKeySpec(
                                        kwp.doFinal(
                                                Arrays.copyOfRange(
                                                        ciphertext, 256, ciphertext.length))));
        Cipher direct = Cipher.getInstance("RSA/ECB/PKCS1Padding");
        direct.init(Cipher.ENCRYPT_MODE, key.getKey().toRsa(false).getPublic());
        byte[] secret = direct.doFinal(new byte[] {1, 2, 3});
        direct.init(Cipher.DECRYPT_MODE, released);
        assertThat(direct.doFinal(secret)).containsExactly(1, 2, 3);
        String wrong = authority.attest("\"sdk-test\":false");
        assertThatThrownBy(() -> keys.releaseKey("exported", wrong))
                .isInstanceOf(HttpResponseException.class)
                .hasMessageContaining("does not meet key release policy");
    }
}
