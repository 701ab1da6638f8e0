package dev.keyward.clients;

import static dev.keyward.clients.Signatures.TEXT;
import static org.assertj.core.api.Assertions.assertThat;

import com.azure.security.keyvault.keys.cryptography.CryptographyClient;
import com.azure.security.keyvault.keys.cryptography.CryptographyClientBuilder;
import com.azure.security.keyvault.keys.cryptography.models.EncryptionAlgorithm;
import com.azure.security.keyvault.keys.cryptography.models.SignatureAlgorithm;
import com.azure.security.keyvault.keys.models.JsonWebKey;
import com.azure.security.keyvault.keys.models.KeyCurveName;
import com.azure.security.keyvault.keys.models.KeyType;
import com.fasterxml.jackson.databind.JsonNode;
import dev.keyward.clients.Tenant.Account;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.PublicKey;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
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

/// "Introduction to Key Vault in Azure Stack", its scenarios, on a server that keeps its state,
/// every host by its own name.
final class IntroductionScenariosTest {
    private static final String PASSWORD = "correct horse battery";

    private static final String ROLE_ASSIGNMENTS =
            "providers/Microsoft.Authorization/roleAssignments/";

    @TempDir private static Path folder;

    private static DevServer server;
    private static Tenant tenant;
    private static Account operator;

    @BeforeAll
    static void start() throws Exception {
        server = DevServer.startToKeep();
        server.trustIt();
        tenant = Tenant.of(server);
        operator = tenant.administrator();
        // What an operator does once for a subscription, not for each vault.
        tenant.registerKeyVault();
    }

    @AfterAll
    static void stop() {
        tenant.http().close();
        server.close();
    }

    /// Somebody who may make things in the subscription, and is no administrator of the deployment.
    private static Account developer(String name) throws Exception {
        Account developer = tenant.user(name, PASSWORD);
        tenant.management(operator)
                .under("2022-04-01")
                .call(201, "PUT", ROLE_ASSIGNMENTS + UUID.randomUUID(), contributor(developer));
        return developer;
    }

    private static String contributor(Account account) {
        return "{\"properties\":{\"principalId\":\""
                + account.objectId()
                + "\",\"roleDefinitionId\":\"/providers/Microsoft.Authorization/roleDefinitions/"
                + "b24988ac-6180-42a0-ab88-20f7382dd24c\"}}";
    }

    /// Runs lines in a shell in which the account is signed in.
    private static Commands shell(Account account, Path place, String lines) throws Exception {
        Map<String, String> environment =
                new TreeMap<>(Shell.remote(Files.createDirectories(place), server).environment());
        environment.put("AZURE_CLIENT_ID", account.name());
        environment.put("AZURE_CLIENT_SECRET", account.secret());
        String signIn =
                account.name().contains("@")
                        ? Shell.SIGN_IN.replace(" -ServicePrincipal", "")
                        : Shell.SIGN_IN;
        Commands run = new Shell(place, environment).command(signIn + lines);
        assertThat(run.error()).isEmpty();
        return run;
    }

    @Test
    @Tag("seed:I-12")
    void aDeveloperHasAKeyToTestWithInMinutesByHimself() throws Exception {
        Account developer = developer("ann");
        Instant begun = Instant.now();
        Commands run =
                shell(
                        developer,
                        folder.resolve("ann"),
                        """
                        $null = New-AzResourceGroup -Name team -Location local
                        $null = New-AzKeyVault -VaultName team -ResourceGroupName team -Location local
                        $key = Add-AzKeyVaultKey -VaultName team -Name test -Destination Software
                        $sealed = Invoke-AzKeyVaultKeyOperation -VaultName team -Name test -Operation Encrypt -Algorithm RSA-OAEP -ByteArrayValue ([byte[]](1, 2, 3))
                        $open = Invoke-AzKeyVaultKeyOperation -VaultName team -Name test -Operation Decrypt -Algorithm RSA-OAEP -ByteArrayValue $sealed.RawResult
                        "$($open.RawResult -join ' ')"
                        """);
        assertThat(run.out().strip()).isEqualTo("1 2 3");
        assertThat(Duration.between(begun, Instant.now())).isLessThan(Duration.ofMinutes(2));
        // He is nobody's administrator.
        tenant.management(developer)
                .under("2022-04-01")
                .call(403, "PUT", ROLE_ASSIGNMENTS + UUID.randomUUID(), contributor(developer));
    }

