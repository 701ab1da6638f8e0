package dev.keyward.clients;

import static dev.keyward.clients.PlainHttp.base64;
import static org.assertj.core.api.Assertions.assertThat;

import com.azure.core.credential.TokenRequestContext;
import com.azure.security.keyvault.keys.cryptography.models.SignatureAlgorithm;
import com.azure.security.keyvault.secrets.models.KeyVaultSecret;
import dev.keyward.clients.Tenant.Account;
import java.io.ByteArrayInputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.Signature;
import java.time.OffsetDateTime;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// "Manage Key Vault in Azure Stack using the portal" and its later part on service principals'
/// credentials: what a person does there to keys and secrets, in the shell and over REST.
final class PortalArticleTest {
    @TempDir private static Path folder;

    private static DevServer server;
    private static Tenant tenant;

    @BeforeAll
    static void start() throws Exception {
        server = DevServer.start();
        server.trustIt();
        tenant = Tenant.of(server);
    }

    @AfterAll
    static void stop() {
        tenant.http().close();
        server.close();
    }

    @Test
    @Tag("seed:P-19")
    void everyPermittedOperationCanBeTakenFromAKeyAndGivenBack() throws Exception {
        PlainHttp vault = tenant.vault(server.get("AZURE_KEYVAULT_URL"), tenant.administrator());
        String kid =
                vault.call("POST", "keys/permitted/create", "{\"kty\":\"RSA\"}")
                        .at("/key/kid")
                        .asText();
        String key = kid.substring(vault.vault().length() + 1);
        List<Use> uses = uses(vault, key);
        for (Use taken : uses) {
            permit(vault, key, uses.stream().filter(each -> !each.equals(taken)).toList());
            for (Use each : uses) {
                each.answers(each.equals(taken) ? 403 : 200, vault, key);
            }
        }
        // A single one is left; an empty list means none is named (known-client-quirks.md).
        permit(vault, key, List.of(uses.getFirst()));
        permit(vault, key, List.of());
        for (Use each : uses) {
            each.answers(each.equals(uses.getFirst()) ? 200 : 403, vault, key);
        }
        permit(vault, key, uses);
        for (Use each : uses) {
            each.answers(200, vault, key);
        }
    }

    /// @param body that the operation takes
    private record Use(String operation, String body) {
        void answers(int status, PlainHttp vault, String key) throws Exception {
            vault.call(status, "POST", key + "/" + operation, body);
        }
    }

    /// The six operations of an RSA key.
    private static List<Use> uses(PlainHttp vault, String key) throws Exception {
        String digest = base64(Signatures.digest(SignatureAlgorithm.RS256));
        String signs = "{\"alg\":\"RS256\",\"value\":\"" + digest + "\"}";
        String seals = "{\"alg\":\"RSA-OAEP\",\"value\":\"" + digest + "\"}";
        String opens =
                "{\"alg\":\"RSA-OAEP\",\"value\":\""
                        + vault.call("POST", key + "/encrypt", seals).path("value").asText()
                        + "\"}";
        String verifies =
                "{\"alg\":\"RS256\",\"digest\":\""
                        + digest
                        + "\",\"value\":\""
                        + vault.call("POST", key + "/sign", signs).path("value").asText()
                        + "\"}";
        return List.of(
                new Use("encrypt", seals),
                new Use("decrypt", opens),
                new Use("sign", signs),
                new Use("verify", verifies),
                new Use("wrapKey", seals),
                new Use("unwrapKey", opens));
    }

    private static void permit(PlainHttp vault, String key, List<Use> uses) throws Exception {
        vault.call(
                "PATCH",
                key,
                "{\"key_ops\":["
                        + String.join(
                                ",",
                                uses.stream().map(each -> "\"" + each.operation() + "\"").toList())
                        + "]}");
    }

