package dev.keyward.api.login;

import static dev.keyward.api.login.ProviderWorld.EVERYTHING;
import static dev.keyward.api.login.ProviderWorld.VAULTS;
import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.jwk.RSAKey;
import dev.keyward.api.arm.Stack;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Tokens of other people's identity providers, from issuers that are real ones over HTTPS: whose
/// open a vault, by which keys, and who says so.
class IdentityProviderTest {
    private static final String TID = "72f988bf-86f1-41af-91ab-2d7cd011db47";
    private static final String OTHER_TID = "11111111-86f1-41af-91ab-2d7cd011db47";
    private static final String OID = "5b1f3c1e-9d0b-4a51-8f0a-2b1f7f1f0c11";
    private static final String SID = "S-1-5-21-1004336348-1177238915-682003330-1105";

    private ProviderWorld world;

    @BeforeEach
    void start(@TempDir Path folder) throws Exception {
        world = new ProviderWorld(folder);
    }

    @AfterEach
    void stop() {
        world.close();
    }

    // --- whose tokens open a vault

    @Test
    @Tag("seed:S-14")
    void tokensOfEachProvidersShapeOpenAVault() throws Exception {
        String tenanted = world.issuer.peer.url() + "/entra/{tenantid}/v2.0";
        world.issuer.issuer("/entra/" + TID + "/v2.0", world.key);
        String v1 = world.issuer.issuer("/sts/" + TID, world.key);
        String adfs = "http://sts.contoso.example/adfs/services/trust";
        world.issuer.publish("/adfs", adfs, world.key);
        world.provider("keycloak", "\"issuers\":[\"%s\"]".formatted(world.keycloak));
        String entra = "\"objectIdClaim\":\"oid\",\"objectIds\":\"AsIssued\",\"tenants\":[\"%s\"],";
        world.provider(
                "entra",
                (entra + "\"issuers\":[\"%s\",\"%s\"]")
                        .formatted(TID, tenanted, world.issuer.peer.url() + "/sts/{tenantid}"));
        Map<String, Object> ofEntra = new HashMap<>(world.claims(v1));
        ofEntra.putAll(
                Map.of(
                        "tid",
                        TID,
                        "oid",
                        OID,
                        "ver",
                        "1.0",
                        "appid",
                        UUID.randomUUID().toString(),
                        "appidacr",
                        "1",
                        "upn",
                        "ann@contoso.example",
                        "scp",
                        "user_impersonation",
                        "sub",
                        "pairwise"));
        Map<String, Object> ofEntra2 = new HashMap<>(ofEntra);
        ofEntra2.keySet().removeAll(List.of("appid", "appidacr", "upn"));
        ofEntra2.putAll(
                Map.of(
                        "iss",
                        tenanted.replace("{tenantid}", TID),
                        "ver",
                        "2.0",
                        "azp",
                        UUID.randomUUID().toString(),
                        "azpacr",
                        "1",
                        "preferred_username",
                        "ann@contoso.example"));
        String vault =
                world.vault(
                        "shapes",
                        world.policy(OID, "get"),
                        world.policy(world.derived("keycloak", "ann"), "get"));
        String oneOf =
                TestIssuer.sign(
                        world.key,
                        Map.of("alg", "RS256", "typ", "JWT", "kid", "k1", "x5t", "k1"),
                        ofEntra);
        world.read(vault, oneOf).expect(404);
        world.read(vault, world.sign(ofEntra2)).expect(404);
        world.read(vault, world.sign(world.claims(world.keycloak))).expect(404);
        ofEntra.put("tid", OTHER_TID);
        ProviderWorld.refused(world.read(vault, world.sign(ofEntra)), "AKV10032");

        // Two that keep their ids could each name the other's users: AD FS takes its turn.
        world.refusedCreation("adfs", adfs(adfs), 400);
        world.remove("entra");
        ProviderWorld.refused(world.read(vault, oneOf), "AKV10046");
        world.provider("adfs", adfs(adfs));
        Map<String, Object> ofAdfs = new HashMap<>(world.claims(adfs));
        ofAdfs.keySet().removeAll(List.of("sub", "azp", "preferred_username"));
        ofAdfs.putAll(
                Map.of(
                        "primarysid",
                        SID,
                        "upn",
                        "ann@contoso.example",
                        "appid",
                        "shop",
                        "apptype",
                        "Public"));
        world.read(world.vault("sids", world.policy(SID, "get")), world.sign(ofAdfs)).expect(404);
    }

    private String adfs(String issuers) {
        return ("\"issuers\":[\"%s\"],\"metadataUri\":\"%s/adfs/.well-known/openid-configuration\","
                        + "\"objectIdClaim\":\"primarysid\",\"objectIds\":\"AsIssued\"")
                .formatted(issuers, world.issuer.peer.url());
    }

