package dev.keyward.clients;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// `examples/scripts/operator.ps1` and `from-offer-to-signature.ps1` after it, as their heads say:
/// in the shell alone, and on a server that keeps its state. Everybody in them is told the same in
/// both.
final class OfferToSignatureTest {
    /// The script of an Azure Stack operator, as tenancy.md has it.
    private static final String OFFERED =
            """
            plan everything: Microsoft.Compute.Admin, Microsoft.Network.Admin, Microsoft.Storage.Admin, Microsoft.KeyVault.Admin
            offer everything: Public
            subscription Ann's: Enabled, of ann@keyward.localhost
            cores that nothing is counted against: 8
            """;

    private static final String STORY =
            """
            The operator makes an offer.
              quota local/small: 2 vaults
              offer starter of plan small-vaults: Private
              offer starter: Public
              takes in the directory fabrikam.example
            The company has people and an application of its own.
              alice@fabrikam.example
              sam@fabrikam.example
              application shop
            Alice subscribes and makes a vault.
              subscription Alice's: Enabled
              a vault before registering: refused, MissingSubscriptionRegistration
              a third vault of two: refused, QuotaExceeded
              key orders: EC
              the application may sign, and Sam may read the log
            The application signs, and can do nothing else.
              a signature of 64 bytes
              reading the key: refused, Forbidden
              deleting it: refused, Forbidden
            The operator gets at nothing of it.
              sees of it: Alice's of alice@fabrikam.example, Enabled
              opening the subscription: refused, it is none of his
              listing keys: refused, Unauthorized
              signing: refused, Unauthorized
              giving himself a role: refused, SubscriptionNotFound
              the same as operator: refused, SubscriptionNotFound
              making himself the owner: refused, OwnershipNotAskedFor
            Sam, the security officer, reads the log.
              Alice: KeyCreate 200
              the application: KeySign 200
              the application: KeyGet 403
              the application: KeyDelete 403
              a stranger: Authentication 401
            """;

    @TempDir private Path folder;

    private static void tells(Shell shell, String... arguments) throws Exception {
        tells(OFFERED, run(shell, "operator.ps1", arguments));
        tells(STORY, run(shell, "from-offer-to-signature.ps1", arguments));
    }

    private static void tells(String story, Commands run) {
        assertThat(run.error()).isEmpty();
        assertThat(run.out()).isEqualTo(story);
        assertThat(run.exitCode()).isZero();
    }

    private static Commands run(Shell shell, String script, String... arguments) throws Exception {
        String path = DevServer.ROOT.resolve("examples/scripts").resolve(script).toString();
        List<String> all = new ArrayList<>(List.of("-NoProfile", "-NonInteractive", "-File", path));
        all.addAll(List.of(arguments));
        return shell.run(all.toArray(String[]::new));
    }

    @Test
    @Tag("seed:I-1")
    @Tag("seed:I-2")
    @Tag("seed:I-16")
    @Tag("seed:I-32")
    void inTheShellAlone() throws Exception {
        tells(Shell.embedded(folder));
    }

    @Test
    @Tag("seed:I-1")
    @Tag("seed:I-2")
    @Tag("seed:I-16")
    @Tag("seed:I-32")
    void onAServer() throws Exception {
        try (DevServer server = DevServer.startToKeep()) {
            Shell shell = Shell.remote(folder, server);
            tells(shell, "-Server", server.get("AZURE_RESOURCE_MANAGER_URL"));
            assertThat(folder.resolve("shell-home/data")).doesNotExist();
        }
    }
}
