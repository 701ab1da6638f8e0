package dev.keyward.clients;

import static dev.keyward.clients.PlainHttp.base64;
import static dev.keyward.clients.PlainHttp.bytes;
import static dev.keyward.clients.Signatures.TEXT;
import static org.assertj.core.api.Assertions.assertThat;

import com.azure.security.keyvault.keys.KeyClient;
import com.azure.security.keyvault.keys.cryptography.CryptographyClient;
import com.azure.security.keyvault.keys.cryptography.models.KeyWrapAlgorithm;
import com.azure.security.keyvault.keys.cryptography.models.SignatureAlgorithm;
import com.azure.security.keyvault.keys.models.CreateRsaKeyOptions;
import com.azure.security.keyvault.keys.models.ImportKeyOptions;
import com.azure.security.keyvault.keys.models.JsonWebKey;
import com.azure.security.keyvault.keys.models.KeyVaultKey;
import com.azure.security.keyvault.secrets.SecretClient;
import com.azure.security.keyvault.secrets.models.KeyVaultSecret;
import dev.keyward.clients.Tenant.Account;
import dev.keyward.testing.Markers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.SecureRandom;
import java.security.interfaces.RSAPrivateCrtKey;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import javax.crypto.Cipher;
import javax.crypto.Mac;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// "Introduction to Key Vault in Azure Stack", its tables: what a vault keeps, for whom, and by
/// which interface. Its scenarios are in [IntroductionScenariosTest].
final class IntroductionTest {
    @TempDir private static Path folder;

    private static DevServer server;
    private static Tenant tenant;
    private static String vault;

    @BeforeAll
    static void start() throws Exception {
        server = DevServer.start();
        server.trustIt();
        tenant = Tenant.of(server);
        vault = server.get("AZURE_KEYVAULT_URL");
    }

    @AfterAll
    static void stop() {
        tenant.http().close();
        server.close();
    }

    @Test
    @Tag("seed:I-4")
    @Tag("seed:I-19")
    void powerShellIsPointedAtTheStackByItsManagementEndpoint() throws Exception {
        Commands run =
                Shell.remote(folder, server)
                        .command(
                                Shell.SIGN_IN
                                        + """
                                        (Get-AzureRmEnvironment -Name server).ResourceManagerUrl.TrimEnd('/')
                                        $context = Get-AzureRmContext
                                        "$($context.Environment.Name) $($context.Account.Id) $($context.Tenant.Id) $($context.Subscription.Id)"
                                        $value = ConvertTo-SecureString 'from the shell' -AsPlainText -Force
                                        (Set-AzureKeyVaultSecret -VaultName dev -Name pointed -SecretValue $value).Version
                                        """);
        assertThat(run.error()).isEmpty();
        KeyVaultSecret there = JavaClients.of(server).secrets().getSecret("pointed");
        assertThat(there.getValue()).isEqualTo("from the shell");
        assertThat(run.out().lines())
                .containsExactly(
                        server.get("AZURE_RESOURCE_MANAGER_URL"),
                        String.join(
                                " ",
                                "server",
                                server.get("AZURE_CLIENT_ID"),
                                server.get("AZURE_TENANT_ID"),
                                server.get("AZURE_SUBSCRIPTION_ID")),
                        there.getProperties().getVersion());
    }

    @Test
    @Tag("seed:I-6")
    @Tag("seed:I-7")
    @Tag("seed:I-8")
    @Tag("seed:I-10")
    @Tag("seed:I-11")
    void keepsAuthenticationStorageAndDataKeysAndPasswordsAndShowsNoneOnDisk() throws Exception {
        Markers markers = new Markers();
        authenticationKey(markers);
        storageAccountKey(markers);
        dataEncryptionKey(markers);
        SecretClient secrets = JavaClients.of(server).secrets();
        String password = "correct horse " + base64(random(24));
        secrets.setSecret("password", password);
        assertThat(secrets.getSecret("password").getValue()).isEqualTo(password);
        markers.text("password", password);

        // The search finds what lies in clear.
        Path clear = Files.writeString(folder.resolve("clear"), password);
        assertThat(markers.in("clear", Files.readAllBytes(clear))).isNotEmpty();
        Files.delete(clear);
        assertThat(server.home().resolve("data")).isNotEmptyDirectory();
        assertThat(markers.below(server.home(), clear)).isEmpty();
    }