    /// The sample application of `src/main`, as it stands, twice.
    @Test
    @Tag("seed:I-13")
    void theSameApplicationGoesOnToTheProductionKeyByItsUriAlone() throws Exception {
        Account security = tenant.user("security", PASSWORD);
        Account application = tenant.application("goes on");
        Map<Account, String> who =
                Map.of(
                        security, "\"keys\":[\"create\"]",
                        application, "\"keys\":[\"get\",\"sign\"]");
        List<String> signatures = new ArrayList<>();
        for (String stage : List.of("test", "production")) {
            JsonNode key =
                    tenant.vault(tenant.newVault(stage, who), security)
                            .call(
                                    "POST",
                                    "keys/signing/create",
                                    "{\"kty\":\"EC\",\"crv\":\"P-256\"}")
                            .path("key");
            String signature = signingApplication(application, key.path("kid").asText());
            assertThat(
                            Signatures.jdkVerifies(
                                    SignatureAlgorithm.ES256,
                                    ecKey(key),
                                    Base64.getDecoder().decode(signature)))
                    .as(stage)
                    .isTrue();
            signatures.add(signature);
        }
        assertThat(signatures).doesNotHaveDuplicates();
    }

    private static String signingApplication(Account account, String key) throws Exception {
        List<String> command =
                new ArrayList<>(
                        List.of(Path.of(System.getProperty("java.home"), "bin/java").toString()));
        for (String property :
                List.of(
                        "javax.net.ssl.trustStore",
                        "javax.net.ssl.trustStorePassword",
                        "jdk.net.hosts.file")) {
            command.add("-D" + property + "=" + System.getProperty(property));
        }
        command.addAll(
                List.of(
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        // Surefire runs tests from a jar that only names the class path.
                        System.getProperty(
                                "surefire.test.class.path", System.getProperty("java.class.path")),
                        SigningApplication.class.getName(),
                        key,
                        new String(TEXT, StandardCharsets.UTF_8)));
        Map<String, String> environment = new TreeMap<>(server.environment());
        environment.put("AZURE_CLIENT_ID", account.name());
        environment.put("AZURE_CLIENT_SECRET", account.secret());
        Commands run = Commands.run(folder, environment, command.toArray(String[]::new));
        assertThat(run.exitCode()).as(run.error()).isZero();
        return run.out().strip();
    }

    private static PublicKey ecKey(JsonNode jwk) throws Exception {
        return new JsonWebKey()
                .setKeyType(KeyType.EC)
                .setCurveName(KeyCurveName.P_256)
                .setX(PlainHttp.bytes(jwk, "x"))
                .setY(PlainHttp.bytes(jwk, "y"))
                .toEc(false)
                .getPublic();
    }

    @Test
    @Tag("seed:I-17")
    void anOperatorMakesAVaultForTheOrganisationInHisOwnSubscription() throws Exception {
        Account member = tenant.user("member", PASSWORD);
        String group = tenant.group("organisation", member);
        Commands run =
                shell(
                        operator,
                        folder.resolve("operator"),
                        """
                        "$((Get-AzureRmSubscription).State) $((Get-AzureRmContext).Account.Id)"
                        $null = New-AzureRmResourceGroup -Name organisation -Location local -Force
                        $vault = New-AzureRmKeyVault -VaultName organisation -ResourceGroupName organisation -Location local
                        Remove-AzureRmKeyVaultAccessPolicy -VaultName organisation -ObjectId $vault.AccessPolicies[0].ObjectId
                        Set-AzureRmKeyVaultAccessPolicy -VaultName organisation -ObjectId GROUP -PermissionsToSecrets get,set
                        $vault.VaultUri.TrimEnd('/')
                        """
                                .replace("GROUP", group));
        List<String> lines = run.out().lines().toList();
        assertThat(lines).hasSize(2).first().isEqualTo("Enabled " + operator.name());
        String url = lines.get(1);
        PlainHttp used = tenant.vault(url, member);
        used.call("PUT", "secrets/shared", "{\"value\":\"everybody's\"}");
        assertThat(used.get("secrets/shared").path("value").asText()).isEqualTo("everybody's");
        tenant.vault(url, operator).call(403, "GET", "secrets/shared", "");
    }

