package dev.keyward.clients;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The command blocks of the customer's articles, as they stand in `examples/scripts/article`: once
/// embedded, once against a server in another process. The objects shown must be the same but for
/// what can't be: ids, times, host names.
final class ArticleTest {
    private static final Path SCRIPTS = DevServer.ROOT.resolve("examples/scripts/article");

    /// What differs from run to run, in text without blanks (long lines are folded where their
    /// length says): GUIDs, versions, times, hosts, the modulus of a key, and the caller, who is a
    /// person in one case and an application in the other.
    private static final Pattern VARIABLE =
            Pattern.compile(
                    "[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}"
                            + "|[0-9a-f]{32}"
                            + "|\\d{1,2}/\\d{1,2}/\\d{4}\\d{1,2}:\\d{2}:\\d{2}[AP]M"
                            + "|(?<=https://)[a-z0-9.-]+(:\\d+)?"
                            + "|(?<=\"n\":\")[^\"]+"
                            + "|administrator\\([^)]*\\)");

    @Test
    @Tag("seed:S-1")
    @Tag("seed:S-2")
    @Tag("seed:S-3")
    @Tag("seed:S-4")
    @Tag("seed:S-6")
    @Tag("seed:S-7")
    @Tag("seed:S-8")
    @Tag("seed:S-9")
    @Tag("seed:S-15")
    @Tag("seed:S-17")
    @Tag("seed:S-21")
    @Tag("seed:S-23")
    @Tag("seed:S-24")
    @Tag("seed:S-25")
    @Tag("seed:S-26")
    @Tag("seed:S-27")
    @Tag("seed:S-28")
    @Tag("seed:S-29")
    @Tag("seed:S-31")
    @Tag("seed:S-32")
    @Tag("seed:S-35")
    @Tag("seed:S-36")
    void managesAVaultWithPowerShell(@TempDir Path folder) throws Exception {
        String out = same("manage-with-powershell.ps1", folder);
        assertThat(out)
                .contains("Microsoft.KeyVault NotRegistered")
                .contains("VaultRG")
                .contains("Vault Name")
                .contains("Vault01")
                .containsPattern("(?m)^User@123$")
                .containsPattern("(?m)^User@456$")
                .containsPattern("(?m)^2$")
                .contains("keys: decrypt,sign  secrets: get")
                .contains("S-1-5-21-1004336348-1177238915-682003330-512");
    }

    @Test
    @Tag("seed:A-5")
    @Tag("seed:A-6")
    @Tag("seed:A-8")
    @Tag("seed:A-9")
    @Tag("seed:A-10")
    @Tag("seed:A-11")
    void preparesTheSampleApplication(@TempDir Path folder) throws Exception {
        assertThat(same("sample-application.ps1", folder))
                .contains("<add key=\"VaultUrl\" value=\"https://")
                .contains("<add key=\"AuthClientId\" value=\"")
                .contains("32 characters");
    }

    @Test
    @Tag("seed:C-1")
    @Tag("seed:C-2")
    @Tag("seed:C-3")
    @Tag("seed:C-10")
    @Tag("seed:C-11")
    void keepsACertificateAsASecret(@TempDir Path folder) throws Exception {
        assertThat(same("push-certificate.ps1", folder).lines())
                .containsExactly(
                        "True",
                        "True",
                        "pfx 255 bytes",
                        "no -Version: True",
                        "refused: True",
                        "True");
    }

    @Test
    @Tag("seed:V-2")
    @Tag("seed:V-3")
    @Tag("seed:V-4")
    void keepsThePasswordOfAMachine(@TempDir Path folder) throws Exception {
        assertThat(same("deploy-with-password.ps1", folder).lines())
                .satisfiesExactly(
                        line ->
                                assertThat(line)
                                        .isEqualTo("template deployment: True, deployment: False"),
                        line ->
                                assertThat(line)
                                        .matches(
                                                "https://contosovault\\.vault\\.[a-z.]+(:\\d+)?/secrets/MySecret/[0-9a-f]{32}"),
                        line -> assertThat(line).isEqualTo("template deployment: False, then True"),
                        line -> assertThat(line).isEqualTo("policies: 1, then 1"));
    }

    /// Runs the script both ways and gives the embedded output, after checking that the other is
    /// equal to it.
    private String same(String script, Path folder) throws Exception {
        Path here = Files.createDirectories(folder.resolve("embedded"));
        Commands embedded = Shell.embedded(here).file(prepared(script, here, Shell.REGISTER));
        assertThat(embedded.error()).isEmpty();
        assertThat(embedded.exitCode()).isZero();
        Path there = Files.createDirectories(folder.resolve("remote"));
        Commands remote;
        try (DevServer server = DevServer.startToKeep()) {
            remote =
                    Shell.remote(there, server)
                            .file(prepared(script, there, Shell.SIGN_IN + Shell.REGISTER));
        }
        assertThat(remote.error()).isEmpty();
        assertThat(remote.exitCode()).isZero();
        assertThat(normal(remote.out())).isEqualTo(normal(embedded.out()));
        return embedded.out();
    }

    private static Path prepared(String script, Path folder, String head) throws Exception {
        String body = Files.readString(SCRIPTS.resolve(script));
        // The first article registers the provider itself; that is one of its statements.
        String before =
                body.contains("Register-AzureRmResourceProvider")
                        ? head.replace(Shell.REGISTER, "")
                        : head;
        Path file = folder.resolve(script);
        Files.writeString(file, before + body);
        return file;
    }

    private static String normal(String text) {
        return VARIABLE.matcher(text.replaceAll("\\s+", "")).replaceAll("*");
    }
}
