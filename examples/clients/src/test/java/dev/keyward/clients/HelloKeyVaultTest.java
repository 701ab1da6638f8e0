package dev.keyward.clients;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// `examples/hello-key-vault`, as its README says: prepared by its script, run as the jar that the
/// build made, against `serve --dev`.
final class HelloKeyVaultTest {
    private static final Path EXAMPLE = DevServer.ROOT.resolve("examples/hello-key-vault");
    private static final List<String> EVERYTHING =
            List.of(
                    "CREATE_KEY",
                    "CREATE_KEY",
                    "GET_KEY",
                    "LIST_KEYVERSIONS",
                    "UPDATE_KEY",
                    "SIGN_VERIFY",
                    "ENCRYPT_DECRYPT",
                    "ENCRYPT",
                    "DECRYPT",
                    "WRAP_UNWRAP",
                    "DELETE_KEY",
                    "IMPORT_KEY",
                    "BACKUP_RESTORE",
                    "CREATE_SECRET",
                    "CREATE_SECRET",
                    "GET_SECRET",
                    "LIST_SECRETS",
                    "DELETE_SECRET");

    private static DevServer server;

    @TempDir private Path folder;

    @BeforeAll
    static void start() throws Exception {
        server = DevServer.start();
    }

    @AfterAll
    static void stop() {
        if (server != null) {
            server.close();
        }
    }

    @Test
    @Tag("seed:A-5")
    @Tag("seed:A-6")
    @Tag("seed:A-8")
    @Tag("seed:A-9")
    @Tag("seed:A-10")
    @Tag("seed:A-11")
    @Tag("seed:A-14")
    @Tag("seed:A-15")
    @Tag("seed:A-16")
    @Tag("seed:A-17")
    @Tag("seed:A-18")
    @Tag("seed:A-19")
    @Tag("seed:A-20")
    @Tag("seed:A-21")
    @Tag("seed:A-22")
    @Tag("seed:A-23")
    @Tag("seed:A-24")
    void everyOperationIsDoneByASecret() throws Exception {
        Map<String, String> settings = prepared(Shell.remote(folder, server), "");
        assertThat(settings).containsOnlyKeys("VaultUrl", "AuthClientId", "AuthClientSecret");
        int before = log().size();
        doesEverything();
        assertThat(
                        log().stream()
                                .skip(before)
                                .map(record -> record.path("operationName").asText())
                                .filter("KeyListVersions"::equals))
                .as("a page for each of two versions")
                .hasSize(2);
    }

    /// Until the certificate is removed. The application and the vault may be there already.
    @Test
    @Tag("seed:A-7")
    void everyOperationIsDoneByACertificate() throws Exception {
        Shell shell = Shell.remote(folder, server);
        String first = prepared(shell, "").get("AuthClientId");
        Map<String, String> settings = prepared(shell, " -Certificate");
        assertThat(settings)
                .containsOnlyKeys("VaultUrl", "AuthClientId", "AuthCertificate")
                .containsEntry("AuthClientId", first);
        ownersAlone(Path.of(settings.getOrDefault("AuthCertificate", "")));
        doesEverything();

        Commands removed =
                shell.command(
                        Shell.SIGN_IN
                                + """
                                $certificate = Get-AzADAppCredential -ApplicationId %s | Where-Object Type -eq AsymmetricX509Cert
                                $certificate | Remove-AzADAppCredential -ApplicationId %<s
                                (Get-AzADAppCredential -ApplicationId %<s).Type -contains 'AsymmetricX509Cert'
                                """
                                        .formatted(first));
        assertThat(removed.out()).as(removed.error()).isEqualTo("False\n");
        assertThat(program("CREATE_SECRET").out())
                .containsPattern("failed:\nCREATE_SECRET: .*AADSTS700027");
    }

    /// And what a vault with soft delete doesn't allow.
    @Test
    @Tag("seed:A-15")
    @Tag("seed:A-20")
    void whatFailsIsListedAtTheEndAndKeepsNothingElseFromBeingDone() throws Exception {
        Shell shell = Shell.remote(folder, server);
        Commands vault =
                shell.command(
                        Shell.SIGN_IN
                                + Shell.REGISTER
                                + """
                                $null = New-AzureRmResourceGroup -Name second -Location local
                                (New-AzureRmKeyVault -VaultName second -ResourceGroupName second -Location local).EnableSoftDelete
                                """);
        assertThat(vault.out()).as(vault.error()).isEqualTo("True\n");
        prepared(
                shell,
                " -ApplicationName lesser -VaultName second -PermissionsToKeys get, create, delete,"
                        + " backup, restore, encrypt, decrypt");
        Commands run =
                program(
                        "CREATE_KEY",
                        "SIGN_VERIFY",
                        "ENCRYPT_DECRYPT",
                        "BACKUP_RESTORE",
                        "CREATE_SECRET");
        assertThat(run.exitCode()).as(run.out() + run.error()).isOne();
        assertThat(run.out())
                .containsPattern("(?m)^CREATE_KEY: https://second\\.vault")
                .contains(
                        "SIGN_VERIFY: failed\n"
                                + "ENCRYPT_DECRYPT: encrypted to 256 bytes, decrypted to 19 bytes\n")
                .contains("BACKUP_RESTORE: failed\nCREATE_SECRET: https://second.vault")
                .containsPattern(
                        "(?s)\nfailed:\nSIGN_VERIFY: [^\n]*403.*\nBACKUP_RESTORE: [^\n]*409");
    }

