package dev.keyward.api.arm;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The life of a vault as a resource.
class VaultResourcesTest {
    @TempDir Path folder;
    private Arm arm;

    @BeforeEach
    void start() throws IOException {
        arm = new Arm(new Stack(folder.resolve("home")));
    }

    @AfterEach
    void stop() {
        arm.close();
    }

    @Test
    @Tag("seed:S-7")
    @Tag("seed:S-8")
    @Tag("seed:S-9")
    void aNewVaultHasDefaultsAndItsOwnHost() {
        arm.ready();
        Stack.Answer made = arm.put(arm.vault("VaultRG", "Vault01"), arm.newVault());
        made.expect(201);
        assertThat(made.text("/name")).isEqualTo("Vault01");
        assertThat(made.text("/type")).isEqualTo("Microsoft.KeyVault/vaults");
        assertThat(made.text("/location")).isEqualTo("local");
        assertThat(made.json().at("/tags").isObject()).isTrue();
        assertThat(made.json().at("/tags").isEmpty()).isTrue();
        assertThat(made.text("/id"))
                .isEqualTo(
                        "/subscriptions/"
                                + arm.stack.subscription
                                + "/resourceGroups/VaultRG/providers/Microsoft.KeyVault/vaults/Vault01");
        assertThat(made.text("/properties/vaultUri"))
                .isEqualTo("https://vault01.vault.local.keyward.localhost:8443/");
        assertThat(made.text("/properties/tenantId")).isEqualTo(arm.stack.tenant.toString());
        assertThat(made.text("/properties/sku/name")).isEqualTo("standard");
        assertThat(made.text("/properties/sku/family")).isEqualTo("A");
        for (String flag :
                List.of(
                        "enabledForDeployment",
                        "enabledForDiskEncryption",
                        "enabledForTemplateDeployment",
                        "enableRbacAuthorization")) {
            assertThat(made.json().at("/properties/" + flag).isBoolean()).as(flag).isTrue();
            assertThat(made.json().at("/properties/" + flag).asBoolean()).as(flag).isFalse();
        }
        assertThat(made.json().at("/properties/accessPolicies").isEmpty()).isTrue();
        assertThat(made.json().at("/properties/enableSoftDelete").asBoolean()).isTrue();
        assertThat(made.json().at("/properties/softDeleteRetentionInDays").asInt()).isEqualTo(90);
        assertThat(made.text("/properties/provisioningState")).isEqualTo("Succeeded");
        assertThat(arm.get(arm.vault("vaultrg", "VAULT01")).json()).isEqualTo(made.json());
    }

    @Test
    @Tag("seed:S-31")
    void aVaultIsFoundThroughTheGenericList() {
        arm.ready();
        arm.put(arm.vault("VaultRG", "Vault01"), arm.newVault()).expect(201);
        String filter = "&$filter=resourceType%20eq%20'Microsoft.KeyVault/vaults'";
        Stack.Answer found =
                arm.get(arm.in("/resources"), filter + "%20and%20name%20eq%20'vault01'");
        assertThat(found.text("/value/0/name")).isEqualTo("Vault01");
        assertThat(found.text("/value/0/id")).contains("/resourceGroups/VaultRG/");
        assertThat(found.json().at("/value/0/properties").isMissingNode()).isTrue();
        assertThat(
                        arm.get(arm.in("/resources"), filter + "%20and%20name%20eq%20'other'")
                                .json()
                                .at("/value"))
                .isEmpty();
        assertThat(
                        arm.get(
                                        arm.in("/resources"),
                                        "&$filter=resourceType%20eq%20'Microsoft.Web/sites'")
                                .json()
                                .at("/value"))
                .isEmpty();
        assertThat(arm.get(arm.in("/resourceGroups/VaultRG/resources")).json().at("/value").size())
                .isOne();
        arm.call("GET", arm.in("/resources"), null, "&$filter=location%20gt%20'x'")
                .refused(400, "InvalidFilterInQueryString");
    }

