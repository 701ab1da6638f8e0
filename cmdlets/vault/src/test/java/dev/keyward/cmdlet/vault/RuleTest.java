package dev.keyward.cmdlet.vault;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The service says of these only that a property has an invalid value, as Azure does; the shell
/// says which and what would be right.
class RuleTest {
    @TempDir Path folder;

    private CertificateShell shell;

    @BeforeEach
    void open() {
        shell = new CertificateShell(folder);
    }

    @AfterEach
    void close() {
        shell.close();
    }

    @Test
    void aNameIsOfLettersDigitsAndHyphens() {
        String rule = "-Name: must be 1 to 127 letters, digits and hyphens.";
        assertThat(shell.run("Add-Key demo bad_name -Destination Software")).contains(rule);
        assertThat(shell.run("Get-Secret demo 'a b'")).contains(rule);
        assertThat(shell.run("Remove-Certificate demo ('n' * 128) -Force")).contains(rule);
    }

    @Test
    void tagsAreFewAndShort() {
        String set = "Set-Secret demo s (ConvertTo-SecureString v -AsPlainText -Force) -Tag ";
        assertThat(shell.run("$t = @{}; 1..16 | % { $t[\"t$_\"] = 1 }; " + set + "$t"))
                .contains("-Tag: must be at most 15 pairs.");
        assertThat(shell.run(set + "@{ long = 'x' * 513 }"))
                .contains("-Tag: must be names and values of at most 512 characters.");
    }

    @Test
    void aValueHasAtMost25600Bytes() {
        String set = "Set-Secret demo s (ConvertTo-SecureString (%s) -AsPlainText -Force)";
        assertThat(shell.run(set.formatted("'x' * 25601")))
                .contains("-SecretValue: must be at most 25600 bytes; it has 25601.");
        assertThat(shell.run("(" + set.formatted("'x' * 25600") + ").Name")).isEqualTo("s");
    }

    @Test
    void aScopeThatIsNoneIsNotTheSubscription() {
        assertThat(
                        shell.run(
                                "New-RoleAssignment -ObjectId 11111111-2222-3333-4444-555555555555"
                                        + " -RoleDefinitionName Reader -Scope $nothing"))
                .contains("Cannot validate argument on parameter 'Scope'.");
    }

    @Test
    void whatOnlyDevelopmentServersDoIsSaidToBeTheirs() {
        String theirs = "This is for development servers (serve --dev)";
        assertThat(
                        shell.run(
                                "Export-Vault demo contents -Passphrase (ConvertTo-SecureString"
                                        + " 'correct horse battery' -AsPlainText -Force)"))
                .contains(theirs);
        assertThat(shell.run("Step-ServerTime 1.00:00:00")).contains(theirs);
    }

    @Test
    void anImmutableReleasePolicyNeedsOneAndStays() {
        assertThat(shell.run("Update-Key demo none -Immutable"))
                .contains("-Immutable needs -ReleasePolicyPath.");
        assertThat(shell.run("Update-Key demo none -ReleasePolicyPath nowhere.json"))
                .contains("nowhere.json' can't be read.");
        shell.run(
                """
                $null = New-Vault release demo local -Sku Premium
                '{"version":"1.0.0","anyOf":[{"authority":"https://a.example","allOf":[{"claim":"c","equals":"x"}]}]}' > p.json
                $null = Add-Key release out -Destination Software -KeyType EC -CurveName P-256 -Exportable -ReleasePolicyPath p.json
                Update-Key release out -ReleasePolicyPath p.json -Immutable\
                """);
        assertThat(shell.run("Update-Key release out -ReleasePolicyPath p.json"))
                .contains("Code: BadParameter");
    }
}
