package dev.keyward.cmdlet.vault;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Sign-ins that outlive a session: in files of their own, and kept for later sessions.
class SavedContextsTest {
    private static final String HOME = "$env:KEYWARD_HOME = \"$PWD/keep\"\n";

    private static final String ANN =
            """
            $password = ConvertTo-SecureString 'correct horse 17' -AsPlainText -Force
            $name = 'ann@' + (Get-Tenant).Domains[0]
            $null = New-User -DisplayName Ann -UserPrincipalName $name -Password $password
            $null = Set-AccessPolicy demo -UserPrincipalName $name -PermissionsToSecrets get
            $null = Set-Secret demo word (ConvertTo-SecureString 'here' -AsPlainText -Force)
            $ann = New-Object PSCredential $name, $password
            """;

    @TempDir Path folder;

    private CertificateShell shell;
    private Duration later = Duration.ZERO;

    @BeforeEach
    void open() {
        shell = new CertificateShell(folder);
    }

    @AfterEach
    void close() {
        shell.close();
    }

    /// The next session of the same user, ten minutes later: a refresh token that was used is good
    /// for one minute more.
    private void again() {
        shell.close();
        later = later.plusMinutes(10);
        shell = CertificateShell.opened(folder, later);
        assertThat(shell.run(HOME)).isEmpty();
    }

    private Path keep(String name) {
        return folder.resolve("keep").resolve(name);
    }

    private void annSaves(String how) {
        assertThat(shell.run(HOME + ANN)).isEmpty();
        assertThat(
                        shell.run(
                                "$null = Connect-AzAccount -Credential $ann -Environment Keyward"
                                        + " -ContextName ann"
                                        + how))
                .isEmpty();
    }