    @Test
    void whatAToolReadItMayPutBack() {
        arm.ready();
        arm.put(arm.vault("VaultRG", "Vault01"), arm.newVault(arm.policy(Arm.ALICE, "get")))
                .expect(201);
        ObjectNode read = (ObjectNode) arm.get(arm.vault("VaultRG", "Vault01")).json();
        ObjectNode properties = (ObjectNode) read.get("properties");
        properties.put("hsmPoolResourceId", "ignored");
        properties.putNull("networkAcls");
        properties.putNull("enablePurgeProtection");
        properties.put("enabledForDeployment", true);
        arm.put(arm.vault("VaultRG", "Vault01"), read.toString()).expect(200);
        Stack.Answer now = arm.get(arm.vault("VaultRG", "Vault01"));
        assertThat(now.json().at("/properties/enabledForDeployment").asBoolean()).isTrue();
        assertThat(now.text("/properties/accessPolicies/0/objectId")).isEqualTo(Arm.ALICE);
    }

    @Test
    void putReplacesAndPatchKeeps() {
        arm.ready();
        arm.put(arm.vault("VaultRG", "Vault01"), arm.newVault(arm.policy(Arm.ALICE, "get")))
                .expect(201);
        arm.call("PATCH", arm.vault("VaultRG", "Vault01"), "{\"tags\":{\"a\":\"b\"}}").expect(200);
        Stack.Answer patched = arm.get(arm.vault("VaultRG", "Vault01"));
        assertThat(patched.text("/tags/a")).isEqualTo("b");
        assertThat(patched.json().at("/properties/accessPolicies").size()).isOne();

        arm.put(arm.vault("VaultRG", "Vault01"), arm.newVault()).expect(200);
        assertThat(arm.get(arm.vault("VaultRG", "Vault01")).json().at("/properties/accessPolicies"))
                .isEmpty();
    }

    @Test
    void aDeletedVaultIsRecoveredWithItsPoliciesOrPurged() {
        arm.ready();
        arm.put(arm.vault("VaultRG", "Vault01"), arm.newVault(arm.policy(Arm.ALICE, "get")))
                .expect(201);
        arm.call("DELETE", arm.vault("VaultRG", "Vault01"), null).expect(200);
        arm.call("DELETE", arm.vault("VaultRG", "Vault01"), null).expect(204);
        arm.call("GET", arm.vault("VaultRG", "Vault01"), null).refused(404, "ResourceNotFound");
        arm.put(arm.vault("VaultRG", "Vault01"), arm.newVault()).refused(409, "ConflictError");
        assertThat(arm.checkName("VAULT01").text("/reason")).isEqualTo("AlreadyExists");

        Stack.Answer deleted = arm.get(arm.in("/providers/Microsoft.KeyVault/deletedVaults"));
        assertThat(deleted.text("/value/0/type")).isEqualTo("Microsoft.KeyVault/deletedVaults");
        assertThat(deleted.text("/value/0/properties/deletionDate"))
                .isEqualTo("2026-11-24T10:00:00Z");
        assertThat(deleted.text("/value/0/properties/scheduledPurgeDate"))
                .isEqualTo("2027-02-22T10:00:00Z");
        assertThat(deleted.text("/value/0/properties/vaultId")).endsWith("/vaults/Vault01");
        arm.get(arm.deletedVault("vault01"));

        arm.put(
                        arm.vault("VaultRG", "Vault01"),
                        "{\"location\":\"local\",\"properties\":{\"tenantId\":\""
                                + arm.stack.tenant
                                + "\",\"sku\":{\"family\":\"A\",\"name\":\"standard\"},"
                                + "\"createMode\":\"recover\"}}")
                .expect(201);
        assertThat(
                        arm.get(arm.vault("VaultRG", "Vault01"))
                                .text("/properties/accessPolicies/0/objectId"))
                .isEqualTo(Arm.ALICE);

        arm.call("DELETE", arm.vault("VaultRG", "Vault01"), null).expect(200);
        arm.call("POST", arm.deletedVault("Vault01") + "/purge", null).expect(200);
        arm.call("GET", arm.deletedVault("Vault01"), null).refused(404, "DeletedVaultNotFound");
        arm.call("POST", arm.deletedVault("Vault01") + "/purge", null)
                .refused(404, "DeletedVaultNotFound");
        assertThat(arm.checkName("Vault01").json().at("/nameAvailable").asBoolean()).isTrue();
        arm.put(arm.vault("VaultRG", "Vault01"), arm.recovering())
                .refused(400, "SoftDeletedVaultDoesNotExist");
    }

