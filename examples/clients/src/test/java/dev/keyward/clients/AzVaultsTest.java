package dev.keyward.clients;

import static org.assertj.core.api.Assertions.assertThat;

import com.azure.core.management.AzureEnvironment;
import com.azure.core.management.profile.AzureProfile;
import com.azure.resourcemanager.resources.ResourceManager;
import com.azure.resourcemanager.resources.fluent.TagOperationsClient;
import com.azure.resourcemanager.resources.models.Tags;
import com.azure.resourcemanager.resources.models.TagsPatchOperation;
import com.azure.resourcemanager.resources.models.TagsPatchResource;
import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// `az keyvault` on vaults themselves, against a server that keeps its state, every host by its own
/// name, the cloud registered as for Azure Stack. Out: managed HSMs (`update-hsm`, `wait-hsm`,
/// `check-name`, `region`, `role`, `setting`, `backup`, `restore`, `security-domain`, and
/// `private-endpoint-connection`, whose list is of HSMs alone in 2.74).
final class AzVaultsTest {
    private static final Path POLICY = DevServer.ROOT.resolve("examples/az/policy.json");

    @TempDir private static Path folder;

    private static DevServer server;
    private static Az az;

    @BeforeAll
    static void start() throws Exception {
        Az.assumeInstalled();
        server = DevServer.startToKeep();
        az = Az.registered(server, folder);
        az.done("provider register -n Microsoft.KeyVault");
        az.done("group create -n az -l local");
    }

    @AfterAll
    static void stop() {
        if (server != null) {
            server.close();
        }
    }

    @Test
    void theCloudIsFoundByItsAddress() throws Exception {
        JsonNode cloud = az.json("cloud show");
        String suffix = cloud.path("suffixes").path("keyvaultDns").asText();
        assertThat(suffix).startsWith(".vault." + DevServer.DOMAIN);
        assertThat(cloud.path("endpoints").path("activeDirectory").asText())
                .isEqualTo(server.get("AZURE_AUTHORITY_HOST") + "/");
        assertThat(az.text("state", "account show")).isEqualTo("Enabled");
        assertThat(az.text("[0].name", "account list-locations")).isEqualTo("local");
    }

    @Test
    void aVaultIsMadeChangedDeletedRecoveredAndPurged() throws Exception {
        JsonNode made = az.json("keyvault create -n az-life -g az --tags a=b --retention-days 7");
        JsonNode properties = made.path("properties");
        assertThat(made.path("location").asText()).isEqualTo("local");
        assertThat(properties.path("enableRbacAuthorization").asBoolean()).isTrue();
        assertThat(properties.path("softDeleteRetentionInDays").asInt()).isEqualTo(7);
        assertThat(properties.path("vaultUri").asText())
                .startsWith("https://az-life.vault." + DevServer.DOMAIN);
        assertThat(az.refused("keyvault create -n az-life -g az")).contains("already exists");
        assertThat(az.refused("keyvault create -n 1bad -g az")).contains("(VaultNameNotValid)");
        assertThat(az.refused("keyvault create -n az-none -g nowhere -l local"))
                .contains("(ResourceGroupNotFound)");
        az.done("keyvault wait -n az-life --created");

        az.done("keyvault update -n az-life --enabled-for-deployment true --set tags.c=d");
        JsonNode shown = az.json("keyvault show -n az-life");
        assertThat(shown.path("systemData").path("createdAt"))
                .isEqualTo(made.path("systemData").path("createdAt"));
        assertThat(shown.path("properties").path("enabledForDeployment").asBoolean()).isTrue();
        assertThat(shown.path("tags").path("c").asText()).isEqualTo("d");
        assertThat(az.refused("keyvault update -n az-life --retention-days 30"))
                .contains("softDeleteRetentionInDays");
        assertThat(AzSecretsTest.names(az.json("keyvault list"))).contains("az-life");
        assertThat(AzSecretsTest.names(az.json("keyvault list -g az"))).contains("az-life");
        assertThat(az.json("keyvault list --resource-type hsm")).isEmpty();
        assertThat(az.json("keyvault private-link-resource list --vault-name az-life")).isEmpty();

        az.done("keyvault delete -n az-life");
        assertThat(az.refused("keyvault show -n az-life")).contains("not found");
        assertThat(AzSecretsTest.names(az.json("keyvault list-deleted"))).contains("az-life");
        assertThat(az.text("properties.vaultId", "keyvault show-deleted -n az-life"))
                .isEqualTo(made.path("id").asText());
        assertThat(az.refused("keyvault create -n az-life -g az")).contains("(ConflictError)");
        az.done("keyvault recover -n az-life");
        assertThat(az.text("tags.c", "keyvault show -n az-life")).isEqualTo("d");
        az.done("keyvault delete -n az-life");
        az.done("keyvault purge -n az-life");
        assertThat(az.refused("keyvault show-deleted -n az-life -l local"))
                .contains("(DeletedVaultNotFound)");
    }