    /// One instance is the SDK for Java in this process, the other the shell in a process and a
    /// folder of its own; they share the URI of the key and who they are.
    @Test
    @Tag("seed:I-28")
    void instancesInTwoPlacesGetTheSameResultsByTheUri() throws Exception {
        Account maker = tenant.user("maker", PASSWORD);
        Account application = tenant.application("in two places");
        PlainHttp made =
                tenant.vault(
                        tenant.newVault(
                                "places",
                                Map.of(
                                        maker,
                                        "\"keys\":[\"create\"]",
                                        application,
                                        "\"keys\":[\"sign\",\"encrypt\",\"decrypt\"]")),
                        maker);
        String uri =
                made.call("POST", "keys/shared/create", "{\"kty\":\"RSA\"}")
                        .at("/key/kid")
                        .asText();
        // Another version is the current one; the URI goes on meaning its own.
        made.call("POST", "keys/shared/create", "{\"kty\":\"RSA\"}");

        CryptographyClient here =
                new CryptographyClientBuilder()
                        .keyIdentifier(uri)
                        .credential(server.credential(application.name(), application.secret()))
                        .buildClient();
        byte[] digest = Signatures.digest(SignatureAlgorithm.RS256);
        byte[] sealed = here.encrypt(EncryptionAlgorithm.RSA_OAEP_256, TEXT).getCipherText();
        Commands there =
                shell(
                        application,
                        folder.resolve("there"),
                        """
                        $uri = [uri]'URI'
                        $null, $null, $name, $version = $uri.AbsolutePath -split '/'
                        $which = @{ VaultName = $uri.Host.Split('.')[0]; Name = $name; Version = $version }
                        $signed = Invoke-AzKeyVaultKeyOperation @which -Operation Sign -Algorithm RS256 -ByteArrayValue ([Convert]::FromBase64String('DIGEST'))
                        [Convert]::ToBase64String($signed.RawResult)
                        $opened = Invoke-AzKeyVaultKeyOperation @which -Operation Decrypt -Algorithm RSA-OAEP-256 -ByteArrayValue ([Convert]::FromBase64String('SEALED'))
                        [Text.Encoding]::UTF8.GetString($opened.RawResult)
                        $sealed = Invoke-AzKeyVaultKeyOperation @which -Operation Encrypt -Algorithm RSA-OAEP-256 -ByteArrayValue ([Text.Encoding]::UTF8.GetBytes('from there'))
                        [Convert]::ToBase64String($sealed.RawResult)
                        """
                                .replace("URI", uri)
                                .replace("DIGEST", Base64.getEncoder().encodeToString(digest))
                                .replace("SEALED", Base64.getEncoder().encodeToString(sealed)));
        List<String> lines = there.out().lines().toList();
        assertThat(Base64.getDecoder().decode(lines.getFirst()))
                .isEqualTo(here.sign(SignatureAlgorithm.RS256, digest).getSignature());
        assertThat(lines.get(1)).isEqualTo(new String(TEXT, StandardCharsets.UTF_8));
        assertThat(
                        here.decrypt(
                                        EncryptionAlgorithm.RSA_OAEP_256,
                                        Base64.getDecoder().decode(lines.get(2)))
                                .getPlainText())
                .asString()
                .isEqualTo("from there");
    }
}
