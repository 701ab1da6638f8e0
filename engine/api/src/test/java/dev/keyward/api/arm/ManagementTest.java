package dev.keyward.api.arm;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ManagementTest {
    private static final String VERSION = "?api-version=2023-07-01";
    private static final String ALICE = "11111111-2222-4333-8444-555555555555";

    @TempDir Path folder;
    private Stack stack;
    private String token;

    @BeforeEach
    void start() throws IOException {
        stack = new Stack(folder.resolve("home"));
        token = stack.managementToken();
    }

    @AfterEach
    void stop() {
        stack.close();
    }

    // --- discovery and who may ask

    @Test
    @Tag("seed:A-1")
    void theDiscoveryDocumentIsThereForAnybodyInBothShapes() {
        Stack.Answer old =
                stack.call(
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
        assertThat(old.text("/graphEndpoint"))
                .isEqualTo("https://graph.local.keyward.localhost:8443/");

        Stack.Answer newer =
                stack.call(
                        "GET",
                        Stack.MANAGEMENT,
                        "/metadata/endpoints?api-version=2019-05-01",
                        null,
                        null);
        newer.expect(200);
        assertThat(newer.text("/0/suffixes/keyVaultDns"))
                .isEqualTo("vault.local.keyward.localhost:8443");
        for (String member : List.of("media", "batch", "sqlManagement", "vmImageAliasDoc")) {
            assertThat(newer.text("/0/" + member)).as(member).startsWith("https://");
        }
    }

    @Test
    @Tag("security:S-06")
    void nothingElseIsToldWithoutAToken() {
        for (String path :
                List.of("/subscriptions", "/tenants", "/nonsense", "/subscriptions/x/providers")) {
            Stack.Answer answer = stack.call("GET", Stack.MANAGEMENT, path + VERSION, null, null);
            answer.refused(401, "AuthenticationFailed");
            assertThat(answer.headers().get("WWW-Authenticate"))
                    .startsWith(
                            "Bearer authorization_uri=\"https://login.local.keyward.localhost:8443/"
                                    + stack.tenant
                                    + "\"");
        }
    }

    @Test
    @Tag("security:S-06")
    void aTokenForVaultsIsNoneHere() {
        String vaultToken = stack.token(Stack.VAULT_RESOURCE);
        stack.call("GET", Stack.MANAGEMENT, "/subscriptions" + VERSION, vaultToken, null)
                .refused(401, "InvalidAuthenticationToken");
    }

    @Test
    void tenantsSubscriptionsAndLocationsAreListed() {
        assertThat(get("/tenants").text("/value/0/tenantId")).isEqualTo(stack.tenant.toString());
        Stack.Answer all = get("/subscriptions");
        assertThat(all.json().at("/value").size()).isOne();
        assertThat(all.text("/value/0/subscriptionId")).isEqualTo(stack.subscription.toString());
        assertThat(all.text("/value/0/state")).isEqualTo("Enabled");
        assertThat(get(in("")).text("/tenantId")).isEqualTo(stack.tenant.toString());
        assertThat(get(in("/locations")).text("/value/0/name")).isEqualTo("local");
    }

    @Test
    void aSubscriptionOfNobodyIsNotFound() {
        call("GET", "/subscriptions/" + UUID.randomUUID(), null)
                .refused(404, "SubscriptionNotFound");
        call("GET", "/subscriptions/not-a-guid/resourceGroups", null)
                .refused(404, "SubscriptionNotFound");
    }

    @Test
    void aStrangerSeesNoSubscriptionAndMayDoNothing() {
        token = strangersToken();
        assertThat(get("/subscriptions").json().at("/value").size()).isZero();
        for (String[] request :
                new String[][] {
                    {"GET", in("")},
                    {"GET", in("/providers")},
                    {"POST", in("/providers/Microsoft.KeyVault/register")},
                    {"GET", in("/resourceGroups")},
                    {"PUT", in("/resourceGroups/rg")},
                    {"DELETE", in("/resourceGroups/rg")},
                    {"GET", in("/resources")},
                    {"PUT", vault("rg", "vault01")},
                    {"GET", vault("rg", "vault01")},
                    {"DELETE", vault("rg", "vault01")},
                    {"GET", in("/providers/Microsoft.KeyVault/vaults")},
                    {"GET", in("/providers/Microsoft.KeyVault/deletedVaults")},
                    {"PUT", vault("rg", "vault01") + "/accessPolicies/add"}
                }) {
            Stack.Answer answer = call(request[0], request[1], "{}");
            answer.refused(403, "AuthorizationFailed");
            assertThat(answer.text("/error/message")).contains("does not have authorization");
        }
    }

    // --- providers and groups

    @Test
    @Tag("seed:S-1")
    @Tag("seed:S-2")
    @Tag("seed:S-3")
    @Tag("seed:S-4")
    void aProviderIsRegisteredOnceAndAgain() {
        Stack.Answer fresh = get(in("/providers/Microsoft.KeyVault"));
        assertThat(fresh.text("/registrationState")).isEqualTo("NotRegistered");
        List<String> types = new ArrayList<>();
        for (JsonNode type : fresh.json().at("/resourceTypes")) {
            types.add(type.get("resourceType").asText());
            assertThat(type.get("locations").get(0).asText()).isEqualTo("local");
        }
        assertThat(types).contains("operations", "vaults", "vaults/secrets");

        for (int i = 0; i < 2; i++) {
            Stack.Answer registered =
                    call("POST", in("/providers/microsoft.keyvault/register"), null).expect(200);
            assertThat(registered.text("/registrationState")).isEqualTo("Registered");
            assertThat(registered.text("/namespace")).isEqualTo("Microsoft.KeyVault");
        }
        assertThat(get(in("/providers")).text("/value/0/registrationState"))
                .isEqualTo("Registered");
        call("GET", in("/providers/Microsoft.Nothing"), null)
                .refused(404, "InvalidResourceNamespace");
    }

    @Test
    @Tag("seed:S-5")
    void aVaultNeedsTheRegistrationAndTheErrorTellsTools() {
        putGroup("VaultRG");
        Stack.Answer refused = put(vault("VaultRG", "Vault01"), newVault());
        refused.refused(409, "MissingSubscriptionRegistration");
        assertThat(refused.text("/error/message"))
                .contains("not registered to use namespace 'Microsoft.KeyVault'");
        assertThat(refused.text("/error/details/0/target")).isEqualTo("Microsoft.KeyVault");

        register();
        put(vault("VaultRG", "Vault01"), newVault()).expect(201);
    }

    @Test
    @Tag("seed:S-6")
    void aResourceGroupIsMadeReplacedFoundAndDeleted() {
        String group = in("/resourcegroups/VaultRG");
        call("HEAD", group, null).expect(404);
        Stack.Answer made = put(group, "{\"location\":\"Local\",\"tags\":{\"a\":\"1\"}}");
        made.expect(201);
        assertThat(made.text("/name")).isEqualTo("VaultRG");
        assertThat(made.text("/location")).isEqualTo("local");
        assertThat(made.text("/properties/provisioningState")).isEqualTo("Succeeded");
        assertThat(made.text("/id"))
                .isEqualTo("/subscriptions/" + stack.subscription + "/resourceGroups/VaultRG");

        put(in("/resourceGroups/vaultrg"), "{\"location\":\"local\"}").expect(200);
        Stack.Answer replaced = get(group);
        assertThat(replaced.text("/name")).isEqualTo("VaultRG");
        assertThat(replaced.json().at("/tags").isEmpty()).isTrue();
        call("HEAD", group, null).expect(204);
        call("PATCH", group, "{\"tags\":{\"b\":\"2\"}}").expect(200);
        assertThat(
                        get(
                                        in("/resourceGroups"),
                                        "&$filter=tagName%20eq%20'b'%20and%20tagValue%20eq%20'2'")
                                .text("/value/0/name"))
                .isEqualTo("VaultRG");

        call("DELETE", group, null).expect(200);
        call("GET", group, null).refused(404, "ResourceGroupNotFound");
    }

    // --- vaults

    @Test
    @Tag("seed:S-7")
    @Tag("seed:S-8")
    @Tag("seed:S-9")
    void aNewVaultHasDefaultsAndItsOwnHost() {
        ready();
        Stack.Answer made = put(vault("VaultRG", "Vault01"), newVault());
        made.expect(201);
        assertThat(made.text("/name")).isEqualTo("Vault01");
        assertThat(made.text("/type")).isEqualTo("Microsoft.KeyVault/vaults");
        assertThat(made.text("/location")).isEqualTo("local");
        assertThat(made.json().at("/tags").isObject()).isTrue();
        assertThat(made.json().at("/tags").isEmpty()).isTrue();
        assertThat(made.text("/id"))
                .isEqualTo(
                        "/subscriptions/"
                                + stack.subscription
                                + "/resourceGroups/VaultRG/providers/Microsoft.KeyVault/vaults/Vault01");
        assertThat(made.text("/properties/vaultUri"))
                .isEqualTo("https://vault01.vault.local.keyward.localhost:8443/");
        assertThat(made.text("/properties/tenantId")).isEqualTo(stack.tenant.toString());
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
        assertThat(get(vault("vaultrg", "VAULT01")).json()).isEqualTo(made.json());
    }

    @Test
    @Tag("seed:S-31")
    void aVaultIsFoundThroughTheGenericList() {
        ready();
        put(vault("VaultRG", "Vault01"), newVault()).expect(201);
        String filter = "&$filter=resourceType%20eq%20'Microsoft.KeyVault/vaults'";
        Stack.Answer found = get(in("/resources"), filter + "%20and%20name%20eq%20'vault01'");
        assertThat(found.text("/value/0/name")).isEqualTo("Vault01");
        assertThat(found.text("/value/0/id")).contains("/resourceGroups/VaultRG/");
        assertThat(found.json().at("/value/0/properties").isMissingNode()).isTrue();
        assertThat(
                        get(in("/resources"), filter + "%20and%20name%20eq%20'other'")
                                .json()
                                .at("/value"))
                .isEmpty();
        assertThat(
                        get(in("/resources"), "&$filter=resourceType%20eq%20'Microsoft.Web/sites'")
                                .json()
                                .at("/value"))
                .isEmpty();
        assertThat(get(in("/resourceGroups/VaultRG/resources")).json().at("/value").size()).isOne();
        call("GET", in("/resources"), null, "&$filter=location%20gt%20'x'")
                .refused(400, "InvalidFilterInQueryString");
    }

    @Test
    void whatAToolReadItMayPutBack() {
        ready();
        put(vault("VaultRG", "Vault01"), newVault(policy(ALICE, "get"))).expect(201);
        ObjectNode read = (ObjectNode) get(vault("VaultRG", "Vault01")).json();
        ObjectNode properties = (ObjectNode) read.get("properties");
        properties.put("hsmPoolResourceId", "ignored");
        properties.putNull("networkAcls");
        properties.putNull("enablePurgeProtection");
        properties.put("enabledForDeployment", true);
        put(vault("VaultRG", "Vault01"), read.toString()).expect(200);
        Stack.Answer now = get(vault("VaultRG", "Vault01"));
        assertThat(now.json().at("/properties/enabledForDeployment").asBoolean()).isTrue();
        assertThat(now.text("/properties/accessPolicies/0/objectId")).isEqualTo(ALICE);
    }

    @Test
    void putReplacesAndPatchKeeps() {
        ready();
        put(vault("VaultRG", "Vault01"), newVault(policy(ALICE, "get"))).expect(201);
        call("PATCH", vault("VaultRG", "Vault01"), "{\"tags\":{\"a\":\"b\"}}").expect(200);
        Stack.Answer patched = get(vault("VaultRG", "Vault01"));
        assertThat(patched.text("/tags/a")).isEqualTo("b");
        assertThat(patched.json().at("/properties/accessPolicies").size()).isOne();

        put(vault("VaultRG", "Vault01"), newVault()).expect(200);
        assertThat(get(vault("VaultRG", "Vault01")).json().at("/properties/accessPolicies"))
                .isEmpty();
    }

    @Test
    void aDeletedVaultIsRecoveredWithItsPoliciesOrPurged() {
        ready();
        put(vault("VaultRG", "Vault01"), newVault(policy(ALICE, "get"))).expect(201);
        call("DELETE", vault("VaultRG", "Vault01"), null).expect(200);
        call("DELETE", vault("VaultRG", "Vault01"), null).expect(204);
        call("GET", vault("VaultRG", "Vault01"), null).refused(404, "ResourceNotFound");
        put(vault("VaultRG", "Vault01"), newVault()).refused(409, "ConflictError");
        assertThat(checkName("VAULT01").text("/reason")).isEqualTo("AlreadyExists");

        Stack.Answer deleted = get(in("/providers/Microsoft.KeyVault/deletedVaults"));
        assertThat(deleted.text("/value/0/type")).isEqualTo("Microsoft.KeyVault/deletedVaults");
        assertThat(deleted.text("/value/0/properties/deletionDate"))
                .isEqualTo("2026-11-24T10:00:00Z");
        assertThat(deleted.text("/value/0/properties/scheduledPurgeDate"))
                .isEqualTo("2027-02-22T10:00:00Z");
        assertThat(deleted.text("/value/0/properties/vaultId")).endsWith("/vaults/Vault01");
        get(deletedVault("vault01"));

        put(
                        vault("VaultRG", "Vault01"),
                        "{\"location\":\"local\",\"properties\":{\"tenantId\":\""
                                + stack.tenant
                                + "\",\"sku\":{\"family\":\"A\",\"name\":\"standard\"},"
                                + "\"createMode\":\"recover\"}}")
                .expect(201);
        assertThat(get(vault("VaultRG", "Vault01")).text("/properties/accessPolicies/0/objectId"))
                .isEqualTo(ALICE);

        call("DELETE", vault("VaultRG", "Vault01"), null).expect(200);
        call("POST", deletedVault("Vault01") + "/purge", null).expect(200);
        call("GET", deletedVault("Vault01"), null).refused(404, "DeletedVaultNotFound");
        call("POST", deletedVault("Vault01") + "/purge", null).refused(404, "DeletedVaultNotFound");
        assertThat(checkName("Vault01").json().at("/nameAvailable").asBoolean()).isTrue();
        put(vault("VaultRG", "Vault01"), recovering()).refused(400, "SoftDeletedVaultDoesNotExist");
    }

    @Test
    void purgeProtectionHolds() {
        ready();
        put(
                        vault("VaultRG", "Vault01"),
                        newVault().replace("\"sku\"", "\"enablePurgeProtection\":true,\"sku\""))
                .expect(201);
        put(
                        vault("VaultRG", "Vault01"),
                        newVault().replace("\"sku\"", "\"enablePurgeProtection\":false,\"sku\""))
                .refused(400, "BadRequest");
        call("DELETE", vault("VaultRG", "Vault01"), null).expect(200);
        Stack.Answer refused = call("POST", deletedVault("Vault01") + "/purge", null);
        assertThat(refused.status()).isBetween(400, 409);
        assertThat(refused.text("/error/message")).contains("purge protection");
    }

    @Test
    void aVaultOfTheOldVersionIsGoneWhenItIsDeleted() {
        ready();
        String old = "?api-version=2016-10-01";
        stack.call("PUT", Stack.MANAGEMENT, vault("VaultRG", "Vault01") + old, token, newVault())
                .expect(201);
        stack.call("DELETE", Stack.MANAGEMENT, vault("VaultRG", "Vault01") + old, token, null)
                .expect(200);
        assertThat(get(in("/providers/Microsoft.KeyVault/deletedVaults")).json().at("/value"))
                .isEmpty();
        put(vault("VaultRG", "Vault01"), newVault()).expect(201);
    }

    @Test
    void deletingAGroupDeletesItsVaultsAlone() {
        ready();
        putGroup("Other");
        put(vault("VaultRG", "Vault01"), newVault()).expect(201);
        put(vault("Other", "Vault02"), newVault()).expect(201);
        call("DELETE", in("/resourceGroups/VaultRG"), null).expect(200);
        assertThat(get(in("/providers/Microsoft.KeyVault/deletedVaults")).text("/value/0/name"))
                .isEqualTo("Vault01");
        assertThat(get(in("/providers/Microsoft.KeyVault/vaults")).text("/value/0/name"))
                .isEqualTo("Vault02");
        call("POST", in("/providers/Microsoft.KeyVault/unregister"), null)
                .refused(409, "CannotUnregisterProvider");
    }

    @Test
    void listsComeInPagesThatLinkToTheNext() {
        ready();
        for (String name : List.of("vault-c", "Vault-B", "vault-a")) {
            put(vault("VaultRG", name), newVault()).expect(201);
        }
        List<String> names = new ArrayList<>();
        String target = in("/providers/Microsoft.KeyVault/vaults") + VERSION + "&$top=1";
        for (int pages = 0; !target.isEmpty(); pages++) {
            assertThat(pages).isLessThan(4);
            Stack.Answer page =
                    stack.call("GET", Stack.MANAGEMENT, target, token, null).expect(200);
            assertThat(page.json().at("/value").size()).isOne();
            names.add(page.text("/value/0/name"));
            String next = page.text("/nextLink");
            target = next.replace("https://" + Stack.MANAGEMENT, "");
        }
        assertThat(names).containsExactly("vault-a", "Vault-B", "vault-c");
    }

    // --- policies

    @Test
    @Tag("seed:S-13")
    @Tag("seed:S-14")
    @Tag("seed:S-35")
    @Tag("seed:A-9")
    void policiesTakeSidsAnyLetterCaseAndTheWordAll() {
        ready();
        put(
                        vault("VaultRG", "Vault01"),
                        newVault(
                                "{\"tenantId\":\""
                                        + stack.tenant
                                        + "\",\"objectId\":\"S-1-5-21-1-2-3-500\",\"permissions\":{"
                                        + "\"keys\":[\"all\"],\"secrets\":[\"Get\",\"LIST\"],"
                                        + "\"storage\":[\"getsas\"]}}"))
                .expect(201);
        Stack.Answer vault = get(vault("VaultRG", "Vault01"));
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
        ready();
        String path = vault("VaultRG", "Vault01");
        put(path, newVault(policy(ALICE, "get"))).expect(201);
        Stack.Answer added = put(path + "/accessPolicies/add", policies(policy(ALICE, "set")));
        added.expect(200);
        assertThat(added.text("/type")).isEqualTo("Microsoft.KeyVault/vaults/accessPolicies");
        assertThat(secretWords(path)).containsExactly("get", "set");

        put(path + "/accessPolicies/replace", policies(policy(ALICE, "list"))).expect(200);
        assertThat(secretWords(path)).containsExactly("list");

        String other = "22222222-2222-4333-8444-555555555555";
        put(path + "/accessPolicies/add", policies(policy(other, "get"))).expect(200);
        put(path + "/accessPolicies/remove", policies(policy(ALICE, "list"))).expect(200);
        Stack.Answer left = get(path);
        assertThat(left.json().at("/properties/accessPolicies").size()).isOne();
        assertThat(left.text("/properties/accessPolicies/0/objectId")).isEqualTo(other);
        put(path + "/accessPolicies/mend", policies(policy(other, "get")))
                .refused(400, "BadRequest");
    }

    // --- bad input

    @Test
    @Tag("security:S-14")
    void badInputIsRefusedInArmsShape() {
        ready();
        String path = vault("VaultRG", "Vault01");
        String good = newVault(policy(ALICE, "get"));
        put(path, "").refused(400, "BadRequest");
        put(path, "[]").refused(400, "BadRequest");
        put(path, "{\"location\":").refused(400, "BadRequest");
        put(path, good.replace("\"local\"", "17")).refused(400, "BadRequest");
        put(path, good.replace("\"local\"", "\"mars\""))
                .refused(400, "LocationNotAvailableForResourceType");
        put(path, good.replaceFirst("\"location\":\"local\",", ""))
                .refused(400, "LocationRequired");
        put(path, good.replace("standard", "premium")).refused(400, "SkuNotSupported");
        put(path, good.replace("standard", "gold")).refused(400, "BadRequest");
        put(path, good.replace("\"get\"", "\"fly\"")).refused(400, "BadRequest");
        put(path, good.replace(ALICE, "")).refused(400, "BadRequest");
        put(path, good.replaceFirst(stack.tenant.toString(), "not-a-guid"))
                .refused(400, "BadRequest");
        put(path, good.replaceFirst(stack.tenant.toString(), UUID.randomUUID().toString()))
                .refused(400, "BadRequest");
        put(path, newVault(policy(ALICE, "get"), policy(ALICE.toUpperCase(), "set")))
                .refused(400, "BadRequest");
        put(path, newVault(policy(ALICE, "get").replace(stack.tenant.toString(), ALICE)))
                .refused(400, "BadRequest");
        put(path, good.replace("\"sku\"", "\"softDeleteRetentionInDays\":6,\"sku\""))
                .refused(400, "BadRequest");
        put(path, good.replace("\"sku\"", "\"enableRbacAuthorization\":true,\"sku\""))
                .refused(400, "BadRequest");
        put(path, good.replace("\"sku\"", "\"networkAcls\":{\"defaultAction\":\"Deny\"},\"sku\""))
                .refused(400, "BadRequest");
        for (String name : List.of("1vault", "ab", "a--b", "vault-", "x".repeat(25), "v_1")) {
            put(vault("VaultRG", name), good).refused(400, "VaultNameNotValid");
        }
        put(vault("NoSuchGroup", "Vault01"), good).refused(404, "ResourceGroupNotFound");
        put(in("/resourceGroups/bad."), "{\"location\":\"local\"}")
                .refused(400, "InvalidResourceGroupName");
        call("GET", in("/resourceGroups"), null, "&$top=0").refused(400, "BadRequest");
        call("GET", in("/resourceGroups"), null, "&$skiptoken=%25").refused(400, "BadRequest");
        stack.call("GET", Stack.MANAGEMENT, "/subscriptions", token, null)
                .refused(400, "MissingApiVersionParameter");
        call("GET", "/nothing/here", null).expect(404);
        call("TRACE", "/subscriptions", null).expect(405);
    }

    @Test
    void aNameTakenElsewhereIsTaken() {
        ready();
        putGroup("Other");
        put(vault("VaultRG", "Vault01"), newVault()).expect(201);
        put(vault("Other", "VAULT01"), newVault()).refused(409, "VaultAlreadyExists");
        assertThat(checkName("1vault").text("/reason")).isEqualTo("AccountNameInvalid");
    }

    // --- what is sent

    private void ready() {
        register();
        putGroup("VaultRG");
    }

    private void register() {
        call("POST", in("/providers/Microsoft.KeyVault/register"), null).expect(200);
    }

    private void putGroup(String name) {
        put(in("/resourceGroups/" + name), "{\"location\":\"local\"}").expect(201);
    }

    private String newVault(String... policies) {
        return "{\"location\":\"local\",\"properties\":{\"tenantId\":\""
                + stack.tenant
                + "\",\"sku\":{\"family\":\"A\",\"name\":\"standard\"},\"accessPolicies\":["
                + String.join(",", policies)
                + "]}}";
    }

    private String recovering() {
        return newVault().replace("\"sku\"", "\"createMode\":\"recover\",\"sku\"");
    }

    private String policy(String objectId, String word) {
        return "{\"tenantId\":\""
                + stack.tenant
                + "\",\"objectId\":\""
                + objectId
                + "\",\"permissions\":{\"secrets\":[\""
                + word
                + "\"]}}";
    }

    private static String policies(String entry) {
        return "{\"properties\":{\"accessPolicies\":[" + entry + "]}}";
    }

    private List<String> secretWords(String path) {
        List<String> words = new ArrayList<>();
        get(path)
                .json()
                .at("/properties/accessPolicies/0/permissions/secrets")
                .forEach(word -> words.add(word.asText()));
        return words;
    }

    private Stack.Answer checkName(String name) {
        return call(
                        "POST",
                        in("/providers/Microsoft.KeyVault/checkNameAvailability"),
                        "{\"name\":\"" + name + "\",\"type\":\"Microsoft.KeyVault/vaults\"}")
                .expect(200);
    }

    /// An application of the tenant that owns nothing.
    private String strangersToken() {
        String graph = stack.graphToken();
        Stack.Answer app =
                stack.call(
                                "POST",
                                Stack.GRAPH,
                                "/v1.0/applications",
                                graph,
                                "{\"displayName\":\"stranger\"}")
                        .expect(201);
        stack.call(
                        "POST",
                        Stack.GRAPH,
                        "/v1.0/servicePrincipals",
                        graph,
                        "{\"appId\":\"" + app.text("/appId") + "\"}")
                .expect(201);
        Stack.Answer secret =
                stack.call(
                                "POST",
                                Stack.GRAPH,
                                "/v1.0/applications/" + app.text("/id") + "/addPassword",
                                graph,
                                "{}")
                        .expect(200);
        return stack.token(
                app.text("/appId"),
                secret.text("/secretText"),
                "https://" + Stack.MANAGEMENT + "/");
    }

    private String in(String rest) {
        return "/subscriptions/" + stack.subscription + rest;
    }

    private String vault(String group, String name) {
        return in("/resourceGroups/" + group + "/providers/Microsoft.KeyVault/vaults/" + name);
    }

    private String deletedVault(String name) {
        return in("/providers/Microsoft.KeyVault/locations/local/deletedVaults/" + name);
    }

    private Stack.Answer get(String path) {
        return get(path, "");
    }

    private Stack.Answer get(String path, String more) {
        return call("GET", path, null, more).expect(200);
    }

    private Stack.Answer put(String path, String body) {
        return call("PUT", path, body);
    }

    private Stack.Answer call(String method, String path, @Nullable String body) {
        return call(method, path, body, "");
    }

    private Stack.Answer call(String method, String path, @Nullable String body, String more) {
        return stack.call(method, Stack.MANAGEMENT, path + VERSION + more, token, body);
    }
}