    @Test
    void purgeProtectionHolds() throws Exception {
        az.done("keyvault create -n az-safe -g az --enable-purge-protection true");
        az.done("keyvault delete -n az-safe");
        assertThat(az.refused("keyvault purge -n az-safe"))
                .contains("(Forbidden)", "purge protection is enabled");
    }

    /// The vault's name is one that this machine's JVM can resolve, so that the SDK for Java can
    /// have a look.
    @Test
    void policiesDecideWhoMay() throws Exception {
        JsonNode made = az.json("keyvault create -n named -g az --enable-rbac-authorization false");
        JsonNode own = made.path("properties").path("accessPolicies").path(0);
        assertThat(own.path("permissions").path("keys").path(0).asText()).isEqualTo("all");
        az.done("keyvault secret set --vault-name named -n s --value v");
        az.done("keyvault key create --vault-name named -n k --kty EC");
        az.done("keyvault certificate create --vault-name named -n c -p @" + POLICY);
        server.trustIt();
        JavaClients clients = JavaClients.of(server);
        assertThat(clients.secrets().getSecret("s").getValue()).isEqualTo("v");
        assertThat(clients.keys().getKey("k").getKeyType()).hasToString("EC");

        String me = " --spn " + server.get("AZURE_CLIENT_ID");
        az.done("keyvault set-policy -n named --secret-permissions list set" + me);
        assertThat(az.refused("keyvault secret show --vault-name named -n s"))
                .contains("(Forbidden)", "does not have secrets get permission");
        assertThat(az.json("keyvault secret list --vault-name named")).hasSize(1);
        String other = " --object-id 11111111-2222-4333-8444-555555555555";
        assertThat(
                        az.json("keyvault set-policy -n named --key-permissions get" + other)
                                .path("properties")
                                .path("accessPolicies"))
                .hasSize(2);
        az.done("keyvault delete-policy -n named" + other);
        assertThat(az.refused("keyvault delete-policy -n named" + other))
                .contains("No matching policies");
        az.done("keyvault delete-policy -n named" + me);
        assertThat(az.refused("keyvault secret list --vault-name named")).contains("(Forbidden)");
    }

    @Test
    void rolesDecideWhoMay() throws Exception {
        String scope = " --scope " + az.text("id", "keyvault create -n az-roles -g az");
        String secret = "keyvault secret set --vault-name az-roles -n s --value v";
        assertThat(az.refused(secret)).contains("(Forbidden)", "ForbiddenByRbac");
        assertThat(az.refused("keyvault set-policy -n az-roles --secret-permissions get --spn x"))
                .isNotEmpty();
        String role = "Key Vault Secrets Officer";
        String who = " --assignee " + server.get("AZURE_CLIENT_ID") + scope + " --role";
        String given = az.text("name", "role assignment create" + who, role);
        // az takes a second time for the first.
        assertThat(az.text("name", "role assignment create" + who, role)).isEqualTo(given);
        az.done(secret);
        JsonNode listed = az.json("role assignment list" + scope);
        assertThat(listed).hasSize(1);
        assertThat(listed.path(0).path("roleDefinitionName").asText()).isEqualTo(role);
        assertThat(listed.path(0).path("principalName").asText())
                .isEqualTo(server.get("AZURE_CLIENT_ID"));
        assertThat(az.text("[0].roleType", "role definition list --name", role))
                .isEqualTo("BuiltInRole");
        az.done("role assignment delete" + who, role);
        assertThat(az.json("role assignment list" + scope)).isEmpty();
        assertThat(az.refused(secret)).contains("ForbiddenByRbac");
    }

    /// Asks the directory for an application, a secret and a role, and signs in with what it got.
    @Test
    void anApplicationIsMadeForAVault(@TempDir Path own) throws Exception {
        String scope = az.text("id", "keyvault create -n az-apps -g az");
        az.done(
                "role assignment create --role",
                "Key Vault Administrator",
                "--scope",
                scope,
                "--assignee",
                server.get("AZURE_CLIENT_ID"));
        az.done("keyvault secret set --vault-name az-apps -n s --value v");
        JsonNode made =
                az.json(
                        "ad sp create-for-rbac -n reader --scopes " + scope + " --role",
                        "Key Vault Secrets User");
        Az reader = az.as(made.path("appId").asText(), made.path("password").asText(), own);
        assertThat(reader.text("value", "keyvault secret show --vault-name az-apps -n s"))
                .isEqualTo("v");
        assertThat(reader.refused("keyvault secret set --vault-name az-apps -n s --value w"))
                .contains("(Forbidden)", "ForbiddenByRbac");
        assertThat(reader.refused("keyvault show -n az-apps -g az"))
                .contains("(AuthorizationFailed)");
    }