    @Test
    void purgeProtectionHolds() {
        arm.ready();
        arm.put(
                        arm.vault("VaultRG", "Vault01"),
                        arm.newVault().replace("\"sku\"", "\"enablePurgeProtection\":true,\"sku\""))
                .expect(201);
        arm.put(
                        arm.vault("VaultRG", "Vault01"),
                        arm.newVault()
                                .replace("\"sku\"", "\"enablePurgeProtection\":false,\"sku\""))
                .refused(400, "BadRequest");
        arm.call("DELETE", arm.vault("VaultRG", "Vault01"), null).expect(200);
        Stack.Answer refused = arm.call("POST", arm.deletedVault("Vault01") + "/purge", null);
        assertThat(refused.status()).isBetween(400, 409);
        assertThat(refused.text("/error/message")).contains("purge protection");
    }

    @Test
    void aVaultOfTheOldVersionIsGoneWhenItIsDeleted() {
        arm.ready();
        String old = "?api-version=2016-10-01";
        arm.stack
                .call(
                        "PUT",
                        Stack.MANAGEMENT,
                        arm.vault("VaultRG", "Vault01") + old,
                        arm.token,
                        arm.newVault())
                .expect(201);
        arm.stack
                .call(
                        "DELETE",
                        Stack.MANAGEMENT,
                        arm.vault("VaultRG", "Vault01") + old,
                        arm.token,
                        null)
                .expect(200);
        assertThat(
                        arm.get(arm.in("/providers/Microsoft.KeyVault/deletedVaults"))
                                .json()
                                .at("/value"))
                .isEmpty();
        arm.put(arm.vault("VaultRG", "Vault01"), arm.newVault()).expect(201);
    }

    @Test
    void deletingAGroupDeletesItsVaultsAlone() {
        arm.ready();
        arm.putGroup("Other");
        arm.put(arm.vault("VaultRG", "Vault01"), arm.newVault()).expect(201);
        arm.put(arm.vault("Other", "Vault02"), arm.newVault()).expect(201);
        arm.call("DELETE", arm.in("/resourceGroups/VaultRG"), null).expect(200);
        assertThat(
                        arm.get(arm.in("/providers/Microsoft.KeyVault/deletedVaults"))
                                .text("/value/0/name"))
                .isEqualTo("Vault01");
        assertThat(arm.get(arm.in("/providers/Microsoft.KeyVault/vaults")).text("/value/0/name"))
                .isEqualTo("Vault02");
        arm.call("POST", arm.in("/providers/Microsoft.KeyVault/unregister"), null)
                .refused(409, "CannotUnregisterProvider");
    }

    @Test
    void listsComeInPagesThatLinkToTheNext() {
        arm.ready();
        for (String name : List.of("vault-c", "Vault-B", "vault-a")) {
            arm.put(arm.vault("VaultRG", name), arm.newVault()).expect(201);
        }
        List<String> names = new ArrayList<>();
        String target = arm.in("/providers/Microsoft.KeyVault/vaults") + Arm.VERSION + "&$top=1";
        for (int pages = 0; !target.isEmpty(); pages++) {
            assertThat(pages).isLessThan(4);
            Stack.Answer page =
                    arm.stack.call("GET", Stack.MANAGEMENT, target, arm.token, null).expect(200);
            assertThat(page.json().at("/value").size()).isOne();
            names.add(page.text("/value/0/name"));
            String next = page.text("/nextLink");
            target = next.replace("https://" + Stack.MANAGEMENT, "");
        }
        assertThat(names).containsExactly("vault-a", "Vault-B", "vault-c");
    }

    /// az CLI asks for these whenever it lists vaults, or what is deleted.
    @Test
    void whatIsNotOfferedIsAnEmptyList() {
        arm.ready();
        String vault = arm.vault("VaultRG", "Vault01");
        arm.call("GET", vault + "/privateLinkResources", null).refused(404, "ResourceNotFound");
        arm.put(vault, arm.newVault()).expect(201);
        for (String path :
                List.of(
                        arm.in("/providers/Microsoft.KeyVault/managedHSMs"),
                        arm.in("/resourceGroups/VaultRG/providers/Microsoft.KeyVault/managedHSMs"),
                        arm.in("/providers/Microsoft.KeyVault/deletedManagedHSMs"),
                        vault + "/privateLinkResources",
                        vault + "/privateEndpointConnections")) {
            assertThat(arm.get(path).expect(200).json().toString())
                    .as(path)
                    .isEqualTo("{\"value\":[]}");
        }
        arm.call("GET", arm.in("/providers/Microsoft.KeyVault/managedHSMs/none"), null)
                .refused(404, "NotFound");
    }
}
