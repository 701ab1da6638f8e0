package dev.keyward.client;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.keyward.client.management.ResourceClient;
import dev.keyward.client.operator.OperatorCalls;
import dev.keyward.client.rest.AccessToken;
import dev.keyward.client.rest.Paged;
import dev.keyward.client.rest.TokenCache;
import dev.keyward.client.signin.Environment;
import dev.keyward.client.signin.SignedIn;
import dev.keyward.client.signin.VaultHosts;
import dev.keyward.model.SecretBytes;
import dev.keyward.testing.FakeClock;
import dev.keyward.wire.offers.AcquiredPlanBody;
import dev.keyward.wire.offers.Envelope;
import dev.keyward.wire.offers.MoveSubscriptions;
import dev.keyward.wire.offers.PlanLink;
import dev.keyward.wire.offers.PlanResource;
import dev.keyward.wire.offers.SubscriptionRequest;
import java.net.URI;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/// What is asked of the operator's endpoint, and of the users' about offers.
final class OperatorCallsTest {
    private static final String ADMIN = "https://adminmanagement.local.kv.test";
    private static final String USERS = "https://management.local.kv.test";
    private static final String BASE =
            ADMIN + "/subscriptions/op/providers/Microsoft.Subscriptions.Admin/";
    private static final String GROUP =
            ADMIN + "/subscriptions/op/resourceGroups/rg/providers/Microsoft.Subscriptions.Admin/";
    private static final String VERSION = "?api-version=2015-11-01";

    private final ScriptedService service = new ScriptedService();
    private final List<String> audiences = new ArrayList<>();
    private final SignedIn account =
            new SignedIn(
                    service.transport(),
                    new TokenCache(
                            audience -> {
                                audiences.add(audience);
                                return new AccessToken(
                                        SecretBytes.ofUtf8("t"),
                                        Instant.parse("2026-11-24T13:00:00Z"));
                            },
                            new FakeClock(Instant.parse("2026-11-24T12:00:00Z"))),
                    _ -> {});
    private final Environment environment =
            new Environment(
                    "site",
                    URI.create(USERS),
                    URI.create(ADMIN),
                    URI.create("https://login.local.kv.test"),
                    URI.create("https://graph.local.kv.test"),
                    USERS + "/",
                    "https://graph.local.kv.test",
                    new VaultHosts("vault.local.kv.test", "https://vault.local.kv.test"));

    private OperatorCalls operator() {
        return ResourceClient.ofOperator(account, environment).offering("op");
    }

    private void sent(String json) throws JsonProcessingException {
        ObjectMapper mapper = new ObjectMapper();
        assertThat(mapper.readTree(service.bodies().getLast())).isEqualTo(mapper.readTree(json));
    }

    @Test
    void aPlanGoesBackAsItCameButForWhatIsOfAnswersAlone() throws JsonProcessingException {
        service.answers(
                        200,
                        """
                        {"id":"/subscriptions/op/resourceGroups/rg/providers/Microsoft.Subscriptions.Admin/plans/gold",
                        "name":"gold","type":"Microsoft.Subscriptions.Admin/plans","location":"local","tags":{"a":"b"},
                        "properties":{"name":"gold","displayName":"Gold","quotaIds":["q"],"skuIds":["s"],"subscriptionCount":3}}
                        """)
                .answers(200, "{\"properties\":{\"quotaIds\":[\"q\"]}}");
        PlanResource plan = operator().plans("rg").find("gold").orElseThrow();
        assertThat(plan.subscriptionCount()).isEqualTo(3);
        operator()
                .plans("rg")
                .put(
                        "gold",
                        new PlanResource(
                                new Envelope(null, null, "local", plan.envelope().tags()),
                                plan.labels(),
                                plan.quotaIds(),
                                plan.skuIds(),
                                null));
        assertThat(service.asked())
                .containsExactly(
                        "GET " + GROUP + "plans/gold" + VERSION,
                        "PUT " + GROUP + "plans/gold" + VERSION);
        sent(
                """
                {"location":"local","tags":{"a":"b"},
                "properties":{"name":"gold","displayName":"Gold","quotaIds":["q"],"skuIds":["s"]}}
                """);
        assertThat(audiences).containsOnly(ADMIN + "/");
    }

    @Test
    void plansAreLinkedAndSubscriptionsMoved() throws JsonProcessingException {
        service.answers(200, "{}").answers(204, "").answers(204, "");
        operator().link("rg", "of fer", new PlanLink("gold", "Addon", 2));
        sent("{\"planName\":\"gold\",\"planLinkType\":\"Addon\",\"maxAcquisitionCount\":2}");
        operator().checkMove(new MoveSubscriptions(null, List.of("one")));
        operator().move(new MoveSubscriptions("target", List.of("one", "two")));
        sent("{\"targetDelegatedProviderOffer\":\"target\",\"resources\":[\"one\",\"two\"]}");
        assertThat(service.asked())
                .containsExactly(
                        "POST " + GROUP + "offers/of%20fer/link" + VERSION,
                        "POST " + BASE + "validateMoveSubscriptions" + VERSION,
                        "POST " + BASE + "moveSubscriptions" + VERSION);
    }

