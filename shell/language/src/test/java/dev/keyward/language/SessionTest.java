package dev.keyward.language;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SessionTest {
    @TempDir Path folder = Path.of("");
    private CapturingHost host = new CapturingHost();
    private Session session = TestSessions.in(Path.of(""), host);

    @BeforeEach
    void open() {
        host = new CapturingHost();
        session = TestSessions.in(folder, host);
    }

    private String shown(String text) {
        session.run(text, "");
        return host.output();
    }

    @Test
    void variablesLastFromRunToRun() {
        session.run("$x = 40", "");
        session.variable("y", 2);
        assertThat(shown("$x + $y")).isEqualTo("42\n");
        assertThat(session.variable("X")).isEqualTo(40);
    }

    @Test
    void evaluateGivesTheObjectsAndShowsNothing() {
        Session.Result result = session.evaluate("1..3 | ForEach-Object { $_ * 2 }", "");
        assertThat(result.output()).containsExactly(2, 4, 6);
        assertThat(host.output()).isEmpty();
    }

    @Test
    void anErrorAtThePromptIsOneLine() {
        Outcome outcome = session.run("nosuchcommand", "");
        assertThat(outcome.exitCode()).isZero();
        assertThat(outcome.successful()).isFalse();
        assertThat(host.errors())
                .startsWith("nosuchcommand: The term 'nosuchcommand' is not recognized");
    }

    @Test
    void anErrorInAFileTellsItsPlace() throws Exception {
        Path file = folder.resolve("s.ps1");
        Files.writeString(file, "'ok'\n  throw 'boom'\n");
        Outcome outcome = session.runFile(file, List.of());
        assertThat(outcome.exitCode()).isEqualTo(1);
        assertThat(outcome.error()).isNotNull();
        assertThat(host.errors())
                .isEqualTo(
                        """
                        Exception: %s:2
                        Line |
                           2 |    throw 'boom'
                             |    ~~~~~~~~~~~~
                             | boom
                        """
                                .formatted(file));
    }

    @Test
    void anEmptyPathIsNotTheFolderOneIsIn() {
        session.run(
                "$none = ''; Remove-Item $none -Recurse -Force; Remove-Item -LiteralPath ''"
                        + " -Recurse",
                "");
        assertThat(folder).exists();
        assertThat(host.errors())
                .contains("Cannot bind argument to parameter 'Path' because it is an empty string.")
                .contains(
                        "Cannot bind argument to parameter 'LiteralPath' because it is an empty"
                                + " string.");
    }

    @Test
    void syntaxErrorsRunNothing() {
        Outcome outcome = session.run("'before'\n1 | 2", "");
        assertThat(outcome.exitCode()).isEqualTo(1);
        assertThat(host.output()).isEmpty();
        assertThat(host.errors()).contains("first element of a pipeline");
    }

    @Test
    void fileArgumentsAreNamedPositionalAndSwitches() throws Exception {
        Path file = folder.resolve("s.ps1");
        Files.writeString(file, "param($a, [string]$Names, [switch]$On) \"$a $Names $On\"");
        session.runFile(file, List.of("first", "-Names", "x,y", "-On:$false"));
        assertThat(host.output()).isEqualTo("first x,y False\n");
    }

    @Test
    void exitInAScriptCalledFromAnotherEndsThatOne() throws Exception {
        Files.writeString(folder.resolve("inner.ps1"), "'in'; exit 3; 'never'");
        assertThat(shown("./inner.ps1; $LASTEXITCODE")).isEqualTo("in\n3\n");
    }

    @Test
    void dottedScriptsLeaveTheirDefinitions() throws Exception {
        Files.writeString(folder.resolve("lib.ps1"), "$p = 1; function lib { \"lib $p\" }");
        assertThat(shown(". ./lib.ps1; lib; $p")).isEqualTo("lib 1\n1\n");
    }

    @Test
    void modulesKeepTheirOwnScopeAndGiveWhatTheyExport() throws Exception {
        Files.writeString(
                folder.resolve("m.psm1"),
                "$script:n = 0\nfunction Step { $script:n++; $script:n }\nfunction hidden { 1 }\n"
                        + "Export-ModuleMember -Function Step");
        String text =
                "Import-Module ./m.psm1; Step; Step; $null -eq (Get-Command hidden -EA"
                        + " SilentlyContinue)";
        assertThat(shown(text)).isEqualTo("1\n2\nTrue\n");
    }

    @Test
    void aBareScriptInTheCurrentFolderIsNotRun() throws Exception {
        Files.writeString(folder.resolve("here.ps1"), "'no'");
        assertThat(shown("here.ps1")).isEmpty();
        assertThat(host.errors()).contains("./here.ps1");
    }

    @Test
    void unknownNamesOfSimpleFunctionsGoToArgs() {
        assertThat(shown("function k($s, $t = 'k') { \"$s|$t|$args\" }; k -nosuch 1 2"))
                .isEqualTo("2|k|-nosuch 1\n");
    }

    @Test
    void whatIfFlowsIntoFunctionsAndSaysWhatWouldBeDone() {
        String text =
                """
                function Reset-It {
                    [CmdletBinding(SupportsShouldProcess)]
                    param([Parameter(ValueFromPipelineByPropertyName)][string]$Name)
                    process { if ($PSCmdlet.ShouldProcess($Name, 'Reset')) { "reset $Name" } }
                }
                [pscustomobject]@{ Name = 'a' } | Reset-It -WhatIf
                [pscustomobject]@{ Name = 'b' } | Reset-It
                """;
        assertThat(shown(text))
                .isEqualTo(
                        "What if: Performing the operation \"Reset\" on target \"a\".\nreset b\n");
    }

    @Test
    void thePipelineVariableIsSeenDownstream() {
        assertThat(
                        shown(
                                "1, 2 | ForEach-Object -PipelineVariable p { $_ } | ForEach-Object"
                                        + " { $p * 10 }"))
                .isEqualTo("10\n20\n");
    }

    @Test
    void outVariableKeepsWhatFlowsOn() {
        assertThat(shown("$null = 1, 2 | ForEach-Object { $_ } -OutVariable o; $o.Count"))
                .isEqualTo("2\n");
    }

    @Test
    void scriptBlocksGivenForPipelineParametersRunForEachObject() {
        String text =
                "function t { param([Parameter(ValueFromPipeline)]$i,"
                        + " [Parameter(ValueFromPipelineByPropertyName)][string]$n) process { $n } };"
                        + " 1, 2 | t -n { \"n$_\" }";
        assertThat(shown(text)).isEqualTo("n1\nn2\n");
    }

    @Test
    void recursionIsDeepButNotEndless() {
        assertThat(shown("function d($n) { if ($n) { 1 + (d ($n - 1)) } else { 0 } }; d 2000"))
                .isEqualTo("2000\n");
        session.run("function e { e }; e", "");
        assertThat(host.errors()).contains("call depth overflow");
    }

    @Test
    void cancelEndsARunningLoopAndTheSessionGoesOn() throws Exception {
        CompletableFuture<Outcome> run =
                CompletableFuture.supplyAsync(
                        () -> session.run("'go'; while ($true) { $n++ }", ""));
        host.awaitOutput();
        session.cancel();
        Outcome outcome = run.get(20, TimeUnit.SECONDS);
        assertThat(outcome.cancelled()).isTrue();
        host.output();
        assertThat(shown("'alive'")).isEqualTo("alive\n");
    }

    @Test
    void finallyRunsWhenARunIsCancelled() throws Exception {
        CompletableFuture<Outcome> run =
                CompletableFuture.supplyAsync(() ->
                        session.run(
                                "try { 'go'; while ($true) { $n++ } } finally { $done = 1 }", ""));
        host.awaitOutput();
        session.cancel();
        run.get(20, TimeUnit.SECONDS);
        assertThat(session.variable("done")).isEqualTo(1);
    }

    @Test
    void programsOfTheSystemTakeAndGiveLines() {
        assertThat(shown("'b', 'a' | tac; $LASTEXITCODE")).isEqualTo("a\nb\n0\n");
    }

    @Test
    void theCommandIndexKnowsParametersAndSyntax() {
        session.run(
                "function Find-It { [CmdletBinding()] param([Parameter(Mandatory)][string]$Name) }",
                "");
        assertThat(session.commands().names()).contains("Find-It", "ForEach-Object");
        assertThat(session.commands().parameters("find-it"))
                .extracting(dev.keyward.cmdlet.Parameter::name)
                .contains("Name", "Verbose");
        assertThat(session.commands().syntax("Find-It"))
                .isEqualTo("Find-It [-Name] <string> [<CommonParameters>]");
    }

    @Test
    void outputOfABeginBlockReachesACommandThatHasNotBegunYet() {
        assertThat(
                        shown(
                                "function g { begin { 'b' } end { 'e' } }; g | ForEach-Object {"
                                        + " \"<$_>\" }"))
                .isEqualTo("<b>\n<e>\n");
    }

    @Test
    void aTerminatingErrorOfAFunctionPassesThroughTheBlocksInIt() {
        String text =
                """
                function T {
                    [CmdletBinding()] param()
                    1 | ForEach-Object {
                        $e = [System.Management.Automation.ErrorRecord]::new(
                            [Exception]::new('tt'), 'TId', 'InvalidData', $null)
                        $PSCmdlet.ThrowTerminatingError($e)
                    }
                    'no'
                }
                try { T } catch { "$_ $($_.FullyQualifiedErrorId)" }
                """;
        assertThat(shown(text)).isEqualTo("tt TId,T\n");
    }

    @Test
    void verboseFlowsIntoTheFunctionsThatAreCalled() {
        String text =
                "function In { [CmdletBinding()] param() Write-Verbose 'deep' };"
                        + " function Out { [CmdletBinding()] param() In }; Out; Out -Verbose";
        assertThat(shown(text)).isEqualTo("VERBOSE: deep\n");
    }

    @Test
    @Tag("seed:C-2")
    void aCertificateFileBecomesTheSecretThatDeploymentsExpect() throws Exception {
        Files.write(folder.resolve("keyvault.pfx"), new byte[] {1, 2, -3});
        String text =
                """
                $fileName = "keyvault.pfx"
                $fileContentBytes = get-content $fileName -Encoding Byte
                $fileContentEncoded = [System.Convert]::ToBase64String($fileContentBytes)
                $jsonObject = @"
                {
                "data": "$filecontentencoded",
                "dataType" :"pfx",
                "password": "pw"
                }
                "@
                $jsonObjectBytes = [System.Text.Encoding]::UTF8.GetBytes($jsonObject)
                $jsonEncoded = [System.Convert]::ToBase64String($jsonObjectBytes)
                $secret = ConvertTo-SecureString -String $jsonEncoded -AsPlainText –Force
                $secret.Length -eq $jsonEncoded.Length
                [Text.Encoding]::UTF8.GetString([Convert]::FromBase64String($jsonEncoded))
                """;
        assertThat(shown(text))
                .isEqualTo(
                        """
                        True
                        {
                        "data": "AQL9",
                        "dataType" :"pfx",
                        "password": "pw"
                        }
                        """);
    }

    @Test
    void theRestOfTheArgumentsHoldsPlainNumbers() {
        String text =
                "function rest { param($a, [Parameter(ValueFromRemainingArguments)]$rest)"
                        + " \"$a|$rest\" }; rest 1 2 3";
        assertThat(shown(text)).isEqualTo("1|2 3\n");
        assertThat(shown("Write-Host 1 2")).isEqualTo("1 2\n");
    }
}
