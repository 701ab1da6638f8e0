package dev.keyward.clients;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.azure.security.keyvault.secrets.SecretClientBuilder;
import dev.keyward.clients.Tenant.Account;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import javax.net.ssl.SSLHandshakeException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// "Deploy a VM with a password that's stored in a vault" and "Deploy a VM and push a certificate",
/// from outside: the server's names are under a domain of its operator's, and its port is another
/// than the one it listens on, since all that clients reach is a relay. They have the certificate
/// authority, a credential, and names that resolve (`src/test/hosts`, as DNS would tell them).
///
/// The article's commands themselves stand in `examples/scripts/article`; see [ArticleTest].
final class MachineDeploymentTest {
    private static final String DOMAIN = "local.stack.example";
    private static final String PASSWORD = "correct horse battery";

    @TempDir private static Path folder;

    private static Relay relay;
    private static DevServer server;
    private static Tenant tenant;

    @BeforeAll
    static void start() throws Exception {
        relay = Relay.open();
        Path settings =
                Files.writeString(
                        folder.resolve("settings"),
                        """
                        domain = stack.example
                        publicPort = %d
                        """
                                .formatted(relay.port()));
        server =
                DevServer.startToKeep(
                        DOMAIN, relay.port(), "--port", "0", "--config", settings.toString());
        relay.to(server.port());
        server.trustIt();
        tenant = Tenant.of(server);
        tenant.registerKeyVault();
    }

    @AfterAll
    static void stop() throws Exception {
        tenant.http().close();
        server.close();
        relay.close();
    }

    @Test
    @Tag("seed:V-1")
    void theArticlesCommandsWorkFromOutside() throws Exception {
        Path machine = Files.createDirectories(folder.resolve("machine"));
        Map<String, String> environment = new TreeMap<>(server.environment());
        Path authority =
                Files.copy(Path.of(server.get("SSL_CERT_FILE")), machine.resolve("stack.pem"));
        environment.put("SSL_CERT_FILE", authority.toString());
        environment.put("KEYWARD_HOME", machine.resolve("home").toString());
        environment.put(
                "KEYWARD_JAVA_OPTS",
                "-Djdk.net.hosts.file=" + System.getProperty("jdk.net.hosts.file"));
        Path script = machine.resolve("password.ps1");
        Files.writeString(
                script,
                Shell.SIGN_IN
                        + Files.readString(
                                DevServer.ROOT.resolve(
                                        "examples/scripts/article/deploy-with-password.ps1")));
        int before = relay.connections();
        Commands run = new Shell(machine, environment).file(script);
        assertThat(run.error()).isEmpty();
        assertThat(run.out()).contains("MySecret/");
        assertThat(relay.connections()).isGreaterThan(before);
        assertThat(run.out())
                .contains(
                        "https://contosovault.vault." + DOMAIN + ":" + relay.port() + "/secrets/");
    }

    @Test
    @Tag("seed:V-10")
    void whoMayReadThePasswordIsSpecified() throws Exception {
        Account user = tenant.user("reader", PASSWORD);
        Account deployer = tenant.application("deployer");
        Account other = tenant.user("other", PASSWORD);
        Account another = tenant.application("another");
        Account owner = tenant.user("owner", PASSWORD);
        String url = tenant.newVault("passwords", Map.of(owner, "\"secrets\":[\"set\"]"));
        tenant.vault(url, owner)
                .call("PUT", "secrets/MySecret", "{\"value\":\"" + PASSWORD + "\"}");
        for (Account each : new Account[] {user, deployer, other, another, owner}) {
            tenant.vault(url, each).call(403, "GET", "secrets/MySecret", "");
        }
        String read = "\"secrets\":[\"get\"]";
        tenant.authorize("passwords", Map.of(user, read, deployer, read));
        for (Account each : new Account[] {user, deployer}) {
            assertThat(tenant.vault(url, each).get("secrets/MySecret").path("value").asText())
                    .isEqualTo(PASSWORD);
        }
        for (Account each : new Account[] {other, another, owner}) {
            tenant.vault(url, each).call(403, "GET", "secrets/MySecret", "");
        }
    }

    @Test
    @Tag("seed:C-10")
    void noVersionIsDeletedByItself() throws Exception {
        Account owner = tenant.user("keeper", PASSWORD);
        PlainHttp vault =
                tenant.vault(
                        tenant.newVault(
                                "versions",
                                Map.of(
                                        owner,
                                        "\"keys\":[\"all\",\"purge\"],\"secrets\":[\"all\",\"purge\"]")),
                        owner);
        String key = "{\"kty\":\"EC\",\"crv\":\"P-256\"}";
        String first =
                vault.call("PUT", "secrets/servicecert", "{\"value\":\"one\"}").path("id").asText();
        vault.call("PUT", "secrets/servicecert", "{\"value\":\"two\"}");
        String firstKey = vault.call("POST", "keys/servicekey/create", key).at("/key/kid").asText();
        vault.call("POST", "keys/servicekey/create", key);
        for (String id : List.of(first, firstKey)) {
            String path = id.substring(vault.vault().length() + 1);
            String object = path.substring(0, path.lastIndexOf('/'));
            assertThat(vault.call(405, "DELETE", path, "").at("/error/code").asText())
                    .isEqualTo("MethodNotAllowed");
            vault.get(path);
            assertThat(vault.list(object + "/versions")).hasSize(2).contains(id);
            vault.call("DELETE", object, "");
            vault.call(404, "DELETE", "deleted" + path, "");
            vault.call("POST", "deleted" + object + "/recover", "");
            assertThat(vault.list(object + "/versions")).hasSize(2).contains(id);
        }
    }

    @Test
    @Tag("seed:S-10")
    void aVaultIsReachedByItsUriWithACertificateThatMatches() throws Exception {
        Account owner = tenant.application("owner");
        String url = tenant.newVault("vault01", Map.of(owner, "\"secrets\":[\"set\",\"get\"]"));
        assertThat(url).isEqualTo("https://vault01.vault." + DOMAIN + ":" + relay.port());
        // The client checks the certificate's name, and that the challenge is for this vault.
        var secrets =
                new SecretClientBuilder()
                        .vaultUrl(url)
                        .credential(server.credential(owner.name(), owner.secret()))
                        .buildClient();
        secrets.setSecret("s", "v");
        assertThat(secrets.getSecret("s").getValue()).isEqualTo("v");

        String token = tenant.token(owner, Tenant.VAULTS);
        assertThat(status(url, token)).isEqualTo(200);
        // Another vault's host is that vault, and a host that is no vault's has no secrets.
        assertThat(status(tenant.newVault("vault02", Map.of()), token)).isEqualTo(403);
        assertThat(status(url.replace("vault01", "nobodys"), token)).isEqualTo(404);
        assertThat(status(server.get("AZURE_RESOURCE_MANAGER_URL"), token)).isNotEqualTo(200);
        assertThat(status("https://127.0.0.1:" + relay.port(), token)).isNotEqualTo(200);
        // Nor does the certificate stand for names that aren't the server's.
        assertThatThrownBy(() -> status("https://vault01.elsewhere.example:" + relay.port(), token))
                .isInstanceOf(SSLHandshakeException.class);
    }

    private static int status(String base, String token) throws Exception {
        return tenant.http()
                .send(
                        HttpRequest.newBuilder(URI.create(base + "/secrets/s?api-version=7.4"))
                                .header("Authorization", "Bearer " + token)
                                .build(),
                        HttpResponse.BodyHandlers.discarding())
                .statusCode();
    }
}
