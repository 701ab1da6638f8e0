package dev.keyward.api.arm;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Discovery, subscriptions, providers and groups.
class SubscriptionsTest {
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
    @Tag("seed:A-1")
    void theDiscoveryDocumentIsThereForAnybodyInBothShapes() {
        Stack.Answer old =
                arm.stack.call(
                        "GET",
                        Stack.MANAGEMENT,
                        "//metadata/endpoints?api-version=2015-01-01",
                        null,
                        null);
        old.expect(200);
        assertThat(old.text("/authentication/loginEndpoint"))
                .isEqualTo("https://login.local.keyward.localhost:8443/");
        assertThat(old.text("/authentication/audiences/0"))
                .isEqualTo("https://management.local.keyward.localhost:8443/");
        assertThat(old.json().has("locations")).isFalse();
        assertThat(old.text("/graphEndpoint"))
                .isEqualTo("https://graph.local.keyward.localhost:8443/");
        assertThat(old.text("/portalEndpoint"))
                .isEqualTo("https://portal.local.keyward.localhost:8443/");
        assertThat(old.text("/galleryEndpoint"))
                .isEqualTo("https://gallery.local.keyward.localhost:8443/");

        Stack.Answer newer =
                arm.stack.call(
                        "GET",
                        Stack.MANAGEMENT,
                        "/metadata/endpoints?api-version=2019-05-01",
                        null,
                        null);
        newer.expect(200);
        assertThat(newer.text("/0/suffixes/keyVaultDns"))
                .isEqualTo("vault.local.keyward.localhost:8443");
        assertThat(newer.text("/0/portal")).isEqualTo(old.text("/portalEndpoint"));
        assertThat(newer.text("/0/gallery")).isEqualTo(old.text("/galleryEndpoint"));
        for (String member : List.of("media", "batch", "sqlManagement", "vmImageAliasDoc")) {
            assertThat(newer.text("/0/" + member)).as(member).isEqualTo(newer.text("/0/portal"));
        }

        Stack.Answer newest =
                arm.stack.call(
                        "GET",
                        Stack.MANAGEMENT,
                        "/metadata/endpoints?api-version=2022-09-01",
                        null,
                        null);
        newest.expect(200);
        assertThat(newest.json()).isEqualTo(newer.json().path(0));
    }

    @Test
    @Tag("security:S-06")
    void nothingElseIsToldWithoutAToken() {
        for (String path :
                List.of("/subscriptions", "/tenants", "/nonsense", "/subscriptions/x/providers")) {
            Stack.Answer answer =
                    arm.stack.call("GET", Stack.MANAGEMENT, path + Arm.VERSION, null, null);
            answer.refused(401, "AuthenticationFailed");
            assertThat(answer.headers().get("WWW-Authenticate"))
                    .startsWith(
                            "Bearer authorization_uri=\"https://login.local.keyward.localhost:8443/"
                                    + arm.stack.tenant
                                    + "\"");
        }
    }

    @Test
    @Tag("security:S-06")
    void aTokenForVaultsIsNoneHere() {
        String vaultToken = arm.stack.token(Stack.VAULT_RESOURCE);
        arm.stack
                .call("GET", Stack.MANAGEMENT, "/subscriptions" + Arm.VERSION, vaultToken, null)
                .refused(401, "InvalidAuthenticationToken");
    }

    @Test
    void tenantsSubscriptionsAndLocationsAreListed() {
        assertThat(arm.get("/tenants").text("/value/0/tenantId"))
                .isEqualTo(arm.stack.tenant.toString());
        Stack.Answer all = arm.get("/subscriptions");
        assertThat(all.json().at("/value").size()).isOne();
        assertThat(all.text("/value/0/subscriptionId"))
                .isEqualTo(arm.stack.subscription.toString());
        assertThat(all.text("/value/0/state")).isEqualTo("Enabled");
        assertThat(arm.get(arm.in("")).text("/tenantId")).isEqualTo(arm.stack.tenant.toString());
        assertThat(arm.get(arm.in("/locations")).text("/value/0/name")).isEqualTo("local");
    }

    @Test
    void aSubscriptionOfNobodyIsNotFound() {
        arm.call("GET", "/subscriptions/" + UUID.randomUUID(), null)
                .refused(404, "SubscriptionNotFound");
        arm.call("GET", "/subscriptions/not-a-guid/resourceGroups", null)
                .refused(404, "SubscriptionNotFound");
    }

    @Test
    void aStrangerSeesNoSubscriptionAndMayDoNothing() {
        arm.token = arm.strangersToken();
        assertThat(arm.get("/subscriptions").json().at("/value").size()).isZero();
        for (String[] request :
                new String[][] {
                    {"GET", arm.in("")},
                    {"GET", arm.in("/providers")},
                    {"POST", arm.in("/providers/Microsoft.KeyVault/register")},
                    {"GET", arm.in("/resourceGroups")},
                    {"PUT", arm.in("/resourceGroups/rg")},
                    {"DELETE", arm.in("/resourceGroups/rg")},
                    {"GET", arm.in("/resources")},
                    {"PUT", arm.vault("rg", "vault01")},
                    {"GET", arm.vault("rg", "vault01")},
                    {"DELETE", arm.vault("rg", "vault01")},
                    {"GET", arm.in("/providers/Microsoft.KeyVault/vaults")},
                    {"GET", arm.in("/providers/Microsoft.KeyVault/deletedVaults")},
                    {"PUT", arm.vault("rg", "vault01") + "/accessPolicies/add"}
                }) {
            Stack.Answer answer = arm.call(request[0], request[1], "{}");
            answer.refused(403, "AuthorizationFailed");
            assertThat(answer.text("/error/message")).contains("does not have authorization");
        }
    }

