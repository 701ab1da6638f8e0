package dev.keyward.clients;

import static org.assertj.core.api.Assertions.assertThat;

import com.azure.core.credential.TokenCredential;
import com.azure.security.keyvault.keys.KeyClient;
import com.azure.security.keyvault.keys.KeyClientBuilder;
import com.azure.security.keyvault.keys.cryptography.CryptographyClient;
import com.azure.security.keyvault.keys.cryptography.CryptographyClientBuilder;
import com.azure.security.keyvault.keys.cryptography.models.SignatureAlgorithm;
import com.azure.security.keyvault.keys.models.CreateEcKeyOptions;
import com.azure.security.keyvault.keys.models.KeyVaultKey;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.Signature;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A server of two regions: the unmodified Azure SDK for Java against a vault of the second one, by
/// its own name and with its check of the challenge left on; and the shell, which finds the vault
/// by its name alone.
final class SecondRegionTest {
    @Test
    void theJavaClientSignsInAVaultOfTheSecondRegion(@TempDir Path folder) throws Exception {
        Path settings = Files.writeString(folder.resolve("keyward.properties"), "locations=west\n");
        try (DevServer server =
                DevServer.startToKeep(
                        DevServer.DOMAIN, 0, "--config", settings.toString(), "--port", "0")) {
            server.trustIt();
            Commands made =
                    Shell.remote(folder, server)
                            .command(
                                    Shell.SIGN_IN
                                            + Shell.REGISTER
                                            + """
                                            New-AzResourceGroup -Name western -Location local -Force | Out-Null
                                            $vault = New-AzKeyVault -VaultName western -ResourceGroupName western -Location west
                                            Set-AzKeyVaultAccessPolicy -VaultName western -ServicePrincipalName $env:AZURE_CLIENT_ID -PermissionsToKeys get,create,sign -PermissionsToSecrets set,get
                                            Set-AzKeyVaultSecret -VaultName western -Name s -SecretValue (ConvertTo-SecureString v -AsPlainText -Force) | Out-Null
                                            "secret=$(Get-AzKeyVaultSecret -VaultName western -Name s -AsPlainText)"
                                            "uri=$($vault.VaultUri)"
                                            "admin=$((Get-AzEnvironment server).AdminManagementUrl)"
                                            """);
            assertThat(made.error()).isEmpty();
            int port = server.port();
            String uri = "https://western.vault.west.keyward.localhost:" + port + "/";
            assertThat(made.out().lines())
                    .containsExactly(
                            "secret=v",
                            "uri=" + uri,
                            "admin=https://adminmanagement." + DevServer.DOMAIN + ":" + port);
            sign(uri, server.credential());
        }
    }

    private static void sign(String vault, TokenCredential credential) throws Exception {
        KeyClient keys =
                new KeyClientBuilder().vaultUrl(vault).credential(credential).buildClient();
        KeyVaultKey key = keys.createEcKey(new CreateEcKeyOptions("signer"));
        assertThat(key.getId()).startsWith(vault + "keys/signer/");
        byte[] text = "what is signed".getBytes(StandardCharsets.UTF_8);
        CryptographyClient client =
                new CryptographyClientBuilder()
                        .keyIdentifier(key.getId())
                        .credential(credential)
                        .buildClient();
        byte[] signature = client.signData(SignatureAlgorithm.ES256, text).getSignature();
        Signature verifier = Signature.getInstance("SHA256withECDSAinP1363Format");
        verifier.initVerify(key.getKey().toEc(false).getPublic());
        verifier.update(text);
        assertThat(verifier.verify(signature)).isTrue();
    }
}