    @Test
    void whatIsListedAndFoundIsWhereTheContractHasIt() {
        OperatorCalls operator = operator();
        for (int i = 0; i < 9; i++) {
            service.answers(200, "{\"value\":[]}");
        }
        List<Paged<?>> lists =
                List.of(
                        operator.plans(),
                        operator.offers(),
                        operator.quotas("local").list(),
                        operator.subscriptionQuotas("local").list(),
                        operator.subscriptions().matching("state eq 'Disabled'"),
                        operator.acquiredPlans("s").list(),
                        operator.delegations("rg", "gold").list(),
                        operator.delegatedOffers("p").list(),
                        operator.directoryTenants("system.local").list());
        assertThat(lists).allSatisfy(list -> assertThat(list.iterator().hasNext()).isFalse());
        assertThat(service.asked())
                .containsExactly(
                        "GET " + BASE + "plans" + VERSION,
                        "GET " + BASE + "offers" + VERSION,
                        "GET "
                                + ADMIN
                                + "/subscriptions/op/providers/Microsoft.KeyVault.Admin"
                                + "/locations/local/quotas?api-version=2023-11-29-preview",
                        "GET " + BASE + "locations/local/quotas" + VERSION,
                        "GET "
                                + BASE
                                + "subscriptions"
                                + VERSION
                                + "&$filter=state%20eq%20%27Disabled%27",
                        "GET " + BASE + "subscriptions/s/acquiredPlans" + VERSION,
                        "GET " + GROUP + "offers/gold/offerDelegations" + VERSION,
                        "GET " + BASE + "delegatedProviders/p/offers" + VERSION,
                        "GET "
                                + GROUP.replace("/rg/", "/system.local/")
                                + "directoryTenants"
                                + VERSION);
    }

    @Test
    void whoAdministersATenantIsToldOnce() {
        service.answers(
                201,
                """
                {"name":"fabrikam.test","properties":{"tenantId":"t","administrator":
                {"applicationId":"a","objectId":"o","secret":"canary-1"}}}
                """);
        var tenant =
                operator().directoryTenants("system.local").find("fabrikam.test").orElseThrow();
        assertThat(tenant.administrator()).isNotNull();
        assertThat(tenant.toString()).doesNotContain("canary-1");
    }

    @Test
    void aUserSubscribesAtTheUsersEndpoint() throws JsonProcessingException {
        service.answers(200, "{\"value\":[]}")
                .answers(201, "{\"subscriptionId\":\"s\",\"state\":\"Enabled\"}")
                .answers(201, "{\"planId\":\"/plans/more\"}")
                .answers(200, "");
        ResourceClient users = new ResourceClient(account, environment);
        assertThat(users.offers("default").list()).isEmpty();
        users.subscribe(
                "s",
                new SubscriptionRequest("s", "Mine", "/delegatedProviders/default/offers/g", null));
        sent(
                """
                {"subscriptionId":"s","displayName":"Mine","offerId":"/delegatedProviders/default/offers/g"}
                """);
        users.in("s")
                .acquiredPlans()
                .put("x", new AcquiredPlanBody(null, "x", "/plans/more", null, null));
        users.deleteSubscription("s");
        assertThat(service.asked())
                .containsExactly(
                        "GET " + USERS + "/delegatedProviders/default/offers" + VERSION,
                        "PUT " + USERS + "/subscriptions/s" + VERSION,
                        "PUT "
                                + USERS
                                + "/subscriptions/s/providers/Microsoft.Subscriptions"
                                + "/subscriptions/s/acquiredPlans/x"
                                + VERSION,
                        "DELETE " + USERS + "/subscriptions/s" + VERSION);
        assertThat(audiences).containsOnly(USERS + "/");
    }

    @Test
    void theOperatorsSubscriptionIsAskedForWhereverItIsServed() {
        service.answers(200, "{\"value\":[]}");
        assertThat(ResourceClient.ofOperator(account, environment).operatorsSubscriptions())
                .isEmpty();
        assertThat(service.asked().getFirst())
                .startsWith("GET " + ADMIN + "/subscriptions?api-version=2022-12-01")
                .contains("routingResourceManagerType");
    }

    @Test
    void theOperatorsEnvironmentIsTheSameDeployment() {
        Environment operators = environment.ofOperator("siteAdmin");
        assertThat(operators.resourceManager()).hasToString(ADMIN);
        assertThat(operators.managementAudience()).isEqualTo(ADMIN + "/");
        assertThat(operators.adminAudience()).isEqualTo(ADMIN + "/");
        assertThat(operators.vaults()).isEqualTo(environment.vaults());
    }
}
