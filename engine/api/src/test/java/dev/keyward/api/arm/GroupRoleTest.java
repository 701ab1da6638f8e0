package dev.keyward.api.arm;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Somebody whose only role is at one resource group works in it as Azure's tools do, which ask
/// lists of the whole subscription first (management-plane.md, section 11).
class GroupRoleTest {
    private static final String CONTRIBUTOR = "b24988ac-6180-42a0-ab88-20f7382dd24c";
    private static final String KEY_VAULT_CONTRIBUTOR = "f25e0fa2-a7c8-4377-a976-54943a77a395";
    private static final String KEY_VAULT = "/providers/Microsoft.KeyVault";
    private static final List<String> LISTS =
            List.of(
                    "/resourceGroups",
                    "/resources",
                    KEY_VAULT + "/vaults",
                    KEY_VAULT + "/deletedVaults");

    @TempDir Path folder;
    private Arm arm;
    private Arm.Application helper;
    private String theirs = "";

    @BeforeEach
    void start() throws IOException {
        arm = new Arm(new Stack(folder.resolve("home")));
        arm.ready();
        arm.putGroup("Theirs");
        for (String name : List.of("our-kv", "our-old-kv")) {
            arm.put(arm.vault("VaultRG", name), arm.newVault()).expect(201);
        }
        arm.call("DELETE", arm.vault("VaultRG", "our-old-kv"), null).expect(200);
        helper = arm.application();
        theirs = helper.token(arm.stack, "https://" + Stack.MANAGEMENT + "/");
    }

    @AfterEach
    void stop() {
        arm.close();
    }

    private void give(String role, String scope) {
        arm.stack
                .call(
                        "PUT",
                        Stack.MANAGEMENT,
                        scope
                                + "/providers/Microsoft.Authorization/roleAssignments/"
                                + UUID.randomUUID()
                                + "?api-version=2022-04-01",
                        arm.token,
                        "{\"properties\":{\"roleDefinitionId\":\"/providers/Microsoft.Authorization/"
                                + "roleDefinitions/"
                                + role
                                + "\",\"principalId\":\""
                                + helper.objectId()
                                + "\"}}")
                .expect(201);
    }

    private Stack.Answer ask(String method, String path, @Nullable String body) {
        return arm.stack.call(method, Stack.MANAGEMENT, path + Arm.VERSION, theirs, body);
    }

    private List<String> names(String list) {
        return ask("GET", arm.in(list), null)
                .expect(200)
                .json()
                .at("/value")
                .findValuesAsText("name")
                .stream()
                .filter(name -> !name.equals("standard"))
                .toList();
    }

    /// The calls of `New-AzKeyVault`.
    @Test
    void aContributorOfAGroupMakesAVaultInIt() {
        give(CONTRIBUTOR, arm.in("/resourceGroups/Theirs"));
        assertThat(
                        ask("GET", "/subscriptions", null)
                                .expect(200)
                                .json()
                                .findValuesAsText("subscriptionId"))
                .containsExactly(arm.stack.subscription.toString());
        ask("GET", arm.in(""), null).expect(200);
        ask("GET", arm.in("/locations"), null).expect(200);
        Stack.Answer before =
                arm.stack.call(
                        "GET",
                        Stack.MANAGEMENT,
                        arm.in("/resources")
                                + "?api-version=2015-11-01&$filter=resourceType%20eq%20"
                                + "'Microsoft.KeyVault/vaults'%20and%20name%20eq%20'our-kv'",
                        theirs,
                        null);
        assertThat(before.expect(200).json().at("/value")).isEmpty();
        ask("PUT", arm.vault("Theirs", "their-kv"), arm.newVault()).expect(201);
        assertThat(names("/resources")).containsExactly("their-kv");
        assertThat(names(KEY_VAULT + "/vaults")).containsExactly("their-kv");
        assertThat(names("/resourceGroups")).containsExactly("Theirs");
        assertThat(names(KEY_VAULT + "/deletedVaults")).isEmpty();
        ask("DELETE", arm.vault("Theirs", "their-kv"), null).expect(200);
        assertThat(names(KEY_VAULT + "/deletedVaults")).containsExactly("their-kv");
        // What isn't theirs they neither see nor reach.
        ask("GET", arm.vault("VaultRG", "our-kv"), null).refused(403, "AuthorizationFailed");
        ask("PUT", arm.vault("VaultRG", "more-kv"), arm.newVault())
                .refused(403, "AuthorizationFailed");
        ask("PUT", arm.in("/resourceGroups/Another"), "{\"location\":\"local\"}")
                .refused(403, "AuthorizationFailed");
    }

    @Test
    void aRoleAtAVaultShowsThatVaultAlone() {
        arm.put(arm.vault("VaultRG", "their-kv"), arm.newVault()).expect(201);
        give(KEY_VAULT_CONTRIBUTOR, arm.vault("VaultRG", "their-kv"));
        assertThat(names("/resources")).containsExactly("their-kv");
        assertThat(names(KEY_VAULT + "/vaults")).containsExactly("their-kv");
        assertThat(names("/resourceGroups")).isEmpty();
        assertThat(names(KEY_VAULT + "/deletedVaults")).isEmpty();
    }

    @Test
    @Tag("security:S-06")
    void whoHasNoRoleInTheSubscriptionIsRefusedEachList() {
        for (String list : LISTS) {
            ask("GET", arm.in(list), null).refused(403, "AuthorizationFailed");
        }
        ask("GET", arm.in(""), null).refused(403, "AuthorizationFailed");
        assertThat(ask("GET", "/subscriptions", null).expect(200).json().at("/value")).isEmpty();
    }

    @Test
    void anOwnerSeesAllOfIt() {
        theirs = arm.token;
        assertThat(names("/resources")).containsExactly("our-kv");
        assertThat(names(KEY_VAULT + "/vaults")).containsExactly("our-kv");
        assertThat(names("/resourceGroups")).containsExactly("Theirs", "VaultRG");
        assertThat(names(KEY_VAULT + "/deletedVaults")).containsExactly("our-old-kv");
    }
}