    /// A key that an application proves with who it is: it signs, and never leaves.
    private static void authenticationKey(Markers markers) throws Exception {
        KeyPair pair = Signatures.rsa();
        RSAPrivateCrtKey parts = (RSAPrivateCrtKey) pair.getPrivate();
        markers.number("authentication key d", parts.getPrivateExponent(), 256);
        markers.number("authentication key p", parts.getPrimeP(), 128);
        markers.number("authentication key q", parts.getPrimeQ(), 128);
        KeyVaultKey kept =
                JavaClients.of(server)
                        .keys()
                        .importKey(
                                new ImportKeyOptions("authentication", JsonWebKey.fromRsa(pair)));
        byte[] signature =
                JavaClients.of(server)
                        .cryptography(kept.getId())
                        .signData(SignatureAlgorithm.RS256, TEXT)
                        .getSignature();
        assertThat(Signatures.jdkVerifies(SignatureAlgorithm.RS256, pair.getPublic(), signature))
                .isTrue();
    }

    /// 64 bytes in Base64, as a storage account has it, with which requests are signed.
    private static void storageAccountKey(Markers markers) throws Exception {
        byte[] key = random(64);
        markers.bytes("storage account key", key);
        SecretClient secrets = JavaClients.of(server).secrets();
        secrets.setSecret("storage-account-key1", Base64.getEncoder().encodeToString(key));
        byte[] read =
                Base64.getDecoder().decode(secrets.getSecret("storage-account-key1").getValue());
        assertThat(sharedKey(read)).isEqualTo(sharedKey(key));
    }

