package dev.keyward.clients;

import com.azure.core.credential.TokenCredential;
import com.azure.security.keyvault.certificates.CertificateClient;
import com.azure.security.keyvault.certificates.CertificateClientBuilder;
import com.azure.security.keyvault.certificates.CertificateServiceVersion;
import com.azure.security.keyvault.keys.KeyClient;
import com.azure.security.keyvault.keys.KeyClientBuilder;
import com.azure.security.keyvault.keys.KeyServiceVersion;
import com.azure.security.keyvault.keys.cryptography.CryptographyClient;
import com.azure.security.keyvault.keys.cryptography.CryptographyClientBuilder;
import com.azure.security.keyvault.keys.cryptography.CryptographyServiceVersion;
import com.azure.security.keyvault.secrets.SecretClient;
import com.azure.security.keyvault.secrets.SecretClientBuilder;
import com.azure.security.keyvault.secrets.SecretServiceVersion;
import org.jspecify.annotations.Nullable;

/// The clients of the Azure SDK for Java, as an application builds them for a vault of a
/// development server: localhost isn't under the host that tokens are for.
///
/// @param version the name that an api-version has in each client's own enum; null for the newest
///   that each client knows
record JavaClients(String vaultUrl, TokenCredential credential, @Nullable String version) {
    /// Of the default vault.
    static JavaClients of(DevServer server) {
        return new JavaClients(server.get("AZURE_KEYVAULT_URL"), server.credential(), null);
    }

    KeyClient keys() {
        return new KeyClientBuilder()
                .vaultUrl(vaultUrl)
                .credential(credential)
                .serviceVersion(version == null ? null : KeyServiceVersion.valueOf(version))
                .disableChallengeResourceVerification()
                .buildClient();
    }

    CryptographyClient cryptography(String keyId) {
        return new CryptographyClientBuilder()
                .keyIdentifier(keyId)
                .credential(credential)
                .serviceVersion(
                        version == null ? null : CryptographyServiceVersion.valueOf(version))
                .disableChallengeResourceVerification()
                .buildClient();
    }

    SecretClient secrets() {
        return new SecretClientBuilder()
                .vaultUrl(vaultUrl)
                .credential(credential)
                .serviceVersion(version == null ? null : SecretServiceVersion.valueOf(version))
                .disableChallengeResourceVerification()
                .buildClient();
    }

    CertificateClient certificates() {
        return new CertificateClientBuilder()
                .vaultUrl(vaultUrl)
                .credential(credential)
                .serviceVersion(version == null ? null : CertificateServiceVersion.valueOf(version))
                .disableChallengeResourceVerification()
                .buildClient();
    }
}