    @Test
    @Tag("seed:P-28")
    @Tag("seed:P-29")
    void theSecretOfAnApplicationIsKeptUnderItsIdAsLongAsItHolds() throws Exception {
        Map<String, String> environment = new TreeMap<>(Shell.remote(folder, server).environment());
        String password = "p-" + UUID.randomUUID();
        environment.put("T_PASSWORD", password);
        Commands run =
                new Shell(folder, environment)
                        .command(
                                Shell.SIGN_IN
                                        + """
                                        $from = [datetime]'2026-01-01T00:00:00Z'
                                        $until = [datetime]'2031-01-01T00:00:00Z'
                                        do {
                                            $app = New-AzureRmADApplication -DisplayName deployer -IdentifierUris "http://localhost/$(New-Guid)" -StartDate $from -EndDate $until -Password $env:T_PASSWORD
                                        } until ("$($app.ApplicationId)" -match '^\\d')
                                        $null = New-AzureRmADServicePrincipal -ApplicationId $app.ApplicationId
                                        $value = ConvertTo-SecureString $env:T_PASSWORD -AsPlainText -Force
                                        $null = Set-AzureKeyVaultSecret -VaultName dev -Name $app.ApplicationId -SecretValue $value -NotBefore $from -Expires $until -ContentType 'service principal'
                                        "$($app.ApplicationId)"
                                        # The name of a vault is a label of its host and may not begin so.
                                        try { New-AzureRmKeyVault -VaultName '1vault' -ResourceGroupName dev -Location local -ErrorAction Stop } catch { "no vault: $($_.Exception.Message -match 'name')" }
                                        """);
        assertThat(run.error()).isEmpty();
        String application = run.out().lines().findFirst().orElseThrow();
        assertThat(application).matches("\\d[0-9a-f]{7}(-[0-9a-f]{4}){3}-[0-9a-f]{12}");
        assertThat(run.out().lines().skip(1)).containsExactly("no vault: True");
        KeyVaultSecret kept = JavaClients.of(server).secrets().getSecret(application);
        assertThat(kept.getName()).isEqualTo(application);
        assertThat(kept.getProperties().getContentType()).isEqualTo("service principal");
        var credential =
                tenant.graph()
                        .under("1.6&$filter=appId%20eq%20'" + application + "'")
                        .get("v1.0/applications")
                        .at("/value/0/passwordCredentials/0");
        assertThat(kept.getProperties().getNotBefore())
                .isEqualTo(OffsetDateTime.parse(credential.path("startDateTime").asText()))
                .isEqualTo(OffsetDateTime.parse("2026-01-01T00:00:00Z"));
        assertThat(kept.getProperties().getExpiresOn())
                .isEqualTo(OffsetDateTime.parse(credential.path("endDateTime").asText()))
                .isEqualTo(OffsetDateTime.parse("2031-01-01T00:00:00Z"));
        // What was kept signs it in.
        assertThat(
                        server.credential(application, kept.getValue())
                                .getTokenSync(
                                        new TokenRequestContext()
                                                .addScopes(Tenant.VAULTS + "/.default"))
                                .getToken())
                .isNotEmpty();
    }

    @Test
    @Tag("seed:P-30")
    void theFileOfACertificateIsKeptInstead() throws Exception {
        Account application = tenant.application("with certificate");
        OutsideAuthority.Issued issued = OutsideAuthority.make(folder).issue("deployer.example");
        Path file = Files.write(folder.resolve("deployer.pfx"), issued.pfx("abcd1234"));
        Map<String, String> environment = new TreeMap<>(Shell.remote(folder, server).environment());
        environment.putAll(Map.of("T_APP", application.name(), "T_FILE", file.toString()));
        Commands run =
                new Shell(folder, environment)
                        .command(
                                Shell.SIGN_IN
                                        + """
                                        $password = ConvertTo-SecureString abcd1234 -AsPlainText -Force
                                        (Import-AzureKeyVaultCertificate -VaultName dev -Name $env:T_APP -FilePath $env:T_FILE -Password $password).Name
                                        """);
        assertThat(run.error()).isEmpty();
        assertThat(run.out().strip()).isEqualTo(application.name());
        KeyVaultSecret kept = JavaClients.of(server).secrets().getSecret(application.name());
        assertThat(kept.getProperties().getContentType()).isEqualTo("application/x-pkcs12");
        KeyStore store = KeyStore.getInstance("PKCS12");
        store.load(
                new ByteArrayInputStream(Base64.getDecoder().decode(kept.getValue())), new char[0]);
        String alias = store.aliases().nextElement();
        assertThat(store.getCertificate(alias).getEncoded()).isEqualTo(issued.certificate());
        Signature signs = Signature.getInstance("SHA256withRSA");
        signs.initSign((PrivateKey) store.getKey(alias, new char[0]));
        signs.update(Signatures.TEXT);
        assertThat(
                        Signatures.jdkVerifies(
                                SignatureAlgorithm.RS256,
                                store.getCertificate(alias).getPublicKey(),
                                signs.sign()))
                .isTrue();
    }
}
