package dev.keyward.junit;

import com.azure.core.credential.TokenCredential;
import com.azure.core.http.HttpClient;
import com.azure.core.http.jdk.httpclient.JdkHttpClientBuilder;
import com.azure.security.keyvault.certificates.CertificateClient;
import com.azure.security.keyvault.certificates.CertificateClientBuilder;
import com.azure.security.keyvault.keys.KeyClient;
import com.azure.security.keyvault.keys.KeyClientBuilder;
import com.azure.security.keyvault.keys.cryptography.CryptographyClient;
import com.azure.security.keyvault.keys.cryptography.CryptographyClientBuilder;
import com.azure.security.keyvault.secrets.SecretClient;
import com.azure.security.keyvault.secrets.SecretClientBuilder;
import dev.keyward.client.rest.TokenSource;

/// The clients of the Azure SDK for Java for one [TestVault], ready to use: they trust its
/// certificate and nothing else, sign in as its application, and follow its time.
///
/// Needs the SDK's `azure-security-keyvault-*` of the clients that are asked for, and
/// `azure-core-http-jdk-httpclient`, on the test's class path.
///
/// Safe for use by several threads.
public final class AzureClients {
    private final String vaultUrl;
    private final TokenCredential credential;
    private final HttpClient http;

    /// Makes the credential itself: a class that gave it one would load the SDK with itself, whose
    /// signed jar takes long, whether the test uses it or not.
    AzureClients(TestVault vault, TokenSource tokens) {
        this.vaultUrl = vault.uri().toString();
        this.credential = new VaultCredential(tokens);
        this.http =
                new JdkHttpClientBuilder(
                                java.net.http.HttpClient.newBuilder()
                                        .sslContext(vault.sslContext()))
                        .build();
    }

    /// The vault's application, for clients built by the test itself.
    public TokenCredential credential() {
        return credential;
    }

    /// Trusts the vault's server, for clients built by the test itself.
    public HttpClient httpClient() {
        return http;
    }

    public SecretClient secrets() {
        return secretsBuilder().buildClient();
    }

    /// For what the client doesn't do by itself: other api-versions, policies, the asynchronous
    /// one.
    public SecretClientBuilder secretsBuilder() {
        return new SecretClientBuilder()
                .vaultUrl(vaultUrl)
                .credential(credential)
                .httpClient(http)
                .disableChallengeResourceVerification();
    }

    public KeyClient keys() {
        return keysBuilder().buildClient();
    }

    /// As [#secretsBuilder], for keys.
    public KeyClientBuilder keysBuilder() {
        return new KeyClientBuilder()
                .vaultUrl(vaultUrl)
                .credential(credential)
                .httpClient(http)
                .disableChallengeResourceVerification();
    }

    /// @param keyId a key's identifier, with or without version
    public CryptographyClient cryptography(String keyId) {
        return new CryptographyClientBuilder()
                .keyIdentifier(keyId)
                .credential(credential)
                .httpClient(http)
                .disableChallengeResourceVerification()
                .buildClient();
    }

    public CertificateClient certificates() {
        return certificatesBuilder().buildClient();
    }

    /// As [#secretsBuilder], for certificates.
    public CertificateClientBuilder certificatesBuilder() {
        return new CertificateClientBuilder()
                .vaultUrl(vaultUrl)
                .credential(credential)
                .httpClient(http)
                .disableChallengeResourceVerification();
    }
}
