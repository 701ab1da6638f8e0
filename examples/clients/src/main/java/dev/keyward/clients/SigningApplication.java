package dev.keyward.clients;

import com.azure.identity.DefaultAzureCredentialBuilder;
import com.azure.security.keyvault.keys.cryptography.CryptographyClientBuilder;
import com.azure.security.keyvault.keys.cryptography.models.SignatureAlgorithm;
import java.util.Base64;

/// Signs a document with a key that it knows by its URI alone and that never leaves the vault.
///
/// Arguments: the key's URI and the text to sign. The credential comes from the environment that
/// `keyward serve --dev` writes (`AZURE_TENANT_ID`, `AZURE_CLIENT_ID`, `AZURE_CLIENT_SECRET`,
/// `AZURE_AUTHORITY_HOST`). Prints the signature in Base64.
public final class SigningApplication {
    private SigningApplication() {}

    public static void main(String[] arguments) {
        var credential = new DefaultAzureCredentialBuilder().disableInstanceDiscovery().build();
        var key =
                new CryptographyClientBuilder()
                        .keyIdentifier(arguments[0])
                        .credential(credential)
                        // Needed only where the vault is reached by a name like localhost, outside
                        // its domain.
                        .disableChallengeResourceVerification()
                        .buildClient();
        byte[] signature =
                key.signData(
                                SignatureAlgorithm.ES256,
                                arguments[1].getBytes(java.nio.charset.StandardCharsets.UTF_8))
                        .getSignature();
        System.out.println(Base64.getEncoder().encodeToString(signature));
    }
}
