package dev.keyward.clients;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// `examples/scripts/certificate.ps1` and `issuer.ps1`, as a user runs them.
final class CertificateScriptTest {
    private static final String SCRIPT =
            DevServer.ROOT.resolve("examples/scripts/certificate.ps1").toString();

    @TempDir private Path folder;

    @Test
    void itMakesOrdersAndBringsCertificates() throws Exception {
        Commands run = Shell.embedded(folder).run("-NoProfile", "-NonInteractive", SCRIPT);
        // OpenSSL says there what it signs.
        assertThat(run.error().lines())
                .allMatch(line -> line.matches(".*ignature ok|subject ?=.*"));
        assertThat(run.exitCode()).isZero();
        assertThat(run.out().lines())
                .contains(
                        "self-signed: CN=web.example.org, signed by CN=web.example.org",
                        "by the vault's authority: CN=api.example.org",
                        "request: True",
                        "imported: CN=web.example.org, the same: True");
    }

    /// OpenSSL is the authority there, so without it this part of the script is left out.
    @Test
    void whatIsSignedElsewhereEndsItsOrder() throws Exception {
        assumeTrue(Commands.exists("openssl"), "openssl isn't installed");
        Commands run = Shell.embedded(folder).run("-NoProfile", "-NonInteractive", SCRIPT);
        assertThat(run.out().lines())
                .contains("signed elsewhere: CN=own.example.org, signed by CN=Elsewhere");
    }

    @Test
    void theVaultsOwnAuthorityIssuesRenewsAndRevokes() throws Exception {
        Commands run =
                Shell.embedded(folder)
                        .run(
                                "-NoProfile",
                                "-NonInteractive",
                                DevServer.ROOT.resolve("examples/scripts/issuer.ps1").toString());
        assertThat(run.error()).isEmpty();
        assertThat(run.exitCode()).isZero();
        assertThat(run.out().lines())
                .containsExactly(
                        "issued: CN=api.example.org, by its authority: True",
                        "renewed: True, another number: True",
                        "not permitted: www.example.com",
                        "revoked: api, superseded",
                        "still good: True");
    }
}