    @Test
    void aPersonGoesOnInALaterSessionWithoutAPassword() throws Exception {
        annSaves("; $null = Save-AzContext -Path ann.context");
        again();
        assertThat(
                        shell.run(
                                """
                                (Import-AzContext -Path ann.context).Context.Name
                                (Get-AzContext).Account.Id.StartsWith('ann@')
                                Get-Secret demo word -AsPlainText
                                """))
                .isEqualTo("ann\nTrue\nhere");
        // What renews it was used, and the next is where the first was: a third session goes on.
        again();
        assertThat(
                        shell.run(
                                "$null = Import-AzContext -Path ann.context; Get-Secret demo word"
                                        + " -AsPlainText"))
                .isEqualTo("here");
        for (Path file :
                new Path[] {
                    folder.resolve("ann.context"), keep("signins.sealed"), keep("contexts.key")
                }) {
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                    .as(file.toString())
                    .isEqualTo("rw-------");
            assertThat(new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1))
                    .doesNotContain("ann@", "refresh", "correct horse");
        }
    }

    @Test
    void whatIsKeptForLaterSessionsIsThereByItsName() throws Exception {
        annSaves(" -Scope CurrentUser");
        again();
        assertThat(
                        shell.run(
                                """
                                (Get-AzContext -ListAvailable).Name
                                (Select-AzContext ann).Name
                                Get-Secret demo word -AsPlainText
                                """))
                .isEqualTo("ann\nann\nhere");
        // Nothing more is kept where that is switched off, and again where it is on.
        assertThat(
                        shell.run(
                                """
                                $null = Disable-AzContextAutosave -Scope Process
                                $null = Connect-AzAccount -Environment Keyward -ContextName off
                                $null = Enable-AzContextAutosave
                                $null = Connect-AzAccount -Environment Keyward -ContextName on
                                """))
                .isEmpty();
        again();
        assertThat(shell.run("(Get-AzContext -ListAvailable).Name")).isEqualTo("ann\non");
        // Signing out ends it for all sessions.
        assertThat(
                        shell.run(
                                "$null = Disconnect-AzAccount -ContextName ann; (Get-AzContext"
                                        + " -ListAvailable).Name"))
                .isEqualTo("on");
        again();
        assertThat(shell.run("Select-AzContext ann")).contains("No context with the name 'ann'");
    }

    @Test
    void clearingForgetsWhatIsKeptUnlessThatIsLeftToTheSession() throws Exception {
        annSaves(" -Scope CurrentUser");
        assertThat(shell.run("Clear-AzContext -Force -Scope Process -PassThru")).isEqualTo("True");
        assertThat(keep("contexts.sealed")).exists();
        assertThat(shell.run("Clear-AzContext -Force -PassThru")).isEqualTo("True");
        try (Stream<Path> left = Files.list(folder.resolve("keep"))) {
            assertThat(left.map(Path::getFileName).map(Path::toString))
                    .doesNotContain("contexts.sealed", "signins.sealed");
        }
    }

    @Test
    void anEndedSignInIsToldFromAMissingRight() throws Exception {
        annSaves(
                "; $null = Save-AzContext -Path ann.context; $null = Connect-AzAccount -Force"
                        + " -ContextName me");
        assertThat(
                        shell.run(
                                "Set-AzKeyVaultSecret demo word $password -DefaultProfile"
                                        + " (Get-AzContext ann)"))
                .contains("Forbidden", "secrets set permission")
                .doesNotContain("Connect-");
        assertThat(shell.run("$null = Set-User $name -AccountEnabled $false")).isEmpty();
        assertThat(shell.run("Get-AzKeyVaultSecret demo word -DefaultProfile (Get-AzContext ann)"))
                .contains(
                        "please run Connect-AzAccount to set up your Azure credentials", "AADSTS");
        assertThat(shell.run("Get-Secret demo word -DefaultProfile (Get-AzContext ann)"))
                .contains("Run Connect-Server (or Connect-Account) again");
    }

    @Test
    void aSecretIsSavedOnlyWhereThatIsSaid() throws Exception {
        assertThat(
                        shell.run(
                                HOME
                                        + """
                                        $secret = ConvertTo-SecureString 'a secret of an application 9' -AsPlainText -Force
                                        $app = New-AzADApplication -DisplayName app -Password 'a secret of an application 9'
                                        $sp = New-AzADServicePrincipal -ApplicationId $app.AppId
                                        $null = Set-AccessPolicy demo -ServicePrincipalName $app.AppId -PermissionsToSecrets get
                                        $null = Set-Secret demo word (ConvertTo-SecureString 'here' -AsPlainText -Force)
                                        $null = Connect-AzAccount -ServicePrincipal -Credential (New-Object PSCredential $app.AppId, $secret) -Tenant (Get-Tenant).Id -Environment Keyward -ContextName app
                                        $null = Save-AzContext -Path without.context
                                        $null = Save-AzContext -Path with.context -WithCredential
                                        """))
                .isEmpty();
        again();
        assertThat(
                        shell.run(
                                "$null = Import-AzContext -Path without.context; Get-Secret demo"
                                        + " word -AsPlainText"))
                .contains("The sign-in has ended", "wasn't saved");
        assertThat(
                        shell.run(
                                "$null = Import-AzContext -Path with.context; Get-Secret demo word"
                                        + " -AsPlainText"))
                .isEqualTo("here");
    }

    @Test
    void aFileThatIsNotTheUsersAloneOrWasChangedIsRefusedByItsName() throws Exception {
        annSaves("; $null = Save-AzContext -Path ann.context");
        Path file = folder.resolve("ann.context");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r--r--"));
        assertThat(shell.run("Import-AzContext -Path ann.context"))
                .contains("ann.context is open to others (mode 0644); run: chmod 600");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
        byte[] saved = Files.readAllBytes(file);
        byte[] changed = saved.clone();
        changed[changed.length - 1] ^= 1;
        Files.write(file, changed);
        assertThat(shell.run("Import-AzContext -Path ann.context"))
                .contains("ann.context isn't used: it was changed");
        Files.writeString(file, "{}");
        assertThat(shell.run("Import-AzContext -Path ann.context"))
                .contains("ann.context is no file of contexts");
        Files.write(file, saved);
        Files.delete(keep("contexts.key"));
        assertThat(shell.run("Import-AzContext -Path ann.context"))
                .contains("its key is in the key file", "contexts.key, and not to be had");
        Files.write(keep("contexts.key"), new byte[32]);
        Files.setPosixFilePermissions(
                keep("contexts.key"), PosixFilePermissions.fromString("rw-------"));
        assertThat(shell.run("Import-AzContext -Path ann.context"))
                .contains("sealed under another key");
    }
}