    @Test
    void aGroupOfTheProviderGivesItsRight() {
        world.provider("keycloak", "\"issuers\":[\"%s\"]".formatted(world.keycloak));
        String group =
                world.graph(
                                "POST",
                                "/v1.0/identity/identityProviders/keycloak/getObjectId",
                                "{\"group\":\"/keepers\"}")
                        .expect(200)
                        .text("/objectId");
        String vault =
                world.vault(
                        "groups",
                        world.policy(world.derived("keycloak", "ann"), "get"),
                        world.policy(group, "set"));
        Map<String, Object> claims = new HashMap<>(world.claims(world.keycloak));
        world.write(vault, world.sign(claims)).refused(403, "Forbidden");
        claims.put("groups", List.of("/readers", "/keepers"));
        world.write(vault, world.sign(claims)).expect(200);
        world.read(vault, world.sign(claims)).expect(200);
        // Whose groups are too many for the token has none of them.
        claims.remove("groups");
        claims.put("_claim_names", Map.of("groups", "src1"));
        world.write(vault, world.sign(claims)).refused(403, "Forbidden");
    }

    @Test
    void rolesOfTheManagementPlaneAreForTheirUsersToo() throws Exception {
        world.provider("keycloak", "\"issuers\":[\"%s\"]".formatted(world.keycloak));
        String ann = world.derived("keycloak", "ann");
        String scope = "/subscriptions/" + world.stack.subscription;
        world.arm(
                        "PUT",
                        "/providers/Microsoft.Authorization/roleAssignments/" + UUID.randomUUID(),
                        ("{\"properties\":{\"roleDefinitionId\":\"%s/providers/Microsoft."
                                        + "Authorization/roleDefinitions/"
                                        + "acdd72a7-3385-48ef-bd42-f606fba81ae7\","
                                        + "\"principalId\":\"%s\",\"principalType\":\"User\"}}")
                                .formatted(scope, ann))
                .expect(201);
        Map<String, Object> claims = new HashMap<>(world.claims(world.keycloak));
        String forVaults = world.sign(claims);
        claims.put("aud", List.of("account", EVERYTHING + "/keycloak/"));
        String forEverything = world.sign(claims);
        String groups = scope + "/resourceGroups?" + Stack.version("");
        world.stack.call("GET", Stack.MANAGEMENT, groups, forEverything, null).expect(200);
        world.stack.call("GET", Stack.MANAGEMENT, groups, forVaults, null).expect(401);
        // A token for the management plane must not open a vault.
        ProviderWorld.refused(
                world.read(world.vault("apart", world.policy(ann, "get")), forEverything),
                "AKV10022");
        assertThat(world.trail())
                .contains("\"iss\":\"" + world.keycloak + "\"")
                .contains("ann@shop.example")
                .doesNotContain(forVaults.substring(forVaults.lastIndexOf('.') + 1));
    }

    // --- its keys

    @Test
    void keysRollOverAndAnOutageIsBorne() throws Exception {
        world.provider("keycloak", "\"issuers\":[\"%s\"]".formatted(world.keycloak));
        String vault = world.vault("rolls", world.policy(world.derived("keycloak", "ann"), "get"));
        String first = world.sign(world.claims(world.keycloak));
        world.read(vault, first).expect(404);
        RSAKey next = TestIssuer.rsa("k2");
        world.issuer.publish("/realms/shop", world.keycloak, world.key, next);
        world.stack.clock.advance(Duration.ofSeconds(61));
        world.read(vault, TestIssuer.sign(next, JWSAlgorithm.RS256, world.claims(world.keycloak)))
                .expect(404);
        world.read(vault, first).expect(404);

        world.issuer.out = true;
        for (int hour = 0; hour < 23; hour++) {
            world.stack.clock.advance(Duration.ofHours(1));
            world.read(vault, world.sign(world.claims(world.keycloak))).expect(404);
        }
        world.stack.clock.advance(Duration.ofHours(2));
        ProviderWorld.refused(
                world.read(vault, world.sign(world.claims(world.keycloak))), "AKV10046");

        // A key that is withdrawn ends what it signed, when that is known.
        world.issuer.out = false;
        world.issuer.publish("/realms/shop", world.keycloak, next);
        world.stack.clock.advance(Duration.ofSeconds(61));
        String last = TestIssuer.sign(next, JWSAlgorithm.RS256, world.claims(world.keycloak));
        world.read(vault, last).expect(404);
        ProviderWorld.refused(
                world.read(vault, world.sign(world.claims(world.keycloak))), "AKV10046");
    }