    /// What the templates' README does with the program before this one, which is no longer
    /// released: its commands, as this one spells them.
    @Test
    @Tag("seed:V-12")
    void aPasswordIsPutAndTemplatesLetInFromACommandLine() throws Exception {
        az.done("keyvault create -n az-deploy -g az --enable-rbac-authorization false");
        String id =
                az.text(
                        "id",
                        "keyvault secret set --vault-name az-deploy --name MySecret --value"
                                + " Pa55word");
        assertThat(az.text("value", "keyvault secret show --id " + id)).isEqualTo("Pa55word");
        String flag = "properties.enabledForTemplateDeployment";
        assertThat(az.text(flag, "keyvault show -n az-deploy")).isNotEqualTo("true");
        az.done("keyvault update -n az-deploy --enabled-for-template-deployment true");
        assertThat(az.text(flag, "keyvault show -n az-deploy")).isEqualTo("true");
    }

    @Test
    void networkRulesAreKeptAndAsked() throws Exception {
        az.done("keyvault create -n az-net -g az --enable-rbac-authorization false");
        String rule = "keyvault network-rule ";
        az.done(rule + "add -n az-net --ip-address 10.0.0.0/8 127.0.0.1 ::1");
        JsonNode rules = az.json(rule + "list -n az-net");
        assertThat(rules.path("ipRules").path(1).path("value").asText()).isEqualTo("127.0.0.1/32");
        az.done("keyvault update -n az-net --default-action Deny --bypass None");
        String list = "keyvault secret list --vault-name az-net";
        assertThat(az.json(list)).isEmpty();
        az.done(rule + "remove -n az-net --ip-address 127.0.0.1");
        az.done(rule + "wait -n az-net --updated");
        assertThat(az.refused(list))
                .contains("(Forbidden) Client address is not authorized", "ForbiddenByFirewall");
        az.done(
                "keyvault update -n az-net --default-action Allow --public-network-access"
                        + " Disabled");
        assertThat(az.refused(list)).contains("Public network access is disabled");
    }

    /// Azure's resource manager library for Java, which makes and tags by an id whatever it is
    /// given.
    @Test
    void theSdkForJavaTagsVaultsGroupsAndSubscriptions() throws Exception {
        server.trustIt();
        String own = az.text("id", "account show");
        ResourceManager manager = manager(own);
        String vault =
                manager.genericResources()
                        .define("az-tagged")
                        .withRegion("local")
                        .withExistingResourceGroup("az")
                        .withResourceType("vaults")
                        .withProviderNamespace("Microsoft.KeyVault")
                        .withoutPlan()
                        .withApiVersion("2023-07-01")
                        .withProperties(
                                Map.of(
                                        "tenantId",
                                        server.get("AZURE_TENANT_ID"),
                                        "sku",
                                        Map.of("family", "A", "name", "standard"),
                                        "accessPolicies",
                                        List.of()))
                        .create()
                        .id();
        String subscription = "/subscriptions/" + own;
        TagOperationsClient tags = manager.serviceClient().getTagOperations();
        for (String each : List.of(vault, subscription + "/resourceGroups/az", subscription)) {
            assertThat(manager.tagOperations().updateTags(each, Map.of("a", "1", "b", "2")).tags())
                    .containsExactlyInAnyOrderEntriesOf(Map.of("a", "1", "b", "2"));
            TagsPatchResource merge =
                    new TagsPatchResource()
                            .withOperation(TagsPatchOperation.MERGE)
                            .withProperties(new Tags().withTags(Map.of("b", "3")));
            assertThat(tags.updateAtScope(each, merge).properties().tags())
                    .containsExactlyInAnyOrderEntriesOf(Map.of("a", "1", "b", "3"));
        }
        assertThat(manager.genericResources().getById(vault, "2023-07-01").tags())
                .containsEntry("b", "3");
        assertThat(manager.resourceGroups().getByName("az").tags()).containsEntry("b", "3");
        assertThat(manager.subscriptionClient().getSubscriptions().get(own).tags())
                .containsEntry("b", "3");
        tags.deleteAtScope(subscription);
        assertThat(tags.getAtScope(subscription).properties().tags()).isEmpty();
    }

    /// As Microsoft has it for Azure Stack: an environment of the hub's own endpoints.
    private static ResourceManager manager(String subscription) throws Exception {
        String url = server.get("AZURE_RESOURCE_MANAGER_URL") + "/";
        AzureEnvironment hub =
                new AzureEnvironment(
                        Map.of(
                                "managementEndpointUrl",
                                url,
                                "resourceManagerEndpointUrl",
                                url,
                                "activeDirectoryEndpointUrl",
                                server.get("AZURE_AUTHORITY_HOST") + "/",
                                "activeDirectoryResourceId",
                                url));
        return ResourceManager.authenticate(
                        server.credential(),
                        new AzureProfile(server.get("AZURE_TENANT_ID"), subscription, hub))
                .withDefaultSubscription();
    }
}
