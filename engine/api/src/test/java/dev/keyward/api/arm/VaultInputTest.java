package dev.keyward.api.arm;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Policies, and what is refused.
class VaultInputTest {
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
    @Tag("seed:S-13")
    @Tag("seed:S-14")
    @Tag("seed:S-35")
    @Tag("seed:A-9")
    void policiesTakeSidsAnyLetterCaseAndTheWordAll() {
        arm.ready();
        arm.put(
                        arm.vault("VaultRG", "Vault01"),
                        arm.newVault(
                                "{\"tenantId\":\""
                                        + arm.stack.tenant
                                        + "\",\"objectId\":\"S-1-5-21-1-2-3-500\",\"permissions\":{"
                                        + "\"keys\":[\"all\"],\"secrets\":[\"Get\",\"LIST\"],"
                                        + "\"storage\":[\"getsas\"]}}"))
                .expect(201);
        Stack.Answer vault = arm.get(arm.vault("VaultRG", "Vault01"));
        String entry = "/properties/accessPolicies/0";
        assertThat(vault.text(entry + "/objectId")).isEqualTo("S-1-5-21-1-2-3-500");
        assertThat(vault.text(entry + "/permissions/keys/0")).isEqualTo("all");
        assertThat(vault.text(entry + "/permissions/secrets/1")).isEqualTo("list");
        assertThat(vault.text(entry + "/permissions/storage/0")).isEqualTo("getsas");
        assertThat(vault.json().at(entry + "/permissions/certificates")).isEmpty();
    }

    @Test
    @Tag("seed:S-36")
    void entriesAreAddedReplacedAndRemovedOneByOne() {
        arm.ready();
        String path = arm.vault("VaultRG", "Vault01");
        arm.put(path, arm.newVault(arm.policy(Arm.ALICE, "get"))).expect(201);
        Stack.Answer added =
                arm.put(path + "/accessPolicies/add", Arm.policies(arm.policy(Arm.ALICE, "set")));
        added.expect(200);
        assertThat(added.text("/type")).isEqualTo("Microsoft.KeyVault/vaults/accessPolicies");
        assertThat(arm.secretWords(path)).containsExactly("get", "set");

        arm.put(path + "/accessPolicies/replace", Arm.policies(arm.policy(Arm.ALICE, "list")))
                .expect(200);
        assertThat(arm.secretWords(path)).containsExactly("list");

        String other = "22222222-2222-4333-8444-555555555555";
        arm.put(path + "/accessPolicies/add", Arm.policies(arm.policy(other, "get"))).expect(200);
        arm.put(path + "/accessPolicies/remove", Arm.policies(arm.policy(Arm.ALICE, "list")))
                .expect(200);
        Stack.Answer left = arm.get(path);
        assertThat(left.json().at("/properties/accessPolicies").size()).isOne();
        assertThat(left.text("/properties/accessPolicies/0/objectId")).isEqualTo(other);
        arm.put(path + "/accessPolicies/mend", Arm.policies(arm.policy(other, "get")))
                .refused(400, "BadRequest");
    }

    @Test
    @Tag("security:S-14")
    void badInputIsRefusedInArmsShape() {
        arm.ready();
        String path = arm.vault("VaultRG", "Vault01");
        String good = arm.newVault(arm.policy(Arm.ALICE, "get"));
        arm.put(path, "").refused(400, "BadRequest");
        arm.put(path, "[]").refused(400, "BadRequest");
        arm.put(path, "{\"location\":").refused(400, "BadRequest");
        arm.put(path, good.replace("\"local\"", "17")).refused(400, "BadRequest");
        arm.put(path, good.replace("\"local\"", "\"mars\""))
                .refused(400, "LocationNotAvailableForResourceType");
        arm.put(path, good.replaceFirst("\"location\":\"local\",", ""))
                .refused(400, "LocationRequired");
        arm.put(path, good.replace("standard", "gold")).refused(400, "BadRequest");
        arm.put(path, good.replace("\"get\"", "\"fly\"")).refused(400, "BadRequest");
        arm.put(path, good.replace(Arm.ALICE, "")).refused(400, "BadRequest");
        arm.put(path, good.replaceFirst(arm.stack.tenant.toString(), "not-a-guid"))
                .refused(400, "BadRequest");
        arm.put(path, good.replaceFirst(arm.stack.tenant.toString(), UUID.randomUUID().toString()))
                .refused(400, "BadRequest");
        arm.put(
                        path,
                        arm.newVault(
                                arm.policy(Arm.ALICE, "get"),
                                arm.policy(Arm.ALICE.toUpperCase(Locale.ROOT), "set")))
                .refused(400, "BadRequest");
        arm.put(
                        path,
                        arm.newVault(
                                arm.policy(Arm.ALICE, "get")
                                        .replace(arm.stack.tenant.toString(), Arm.ALICE)))
                .refused(400, "BadRequest");
        arm.put(path, good.replace("\"sku\"", "\"softDeleteRetentionInDays\":6,\"sku\""))
                .refused(400, "BadRequest");
        arm.put(
                        path,
                        good.replace(
                                "\"sku\"", "\"networkAcls\":{\"defaultAction\":\"Maybe\"},\"sku\""))
                .refused(400, "BadRequest");
        for (String name : List.of("1vault", "ab", "a--b", "vault-", "x".repeat(25), "v_1")) {
            arm.put(arm.vault("VaultRG", name), good).refused(400, "VaultNameNotValid");
        }
        arm.put(arm.vault("NoSuchGroup", "Vault01"), good).refused(404, "ResourceGroupNotFound");
        arm.put(arm.in("/resourceGroups/bad."), "{\"location\":\"local\"}")
                .refused(400, "InvalidResourceGroupName");
        arm.call("GET", arm.in("/resourceGroups"), null, "&$top=0").refused(400, "BadRequest");
        arm.call("GET", arm.in("/resourceGroups"), null, "&$skiptoken=%25")
                .refused(400, "BadRequest");
        arm.stack
                .call("GET", Stack.MANAGEMENT, "/subscriptions", arm.token, null)
                .refused(400, "MissingApiVersionParameter");
        arm.call("GET", "/nothing/here", null).expect(404);
        arm.call("TRACE", "/subscriptions", null).expect(405);
    }

    @Test
    void aNameTakenElsewhereIsTaken() {
        arm.ready();
        arm.putGroup("Other");
        arm.put(arm.vault("VaultRG", "Vault01"), arm.newVault()).expect(201);
        arm.put(arm.vault("Other", "VAULT01"), arm.newVault()).refused(409, "VaultAlreadyExists");
        assertThat(arm.checkName("1vault").text("/reason")).isEqualTo("AccountNameInvalid");
    }
}
