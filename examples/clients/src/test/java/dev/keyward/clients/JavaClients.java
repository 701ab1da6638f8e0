package dev.keyward.clients;

import com.azure.core.credential.TokenCredential;
import com.azure.security.keyvault.certificates.CertificateClient;
import com.azure.security.keyvault.certificates.CertificateClientBuilder;
import com.azure.security.keyvault.keys.KeyClient;
import com.azure.security.keyvault.keys.KeyClientBuilder;
import com.azure.security.keyvault.keys.cryptography.CryptographyClient;
import com.azure.security.keyvault.keys.cryptography.CryptographyClientBuilder;
import com.azure.security.keyvault.secrets.SecretClient;
import com.azure.security.keyvault.secrets.SecretClientBuilder;

/// The clients of the Azure SDK for Java, as an application builds them for the default vault of a
/// development server: localhost isn't under the host that tokens are for.
record JavaClients(String vaultUrl, TokenCredential credential) {
    static JavaClients of(DevServer server) {
        return new JavaClients(server.get("AZURE_KEYVAULT_URL"), server.credential());
    }

    KeyClient keys() {
        return new KeyClientBuilder()
                .vaultUrl(vaultUrl)
                .credential(credential)
                .disableChallengeResourceVerification()
                .buildClient();
    }

    CryptographyClient cryptography(String keyId) {
        return new CryptographyClientBuilder()
                .keyIdentifier(keyId)
                .credential(credential)
                .disableChallengeResourceVerification()
                .buildClient();
    }

    SecretClient secrets() {
        return new SecretClientBuilder()
                .vaultUrl(vaultUrl)
                .credential(credential)
                .disableChallengeResourceVerification()
                .buildClient();
    }

    CertificateClient certificates() {
        return new CertificateClientBuilder()
                .vaultUrl(vaultUrl)
                .credential(credential)
                .disableChallengeResourceVerification()
                .buildClient();
    }
}
