package dev.keyward.api.arm;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Which api-versions the management plane takes, and what an old one is answered.
class ApiVersionsTest {
    private static final String PLAIN =
            "tenantId sku accessPolicies enabledForDeployment enabledForDiskEncryption"
                    + " enabledForTemplateDeployment";

    @TempDir Path folder;
    private Arm arm;

    @BeforeEach
    void start() throws IOException {
        arm = new Arm(new Stack(folder.resolve("home")));
        arm.ready();
        arm.put(arm.vault("VaultRG", "Vault01"), firewalled()).expect(201);
    }

    @AfterEach
    void stop() {
        arm.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"2026-11-01", "2026-01-01", "2021-10-01"})
    void whatAManualOfOursNamedIsServed(String version) {
        at("GET", arm.in("/providers/Keyward.Clock/time"), version, null).expect(200);
    }

    /// Each type in the versions of its own, not of its namespace.
    @ParameterizedTest
    @CsvSource({
        "Authorization/roleAssignments, 2015-07-01, 200",
        "Authorization/roleAssignments, 2020-04-01-preview, 200",
        "Authorization/roleAssignments, 2022-04-01, 200",
        "Authorization/roleAssignments, 2022-05-01-preview, 400",
        "Authorization/roleDefinitions, 2015-07-01, 200",
        "Authorization/roleDefinitions, 2018-01-01-preview, 200",
        "Authorization/roleDefinitions, 2022-05-01-preview, 200",
        "Authorization/roleDefinitions, 2020-04-01-preview, 400",
        "EventGrid/eventSubscriptions, 2017-06-15-preview, 200",
        "EventGrid/eventSubscriptions, 2025-07-15-preview, 200",
        "EventGrid/eventSubscriptions, 2026-06-15-preview, 200",
        "EventGrid/eventSubscriptions, 2025-06-15, 400"
    })
    void whatIsSaidOfVaultsIsServedInThePublishedVersions(String type, String version, int status) {
        at("GET", arm.vault("VaultRG", "Vault01") + "/providers/Microsoft." + type, version, null)
                .expect(status);
    }

    @ParameterizedTest
    @ValueSource(strings = {"2099-01-01", "1999-01-01"})
    void whatNobodyPublishedIsRefusedForEveryType(String version) {
        for (String path :
                List.of(
                        arm.vault("VaultRG", "Vault01"),
                        arm.vault("VaultRG", "Vault01") + "/privateLinkResources",
                        arm.in("/providers/Microsoft.KeyVault/vaults"),
                        arm.in("/providers/Microsoft.KeyVault/deletedVaults"),
                        "/providers/Microsoft.KeyVault/operations",
                        arm.in("/providers/Microsoft.Authorization/roleAssignments"),
                        arm.vault("VaultRG", "Vault01")
                                + "/providers/Microsoft.EventGrid/eventSubscriptions",
                        arm.in("/providers/Keyward.Clock/time"))) {
            Stack.Answer refused = at("GET", path, version, null);
            refused.refused(400, "NoRegisteredProviderFound");
            assertThat(refused.text("/error/message"))
                    .startsWith(
                            "No registered resource provider found for location 'local' and API"
                                    + " version '"
                                    + version
                                    + "' for type '");
        }
        for (String path :
                List.of(
                        "/tenants",
                        "/subscriptions",
                        "/providers",
                        arm.in(""),
                        arm.in("/locations"),
                        arm.in("/resources"),
                        arm.in("/providers/Microsoft.KeyVault"),
                        arm.in("/resourceGroups/VaultRG"))) {
            Stack.Answer refused = at("GET", path, version, null);
            refused.refused(400, "InvalidApiVersionParameter");
            assertThat(refused.text("/error/message"))
                    .startsWith(
                            "The api-version '"
                                    + version
                                    + "' is invalid. The supported versions are '2025-04-01,");
        }
    }

    @Test
    void theRefusalNamesTypeAndVersionsThatAreKnown() {
        assertThat(
                        at("GET", arm.deletedVault("x"), "2015-06-01", null)
                                .refused(400, "NoRegisteredProviderFound")
                                .text("/error/message"))
                .startsWith(
                        "No registered resource provider found for location 'local' and API version"
                                + " '2015-06-01' for type 'locations/deletedVaults'. The supported"
                                + " api-versions are '2016-10-01, 2018-02-14-preview, ")
                .endsWith(", 2026-05-15'. The supported locations are 'local'.");
        at("GET", arm.vault("VaultRG", "Vault01"), "latest", null)
                .refused(400, "InvalidApiVersionParameter");
    }

    @Test
    void everyVersionThatAProviderListsIsTaken() {
        JsonNode types =
                arm.get(arm.in("/providers/Microsoft.KeyVault")).json().at("/resourceTypes");
        List<String> versions = new ArrayList<>();
        for (JsonNode type : types) {
            if (type.path("resourceType").asText().equals("vaults")) {
                type.path("apiVersions").forEach(version -> versions.add(version.asText()));
            }
        }
        assertThat(versions)
                .contains("2026-05-15", "2023-07-01", "2022-07-01", "2016-10-01", "2015-06-01");
        for (String version : versions) {
            at("GET", arm.vault("VaultRG", "Vault01"), version, null).expect(200);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "2015-06-01,",
        "2016-10-01,enableSoftDelete enablePurgeProtection",
        "2018-02-14,enableSoftDelete enablePurgeProtection networkAcls",
        "2019-09-01,enableSoftDelete enablePurgeProtection networkAcls enableRbacAuthorization"
                + " softDeleteRetentionInDays",
        "2021-04-01-preview,enableSoftDelete enablePurgeProtection networkAcls"
                + " enableRbacAuthorization softDeleteRetentionInDays",
        "2021-10-01,enableSoftDelete enablePurgeProtection networkAcls enableRbacAuthorization"
                + " softDeleteRetentionInDays publicNetworkAccess",
        "2026-05-15,enableSoftDelete enablePurgeProtection networkAcls enableRbacAuthorization"
                + " softDeleteRetentionInDays publicNetworkAccess"
    })
    void anOldVersionIsAnsweredWithoutWhatCameLater(String version, @Nullable String further) {
        String known = PLAIN + " vaultUri provisioningState " + (further == null ? "" : further);
        List<JsonNode> answers =
                List.of(
                        at("GET", arm.vault("VaultRG", "Vault01"), version, null)
                                .expect(200)
                                .json(),
                        at("GET", arm.in("/providers/Microsoft.KeyVault/vaults"), version, null)
                                .expect(200)
                                .json()
                                .at("/value/0"));
        for (JsonNode answer : answers) {
            List<String> members = new ArrayList<>();
            answer.path("properties").fieldNames().forEachRemaining(members::add);
            assertThat(members).containsExactlyInAnyOrder(known.strip().split(" "));
            assertThat(answer.has("systemData")).isEqualTo(version.compareTo("2021-04") > 0);
        }
    }

    @Test
    void aClientThatCantSeeTheFirewallDoesntOpenIt() {
        String vault = arm.vault("VaultRG", "Vault01");
        at("PUT", vault, "2016-10-01", arm.newVault()).expect(200);
        Stack.Answer kept = at("GET", vault, "2026-05-15", null).expect(200);
        assertThat(kept.text("/properties/networkAcls/defaultAction")).isEqualTo("Deny");
        assertThat(kept.text("/properties/publicNetworkAccess")).isEqualTo("Disabled");

        at("PUT", vault, "2019-09-01", arm.newVault()).expect(200);
        kept = at("GET", vault, "2026-05-15", null).expect(200);
        assertThat(kept.json().at("/properties/networkAcls").isMissingNode()).isTrue();
        assertThat(kept.text("/properties/publicNetworkAccess")).isEqualTo("Disabled");
    }

    private String firewalled() {
        return arm.newVault()
                .replace(
                        "\"sku\"",
                        "\"publicNetworkAccess\":\"Disabled\",\"enablePurgeProtection\":true,"
                                + "\"networkAcls\":{\"bypass\":\"None\",\"defaultAction\":\"Deny\"},"
                                + "\"sku\"");
    }

    private Stack.Answer at(String method, String path, String version, @Nullable String body) {
        return arm.stack.call(
                method, Stack.MANAGEMENT, path + "?api-version=" + version, arm.token, body);
    }
}