    @Test
    @Tag("seed:S-1")
    @Tag("seed:S-2")
    @Tag("seed:S-3")
    @Tag("seed:S-4")
    void aProviderIsRegisteredOnceAndAgain() {
        Stack.Answer fresh = arm.get(arm.in("/providers/Microsoft.KeyVault"));
        assertThat(fresh.text("/registrationState")).isEqualTo("NotRegistered");
        List<String> types = new ArrayList<>();
        for (JsonNode type : fresh.json().at("/resourceTypes")) {
            types.add(type.get("resourceType").asText());
            assertThat(type.get("locations").get(0).asText()).isEqualTo("local");
        }
        assertThat(types).contains("operations", "vaults", "vaults/secrets");

        for (int i = 0; i < 2; i++) {
            Stack.Answer registered =
                    arm.call("POST", arm.in("/providers/microsoft.keyvault/register"), null)
                            .expect(200);
            assertThat(registered.text("/registrationState")).isEqualTo("Registered");
            assertThat(registered.text("/namespace")).isEqualTo("Microsoft.KeyVault");
        }
        assertThat(arm.get(arm.in("/providers")).text("/value/0/registrationState"))
                .isEqualTo("Registered");
        arm.call("GET", arm.in("/providers/Microsoft.Nothing"), null)
                .refused(404, "InvalidResourceNamespace");
    }

    @Test
    void whatEverySubscriptionHasIsListedAndStaysRegistered() {
        List<String> listed = new ArrayList<>();
        for (JsonNode provider : arm.get(arm.in("/providers")).json().at("/value")) {
            listed.add(
                    provider.path("namespace").asText()
                            + " "
                            + provider.path("registrationState").asText()
                            + " "
                            + provider.path("registrationPolicy").asText());
        }
        assertThat(listed)
                .containsExactly(
                        "Microsoft.KeyVault NotRegistered RegistrationRequired",
                        "Microsoft.Authorization Registered RegistrationFree",
                        "Microsoft.EventGrid Registered RegistrationFree",
                        "Microsoft.Resources Registered RegistrationFree");

        String resources = arm.in("/providers/microsoft.resources");
        Stack.Answer provider = arm.get(resources);
        assertThat(provider.text("/id")).isEqualTo(arm.in("/providers/Microsoft.Resources"));
        List<String> types = new ArrayList<>();
        provider.json()
                .at("/resourceTypes")
                .forEach(type -> types.add(type.at("/resourceType").asText()));
        assertThat(types)
                .contains(
                        "tags", "subscriptions", "subscriptions/resourceGroups", "resourceGroups");
        assertThat(arm.get("/providers/Microsoft.Resources").json().has("registrationState"))
                .isFalse();
        assertThat(arm.call("POST", resources + "/register", null).expect(200).json())
                .isEqualTo(provider.json());
        arm.call("POST", resources + "/unregister", null).refused(409, "CannotUnregisterProvider");
        for (String change : List.of("register", "unregister")) {
            arm.call("POST", arm.in("/providers/Microsoft.Nothing/" + change), null)
                    .refused(404, "InvalidResourceNamespace");
        }
    }

    @Test
    @Tag("seed:S-5")
    void aVaultNeedsTheRegistrationAndTheErrorTellsTools() {
        arm.putGroup("VaultRG");
        Stack.Answer refused = arm.put(arm.vault("VaultRG", "Vault01"), arm.newVault());
        refused.refused(409, "MissingSubscriptionRegistration");
        assertThat(refused.text("/error/message"))
                .contains("not registered to use namespace 'Microsoft.KeyVault'");
        assertThat(refused.text("/error/details/0/target")).isEqualTo("Microsoft.KeyVault");

        arm.register();
        arm.put(arm.vault("VaultRG", "Vault01"), arm.newVault()).expect(201);
    }

    @Test
    @Tag("seed:S-6")
    void aResourceGroupIsMadeReplacedFoundAndDeleted() {
        String group = arm.in("/resourcegroups/VaultRG");
        arm.call("HEAD", group, null).expect(404);
        Stack.Answer made = arm.put(group, "{\"location\":\"Local\",\"tags\":{\"a\":\"1\"}}");
        made.expect(201);
        assertThat(made.text("/name")).isEqualTo("VaultRG");
        assertThat(made.text("/location")).isEqualTo("local");
        assertThat(made.text("/properties/provisioningState")).isEqualTo("Succeeded");
        assertThat(made.text("/id"))
                .isEqualTo("/subscriptions/" + arm.stack.subscription + "/resourceGroups/VaultRG");

        arm.put(arm.in("/resourceGroups/vaultrg"), "{\"location\":\"local\"}").expect(200);
        Stack.Answer replaced = arm.get(group);
        assertThat(replaced.text("/name")).isEqualTo("VaultRG");
        assertThat(replaced.json().at("/tags").isEmpty()).isTrue();
        arm.call("HEAD", group, null).expect(204);
        arm.call("PATCH", group, "{\"tags\":{\"b\":\"2\"}}").expect(200);
        assertThat(
                        arm.get(
                                        arm.in("/resourceGroups"),
                                        "&$filter=tagName%20eq%20'b'%20and%20tagValue%20eq%20'2'")
                                .text("/value/0/name"))
                .isEqualTo("VaultRG");

        arm.call("DELETE", group, null).expect(200);
        arm.call("GET", group, null).refused(404, "ResourceGroupNotFound");
    }
}
