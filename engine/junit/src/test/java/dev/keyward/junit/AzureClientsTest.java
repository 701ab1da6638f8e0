package dev.keyward.junit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.azure.core.exception.ResourceNotFoundException;
import com.azure.security.keyvault.certificates.CertificateClient;
import com.azure.security.keyvault.certificates.models.CertificatePolicy;
import com.azure.security.keyvault.keys.KeyClient;
import com.azure.security.keyvault.keys.cryptography.models.SignatureAlgorithm;
import com.azure.security.keyvault.keys.models.CreateEcKeyOptions;
import com.azure.security.keyvault.keys.models.KeyVaultKey;
import com.azure.security.keyvault.secrets.SecretClient;
import com.azure.security.keyvault.secrets.SecretServiceVersion;
import com.azure.security.keyvault.secrets.models.KeyVaultSecret;
import dev.keyward.client.VaultClient;
import java.nio.charset.StandardCharsets;
import java.security.Signature;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/// What the extension hands out of Azure's SDK, unmodified.
@ExtendWith(KeywardExtension.class)
final class AzureClientsTest {
    private static final byte[] TEXT = "what is signed".getBytes(StandardCharsets.UTF_8);

    @Test
    void secretsGoInAndComeOut(SecretClient secrets, VaultClient ours) {
        secrets.setSecret("password", "correct horse");
        assertThat(secrets.getSecret("password").getValue()).isEqualTo("correct horse");
        assertThat(ours.secrets().find("password", null)).isPresent();
        assertThatThrownBy(() -> secrets.getSecret("nowhere"))
                .isInstanceOf(ResourceNotFoundException.class);
    }

    @Test
    void keysSign(TestVault vault, KeyClient keys) throws Exception {
        KeyVaultKey key = keys.createEcKey(new CreateEcKeyOptions("signing"));
        byte[] signature =
                vault.azure()
                        .cryptography(key.getId())
                        .signData(SignatureAlgorithm.ES256, TEXT)
                        .getSignature();
        Signature verifier = Signature.getInstance("SHA256withECDSAinP1363Format");
        verifier.initVerify(key.getKey().toEc().getPublic());
        verifier.update(TEXT);
        assertThat(verifier.verify(signature)).isTrue();
    }

    @Test
    void certificatesAreMade(CertificateClient certificates) {
        assertThat(
                        certificates
                                .beginCreateCertificate("site", CertificatePolicy.getDefault())
                                .setPollInterval(Duration.ofMillis(50))
                                .getFinalResult()
                                .getCer())
                .isNotEmpty();
    }

    @Test
    void clientsFollowTheTimeOfTheVault(TestVault vault) {
        SecretClient secrets = vault.azure().secrets();
        secrets.setSecret("kept", "a");
        vault.pass(Duration.ofDays(2));
        assertThat(secrets.getSecret("kept").getValue()).isEqualTo("a");
    }

    @Test
    void buildersAndAsynchronousClientsAreThereToo(TestVault vault) {
        assertThat(
                        vault.azure()
                                .secretsBuilder()
                                .serviceVersion(SecretServiceVersion.V7_3)
                                .buildAsyncClient()
                                .setSecret("async", "b")
                                .map(KeyVaultSecret::getValue)
                                .block())
                .isEqualTo("b");
    }
}
