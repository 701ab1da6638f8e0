package dev.keyward.cmdlet.vault;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keyward.client.management.ResourceClient;
import dev.keyward.cmdlet.PsObject;
import dev.keyward.cmdlet.vault.connection.Connection;
import dev.keyward.model.Regions;
import dev.keyward.testing.FakeClock;
import dev.keyward.wire.arm.VaultProperties;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A shell whose deployment has two regions: vaults by name, wherever they are.
final class RegionsTest {
    private final FakeClock clock = new FakeClock(Instant.parse("2026-11-24T10:00:00Z"));
    private PlainShell shell;

    @BeforeEach
    void open(@TempDir Path folder) {
        shell = new PlainShell(folder, clock, Regions.of("local", List.of("west")));
        shell.vault("New-Vault", "here");
        make("there", "west");
    }

    @AfterEach
    void close() {
        shell.close();
    }

    private PsObject make(String name, String region) {
        return shell.one(
                "New-Vault", "VaultName", name, "ResourceGroupName", "VaultRG", "Location", region);
    }

    private String secretId(String vault) {
        PsObject secret =
                shell.one(
                        "Set-Secret",
                        "VaultName",
                        vault,
                        "Name",
                        "s",
                        "SecretValue",
                        PlainShell.secure("v"));
        return PlainShell.member(secret, "Id", String.class);
    }

    @Test
    void theVaultsNameIsEnoughForEveryKindOfObject() {
        assertThat(secretId("there")).contains("there.vault.west.");
        assertThat(secretId("here")).contains("here.vault.local.");
        assertThat(shell.one("Get-Secret", "VaultName", "There", "Name", "s")).isNotNull();
        PsObject key =
                shell.one(
                        "Add-Key",
                        "VaultName",
                        "there",
                        "Name",
                        "k",
                        "Destination",
                        "Software",
                        "KeyType",
                        "EC",
                        "CurveName",
                        "P-256");
        assertThat(PlainShell.member(key, "Id", String.class)).contains("there.vault.west.");
        assertThat(shell.run("Get-Key", "VaultName", "there")).hasSize(1);
        assertThat(shell.run("Get-Certificate", "VaultName", "there")).isEmpty();
        assertThat(shell.run("Get-Secret", "VaultName", "there")).hasSize(1);
    }

    @Test
    void vaultsOfAllRegionsAreListed() {
        assertThat(shell.run("Get-Vault"))
                .extracting(it -> ((PsObject) it).get("Location"))
                .containsExactly("local", "west");
        PsObject there = shell.one("Get-Vault", "VaultName", "there");
        assertThat(there.get("VaultUri")).isEqualTo("https://there.vault.west.keyward.localhost/");
    }

    @Test
    void aVaultThatIsMadeAgainElsewhereIsFoundThere() {
        assertThat(secretId("there")).contains("there.vault.west.");
        shell.run("Remove-Vault", "VaultName", "there", "Force", PlainShell.ON);
        shell.run(
                "Remove-Vault",
                "VaultName",
                "there",
                "Location",
                "west",
                "InRemovedState",
                PlainShell.ON,
                "Force",
                PlainShell.ON);
        make("there", "local");
        assertThat(secretId("there")).contains("there.vault.local.");
    }

    @Test
    void whatSomebodyElseMovedIsFoundTheNextTime() {
        secretId("there");
        Connection connection = shell.connections().current().orElseThrow();
        var vaults = connection.inSubscription().vaults();
        vaults.delete("VaultRG", "there");
        vaults.purge("west", "there");
        // Through another connection, as another client would.
        Connection other = shell.connections().localConnection();
        other.inSubscription().vaults().put("VaultRG", "there", "local", Map.of(), here(other));
        shell.error("Get-Secret", "VaultName", "there", "Name", "s");
        assertThat(secretId("there")).contains("there.vault.local.");
    }

    private static VaultProperties here(Connection connection) {
        return connection
                .inSubscription()
                .vaults()
                .find("VaultRG", "here")
                .orElseThrow()
                .properties();
    }

    @Test
    void theOperatorsPlaneIsAskedWithATokenOfItsOwn() {
        Connection connection = shell.connections().current().orElseThrow();
        ResourceClient operator = connection.operator();
        assertThat(operator.subscriptions().stream())
                .singleElement()
                .satisfies(own ->
                        assertThat(operator.in(own.subscriptionId()).clock().standing())
                                .isNotEmpty());
        assertThat(shell.one("Get-Environment", "Name", "Keyward").get("AdminManagementUrl"))
                .isEqualTo("https://adminmanagement.local.keyward.localhost");
    }

    @Test
    void theOperatorsEndpointOfAServerCanBeGiven() {
        PsObject added =
                shell.one(
                        "Add-AzureRmEnvironment",
                        "Name",
                        "site",
                        "ResourceManagerEndpoint",
                        "https://management.local.example.org",
                        "ActiveDirectoryEndpoint",
                        "https://login.local.example.org",
                        "AdminManagementUrl",
                        "https://operator.example.org/");
        assertThat(added.get("AdminManagementUrl")).isEqualTo("https://operator.example.org");
        PsObject changed =
                shell.one(
                        "Set-Environment",
                        "Name",
                        "site",
                        "ResourceManagerEndpoint",
                        "https://management.west.example.org");
        assertThat(changed.get("AdminManagementUrl"))
                .isEqualTo("https://adminmanagement.west.example.org");
    }
}