    @Test
    void isPreparedInTheShellsOwnService() throws Exception {
        Map<String, String> settings = prepared(Shell.embedded(folder), " -Certificate");
        assertThat(settings).containsOnlyKeys("VaultUrl", "AuthClientId", "AuthCertificate");
        assertThat(settings.get("VaultUrl")).startsWith("https://hello-key-vault.vault.");
        ownersAlone(Path.of(settings.getOrDefault("AuthCertificate", "")));
    }

    @Test
    void whatCantBeBegunIsSaid() throws Exception {
        Commands nothing = program();
        assertThat(nothing.exitCode()).isEqualTo(2);
        assertThat(nothing.error()).contains("no operation is named").contains("CREATE_KEY");
        assertThat(program("GET_KEY").error())
                .startsWith("VaultUrl must be set, in hello-key-vault.properties");
        Files.writeString(
                folder.resolve("hello-key-vault.properties"),
                "VaultUrl=https://localhost:1\nAuthClientId=x\nAuthClientSecret=x\n");
        Commands nobody = program("GET_KEY");
        assertThat(nobody.exitCode()).isEqualTo(2);
        assertThat(nobody.error()).startsWith("https://localhost:1 can't be reached: ");
    }

    private void doesEverything() throws Exception {
        Commands run = program(EVERYTHING.toArray(String[]::new));
        assertThat(run.out()).as(run.error()).endsWith("all done\n");
        assertThat(run.exitCode()).isZero();
        assertThat(run.out().lines().map(line -> line.replaceAll(":.*", "")))
                .startsWith(EVERYTHING.toArray(String[]::new));
        assertThat(run.out())
                .containsPattern(
                        "(?m)^GET_KEY:"
                                + " https://hello-key-vault\\.vault\\.\\S+/keys/mykey-[^/]+/[0-9a-f]{32},"
                                + " enabled: true, from: 20\\S+Z, expires: 20\\S+Z$")
                .contains("LIST_KEYVERSIONS: versions: 2\n")
                .contains("SIGN_VERIFY: verified: true, of another digest: false\n");
    }

    /// Runs the script and gives the settings that it wrote.
    private Map<String, String> prepared(Shell shell, String arguments) throws Exception {
        Commands run = shell.command("& '" + EXAMPLE.resolve("setup.ps1") + "'" + arguments);
        assertThat(run.exitCode()).as(run.out() + run.error()).isZero();
        assertThat(run.error()).isEmpty();
        Path file = folder.resolve("hello-key-vault.properties");
        ownersAlone(file);
        Map<String, String> settings = new TreeMap<>();
        for (String line : Files.readAllLines(file)) {
            settings.put(line.replaceAll("=.*", ""), line.replaceFirst("[^=]*=", ""));
        }
        String secret = settings.get("AuthClientSecret");
        if (secret != null) {
            assertThat(run.out()).doesNotContain(secret);
        }
        return settings;
    }

    private static void ownersAlone(Path file) throws Exception {
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .as(file.toString())
                .isEqualTo("rw-------");
    }

    private static List<JsonNode> log() throws Exception {
        Tenant tenant = Tenant.of(server);
        List<JsonNode> log = tenant.log();
        tenant.http().close();
        return log;
    }

    private Commands program(String... operations) throws Exception {
        List<String> command =
                new ArrayList<>(
                        List.of(
                                Path.of(System.getProperty("java.home"), "bin/java").toString(),
                                "-XX:TieredStopAtLevel=1",
                                "-Djdk.net.hosts.file=" + System.getProperty("jdk.net.hosts.file"),
                                "-jar",
                                EXAMPLE.resolve("target/hello-key-vault.jar").toString()));
        command.addAll(List.of(operations));
        return Commands.run(
                folder,
                Map.of("SSL_CERT_FILE", server.get("SSL_CERT_FILE")),
                command.toArray(String[]::new));
    }
}
