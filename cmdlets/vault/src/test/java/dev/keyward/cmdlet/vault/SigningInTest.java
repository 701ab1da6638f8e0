package dev.keyward.cmdlet.vault;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keyward.cmdlet.Credential;
import dev.keyward.cmdlet.PsObject;
import dev.keyward.testing.FakeClock;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Who is signed in after signing in, out, and after being refused.
class SigningInTest {
    private static final Credential WRONG = new Credential("nobody", PlainShell.secure("wrong"));

    @TempDir Path folder;

    private PlainShell shell;

    @BeforeEach
    void open() {
        shell = new PlainShell(folder, new FakeClock(Instant.parse("2026-11-24T12:00:00Z")));
    }

    @AfterEach
    void close() {
        shell.close();
    }

    @Test
    void signingOutIsSaidInTheWordsOfTheModule() {
        shell.run("Disconnect-Account");
        assertThat(shell.error("Get-AzKeyVault")).contains("Run Connect-AzAccount to login.");
        assertThat(shell.error("Get-AzureRmKeyVault"))
                .contains("Run Login-AzureRmAccount to login.");
        shell.run("Connect-AzAccount");
        assertThat(shell.run("Get-AzKeyVault")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"Connect-AzAccount", "Login-AzureRmAccount", "Add-AzureAccount"})
    void aRefusedPasswordLeavesNobodySignedInWhereNobodyWas(String command) {
        assertThat(shell.run("Get-AzKeyVault")).isEmpty();
        assertThat(shell.error(command, "Credential", WRONG)).doesNotContain("wrong");
        nobodyIsSignedIn();
        shell.run("Connect-AzAccount");
        assertThat(shell.run("Get-AzKeyVault")).isEmpty();
    }

    @Test
    void aFailedSignInKeepsTheOneThatWorks() throws Exception {
        shell.run("Connect-AzAccount", "ContextName", "mine");
        for (String command :
                List.of("Connect-AzAccount", "Login-AzureRmAccount", "Add-AzureAccount")) {
            assertThat(shell.error(command, "Credential", WRONG)).doesNotContain("wrong");
            mineIsSignedIn();
        }
        shell.error(
                "Connect-Server", "Uri", "https://localhost:" + closedPort(), "Credential", WRONG);
        mineIsSignedIn();
        shell.error("Connect-Server", "Uri", "not an address");
        mineIsSignedIn();
        shell.error("Connect-AzAccount", "Environment", "elsewhere");
        mineIsSignedIn();
        shell.error("Connect-AzAccount", "Subscription", "none");
        mineIsSignedIn();
        shell.run("Disconnect-AzAccount");
        shell.error("Connect-Server", "Uri", "not an address");
        nobodyIsSignedIn();
    }

    private void mineIsSignedIn() {
        assertThat(PlainShell.member(shell.one("Get-AzContext"), "Name", String.class))
                .isEqualTo("mine");
        assertThat(shell.run("Get-AzKeyVault")).isEmpty();
    }

    @Test
    void anUnreachableServerLeavesNobodySignedIn() throws Exception {
        String message =
                shell.error(
                        "Connect-Server",
                        "Uri",
                        "https://localhost:" + closedPort(),
                        "Credential",
                        WRONG);
        assertThat(message).contains("no connection to localhost");
        nobodyIsSignedIn();
    }

    private static int closedPort() throws Exception {
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return free.getLocalPort();
        }
    }

    @Test
    void anUnknownEnvironmentOrAddressLeavesNobodySignedIn() {
        assertThat(shell.error("Connect-AzAccount", "Environment", "elsewhere"))
                .contains("Unable to find environment with name 'elsewhere'");
        nobodyIsSignedIn();
        assertThat(shell.error("Connect-Server", "Uri", "not an address"))
                .contains("isn't a server's address");
        nobodyIsSignedIn();
    }

    @Test
    void anUnknownSubscriptionLeavesNobodySignedIn() {
        assertThat(shell.invoke("Connect-AzAccount", "Subscription", "none").errors).hasSize(1);
        nobodyIsSignedIn();
    }

    @Test
    void aContextMadeBeforeCanBeChosenAgain() {
        shell.run("Connect-AzAccount");
        PsObject before = shell.one("Get-AzContext");
        shell.run("Connect-AzAccount", "ContextName", "other");
        String name = PlainShell.member(before, "Name", String.class);
        shell.run("Select-AzContext", "Name", name);
        assertThat(shell.run("Get-AzKeyVault")).isEmpty();
    }

    @Test
    void whatIfChangesNobody() {
        shell.run("Connect-AzAccount");
        PlainInvocation asked =
                shell.invoke(
                        "Connect-Server", "Uri", "https://localhost:1", "WhatIf", PlainShell.ON);
        assertThat(asked.errors).isEmpty();
        assertThat(shell.run("Get-AzKeyVault")).isEmpty();
    }

    private void nobodyIsSignedIn() {
        assertThat(shell.run("Get-AzContext")).isEmpty();
        assertThat(shell.error("Get-AzKeyVault")).contains("Run Connect-AzAccount to login.");
        assertThat(shell.error("Get-AzureRmKeyVault"))
                .contains("Run Login-AzureRmAccount to login.");
        assertThat(shell.error("Get-Secret", "VaultName", "kv-one"))
                .contains("Run Connect-AzAccount to login.");
    }
}