    private static byte[] sharedKey(byte[] key) throws Exception {
        Mac mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(key, "HmacSHA256"));
        return mac.doFinal("GET\n\n\n/account/container".getBytes(StandardCharsets.UTF_8));
    }

    /// A key of an application's data, wrapped by one that stays in the vault.
    private static void dataEncryptionKey(Markers markers) throws Exception {
        byte[] key = random(32);
        markers.bytes("data encryption key", key);
        KeyClient keys = JavaClients.of(server).keys();
        KeyVaultKey wrapping = keys.createRsaKey(new CreateRsaKeyOptions("data").setKeySize(2048));
        CryptographyClient uses = JavaClients.of(server).cryptography(wrapping.getId());
        byte[] wrapped = uses.wrapKey(KeyWrapAlgorithm.RSA_OAEP_256, key).getEncryptedKey();
        Cipher gcm = Cipher.getInstance("AES/GCM/NoPadding");
        gcm.init(Cipher.ENCRYPT_MODE, new SecretKeySpec(key, "AES"));
        byte[] data = gcm.doFinal(TEXT);
        byte[] again = uses.unwrapKey(KeyWrapAlgorithm.RSA_OAEP_256, wrapped).getKey();
        Cipher opening = Cipher.getInstance("AES/GCM/NoPadding");
        opening.init(
                Cipher.DECRYPT_MODE,
                new SecretKeySpec(again, "AES"),
                new GCMParameterSpec(128, gcm.getIV()));
        assertThat(opening.doFinal(data)).isEqualTo(TEXT);
        // As a secret it may be kept as well.
        SecretClient secrets = JavaClients.of(server).secrets();
        secrets.setSecret("data-key", Base64.getEncoder().encodeToString(key));
        assertThat(Base64.getDecoder().decode(secrets.getSecret("data-key").getValue()))
                .isEqualTo(key);
    }

    @Test
    @Tag("seed:I-22")
    @Tag("seed:I-23")
    @Tag("seed:S-33")
    void usersApplicationsAndGroupsAreAuthorizedEachToItsOwn() throws Exception {
        Account manager = tenant.user("manager", "correct horse battery");
        Account application = tenant.application("signer");
        Account member = tenant.user("member", "correct horse battery");
        String group = tenant.group("readers", member);
        PlainHttp manages = tenant.vault(vault, manager);
        PlainHttp uses = tenant.vault(vault, application);
        PlainHttp reads = tenant.vault(vault, member);
        String create = "{\"kty\":\"EC\",\"crv\":\"P-256\"}";
        manages.call(403, "POST", "keys/managed/create", create);
        uses.call(403, "GET", "keys/managed", "");
        reads.call(403, "GET", "secrets", "");

        Shell shell = Shell.remote(folder, server);
        Map<String, String> environment = new TreeMap<>(shell.environment());
        environment.putAll(
                Map.of("T_USER", manager.name(), "T_APP", application.name(), "T_GROUP", group));
        Commands run =
                new Shell(folder, environment)
                        .command(
                                Shell.SIGN_IN
                                        + """
                                        Set-AzureRmKeyVaultAccessPolicy -VaultName dev -UserPrincipalName $env:T_USER -PermissionsToKeys create,delete,list -PermissionsToSecrets set,delete
                                        Set-AzureRmKeyVaultAccessPolicy -VaultName dev -ServicePrincipalName $env:T_APP -PermissionsToKeys get,sign -PermissionsToSecrets get
                                        Set-AzureRmKeyVaultAccessPolicy -VaultName dev -ObjectId $env:T_GROUP -PermissionsToSecrets list
                                        """);
        assertThat(run.error()).isEmpty();

        manages.call("POST", "keys/managed/create", create);
        manages.call("PUT", "secrets/managed", "{\"value\":\"kept\"}");
        String digest =
                "{\"alg\":\"ES256\",\"value\":\""
                        + base64(Signatures.digest(SignatureAlgorithm.RS256))
                        + "\"}";
        assertThat(bytes(uses.call("POST", "keys/managed//sign", digest), "value")).hasSize(64);
        assertThat(uses.get("secrets/managed").path("value").asText()).isEqualTo("kept");
        assertThat(reads.list("secrets")).contains(vault + "/secrets/managed");

        manages.call(403, "POST", "keys/managed//sign", digest);
        manages.call(403, "GET", "secrets/managed", "");
        uses.call(403, "POST", "keys/managed/create", create);
        uses.call(403, "DELETE", "secrets/managed", "");
        reads.call(403, "GET", "secrets/managed", "");
        manages.call("DELETE", "keys/managed", "");
        manages.call("DELETE", "secrets/managed", "");
    }

    /// The tasks of the article's administrator and the uses of its developer, without any client.
    @Test
    @Tag("seed:I-27")
    void allOfItIsDoneThroughTheRestApi() throws Exception {
        PlainHttp owner = tenant.vault(vault, tenant.administrator());
        KeyPair outside = Signatures.rsa();
        owner.call("PUT", "keys/rest-brought", "{\"key\":" + PlainHttp.jwk(outside) + "}");
        String kid =
                owner.call(
                                "POST",
                                "keys/rest-signs/create",
                                "{\"kty\":\"RSA\",\"key_ops\":[\"sign\"]}")
                        .at("/key/kid")
                        .asText();
        owner.call("PUT", "secrets/rest", "{\"value\":\"first\"}");
        Account application = tenant.application("rest");
        tenant.authorize(
                "dev",
                Map.of(application, "\"keys\":[\"sign\",\"encrypt\"],\"secrets\":[\"get\"]"));

        // Who has the URI and a token has the use of the key, as far as it is meant to go.
        PlainHttp developer = tenant.vault(vault, application);
        String key = kid.substring(vault.length() + 1);
        byte[] digest = Signatures.digest(SignatureAlgorithm.RS256);
        developer.call("POST", key + "/sign", use("RS256", digest));
        assertThat(
                        developer
                                .call(403, "POST", key + "/encrypt", use("RSA-OAEP", digest))
                                .at("/error/code")
                                .asText())
                .isEqualTo("Forbidden");
        assertThat(developer.get("secrets/rest").path("value").asText()).isEqualTo("first");

        owner.call("PATCH", key, "{\"attributes\":{\"enabled\":false}}");
        owner.call("PATCH", "secrets/rest", "{\"attributes\":{\"enabled\":false}}");
        developer.call(403, "POST", key + "/sign", use("RS256", digest));
        developer.call(403, "GET", "secrets/rest", "");
        owner.call("DELETE", "keys/rest-signs", "");
        owner.call("DELETE", "secrets/rest", "");
        developer.call(404, "POST", key + "/sign", use("RS256", digest));

        assertThat(logged(application))
                .containsExactly(
                        "KeySign 200",
                        "KeyEncrypt 403",
                        "SecretGet 200",
                        "KeySign 403",
                        "SecretGet 403",
                        "KeySign 404");
    }

    private static String use(String algorithm, byte[] value) {
        return "{\"alg\":\"" + algorithm + "\",\"value\":\"" + base64(value) + "\"}";
    }

    /// What the log has of an application's calls, the oldest first.
    private static List<String> logged(Account application) throws Exception {
        return tenant.log().stream()
                .filter(record ->
                        record.at("/identity/claim/appid").asText().equals(application.name())
                                && record.path("category").asText().equals("AuditEvent"))
                .map(record ->
                        record.path("operationName").asText()
                                + " "
                                + record.at("/properties/httpStatusCode").asInt())
                .toList();
    }

    private static byte[] random(int length) {
        byte[] bytes = new byte[length];
        new SecureRandom().nextBytes(bytes);
        return bytes;
    }
}