    /// At one moment, and over a minute: the issuer is asked once for each, twice with its
    /// metadata.
    @Test
    @Tag("security:S-14")
    void aFloodOfUnknownKeysCostsNothingOutside() throws Exception {
        world.provider("keycloak", "\"issuers\":[\"%s\"]".formatted(world.keycloak));
        String vault =
                world.vault("flooded", world.policy(world.derived("keycloak", "ann"), "get"));
        world.read(vault, world.sign(world.claims(world.keycloak))).expect(404);
        int before = world.issuer.asked.get();
        world.stack.clock.advance(Duration.ofSeconds(61));
        List<CompletableFuture<Integer>> flood =
                IntStream.range(0, 100)
                        .mapToObj(i -> "unknown" + i)
                        .map(kid ->
                                TestIssuer.sign(
                                        world.key,
                                        Map.of("alg", "RS256", "kid", kid),
                                        world.claims(world.keycloak)))
                        .map(token ->
                                CompletableFuture.supplyAsync(
                                        () -> world.read(vault, token).status()))
                        .toList();
        for (CompletableFuture<Integer> each : flood) {
            assertThat(each.join()).isEqualTo(401);
        }
        assertThat(world.issuer.asked.get() - before).isEqualTo(2);
        // What can't be right whatever its key has nobody called at all.
        world.stack.clock.advance(Duration.ofSeconds(61));
        world.read(
                        vault,
                        TestIssuer.sign(
                                world.key,
                                Map.of("alg", "RS256", "kid", "new"),
                                world.with("exp", 1)))
                .expect(401);
        world.read(
                        vault,
                        TestIssuer.sign(
                                world.key,
                                Map.of("alg", "RS256", "kid", "new"),
                                world.with("aud", "x")))
                .expect(401);
        assertThat(world.issuer.asked.get() - before).isEqualTo(2);
        world.read(vault, world.sign(world.claims(world.keycloak))).expect(404);
    }

    // --- who trusts whom

    @Test
    void administratorsSayWhomTheirTenantTrusts() {
        world.provider(
                "keycloak",
                "\"issuers\":[\"%s\"],\"authority\":\"https://sso.example/adfs\""
                        .formatted(world.keycloak));
        Stack.Answer one = world.graph("GET", "/v1.0/identity/identityProviders/Keycloak", null);
        one.expect(200);
        assertThat(one.text("/name")).isEqualTo("keycloak");
        assertThat(one.text("/issuers/0")).isEqualTo(world.keycloak);
        assertThat(one.text("/algorithms/0")).isEqualTo("RS256");
        assertThat(one.text("/clockSkewSeconds")).isEqualTo("300");
        assertThat(one.text("/objectIds")).isEqualTo("Derived");
        assertThat(world.graph("GET", "/v1.0/identity/identityProviders", null).json().at("/value"))
                .hasSize(1);
        String vault = world.vault("sent");
        assertThat(world.read(vault, null).expect(401).headers().get("WWW-Authenticate"))
                .startsWith("Bearer authorization=\"https://sso.example/adfs\", resource=\"");
        world.change("{\"authority\":\"\",\"clockSkewSeconds\":600}");
        assertThat(world.read(vault, null).expect(401).headers().get("WWW-Authenticate"))
                .startsWith(
                        "Bearer authorization=\"https://" + Stack.LOGIN + "/" + world.stack.tenant);

        List<String> bad =
                new ArrayList<>(
                        List.of(
                                "\"issuers\":[]",
                                "\"issuers\":[\"http://plain.example\"]",
                                "\"issuers\":[\"https://x.example/{tenantid}\"]",
                                "\"issuers\":[\"https://x.example?y\"]",
                                "\"issuers\":[\"https://" + Stack.LOGIN + "/x/\"]"));
        for (String more :
                List.of(
                        "\"algorithms\":[\"none\"]",
                        "\"algorithms\":[\"HS256\"]",
                        "\"clockSkewSeconds\":601",
                        "\"clockSkewSeconds\":-1",
                        "\"objectIds\":\"Any\"",
                        "\"jwksUri\":\"http://plain.example/keys\"",
                        "\"vaultAudiences\":[],\"managementAudiences\":[]",
                        "\"vaultAudiences\":[\"https://" + Stack.MANAGEMENT + "/\"]",
                        "\"managementAudiences\":[\"" + Stack.VAULT_RESOURCE + "\"]",
                        "\"vaultAudiences\":[\""
                                + VAULTS
                                + "\"],\"managementAudiences\":[\""
                                + VAULTS
                                + "/\"]")) {
            bad.add("\"issuers\":[\"https://x.example\"]," + more);
        }
        bad.forEach(each -> world.refusedCreation("bad", each, 400));
        // Once is enough for a name, and for an issuer.
        world.refusedCreation("KEYCLOAK", "\"issuers\":[\"https://y.example\"]", 400);
        world.refusedCreation("again", "\"issuers\":[\"" + world.keycloak + "\"]", 400);
    }
}
