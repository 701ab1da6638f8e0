package dev.keyward.api.operator;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keyward.api.arm.Stack;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Plans, offers, quotas and what surrounds them.
class CatalogueRoutesTest {
    @TempDir Path folder;
    private Desk desk;

    @BeforeEach
    void start() throws IOException {
        desk = new Desk(folder.resolve("home"));
    }

    @AfterEach
    void stop() {
        desk.close();
    }

    @Test
    void aPlanIsMadeReadReplacedAndDeleted() {
        String path = Desk.inGroup("/plans/Gold");
        Stack.Answer made = desk.call("PUT", path, Desk.plan(desk.quotaId("Unlimited")));
        made.expect(201);
        assertThat(made.text("/id")).isEqualTo(desk.planId("Gold"));
        assertThat(made.text("/type")).isEqualTo("Microsoft.Subscriptions.Admin/plans");
        assertThat(made.text("/properties/quotaIds/0")).isEqualTo(desk.quotaId("Unlimited"));
        assertThat(made.text("/properties/subscriptionCount")).isEqualTo("0");

        // As it was answered, it means the same.
        desk.call("PUT", Desk.inGroup("/plans/gold"), made.json().toString()).expect(200);
        assertThat(desk.get(path).json()).isEqualTo(made.json());
        assertThat(Desk.names(desk.get(Desk.admin("/plans")))).containsExactly("Gold", "key-vault");
        assertThat(Desk.names(desk.get(Desk.inGroup("/plans")))).containsExactly("Gold");

        desk.call("DELETE", path, null).expect(200);
        desk.call("DELETE", path, null).expect(204);
        desk.call("GET", path, null).refused(404, "ResourceNotFound");
    }

    @Test
    void aBadPlanIsRefusedByFieldAndRule() {
        String path = Desk.inGroup("/plans/gold");
        desk.refuses("PUT", path, Desk.plan("nonsense"), "properties.quotaIds");
        desk.refuses("PUT", path, Desk.plan(desk.quotaId("Missing")), "quotaIds");
        desk.refuses(
                "PUT",
                path,
                Desk.plan(desk.quotaId("Unlimited").replace("/local/", "/mars/")),
                "properties.quotaIds");
        desk.refuses(
                "PUT",
                path,
                Desk.plan(desk.quotaId("Unlimited"), desk.quotaId("unlimited")),
                "quotaIds");
        desk.refuses("PUT", path, "{\"location\":\"mars\",\"properties\":{}}", "location");
        desk.refuses("PUT", path, "{\"properties\":{\"name\":\"other\"}}", "properties.name");
        desk.refuses("PUT", Desk.inGroup("/plans/-x"), "{}", "name");
        desk.call("PUT", "/resourceGroups/none" + Desk.admin("/plans/gold"), "{}")
                .refused(404, "ResourceGroupNotFound");
        desk.call("PUT", Desk.inGroup("/plans/key-vault"), "{}").refused(409, "AlreadyExists");
    }

    @Test
    void anOfferIsPrivateUntilItIsOpened() {
        desk.putPlan("gold");
        String path = Desk.inGroup("/offers/shop");
        String body = Desk.offer("", desk.planId("gold")).replace("\"state\":\"\",", "");
        Stack.Answer made = desk.call("PUT", path, body).expect(201);
        assertThat(made.text("/properties/state")).isEqualTo("Private");
        assertThat(made.text("/properties/basePlanIds/0")).isEqualTo(desk.planId("gold"));
        assertThat(made.text("/properties/maxSubscriptionsPerAccount")).isEqualTo("0");

        desk.call("PUT", path, Desk.offer("public", desk.planId("gold"))).expect(200);
        // What isn't said of the state leaves it.
        assertThat(desk.call("PUT", path, body).expect(200).text("/properties/state"))
                .isEqualTo("Public");
        assertThat(Desk.names(desk.get(Desk.admin("/offers"))))
                .containsExactly("key-vault", "shop");

        desk.call("DELETE", "/resourceGroups/" + Desk.GROUP.toUpperCase(Locale.ROOT), null)
                .refused(409, "ResourceInUse");
        desk.call("DELETE", Desk.inGroup("/plans/gold"), null).refused(409, "ResourceInUse");
        desk.call("DELETE", path, null).expect(200);
        desk.call("DELETE", path, null).expect(204);
    }

    @Test
    void aBadOfferIsRefusedByFieldAndRule() {
        desk.putPlan("gold");
        String path = Desk.inGroup("/offers/shop");
        String gold = desk.planId("gold");
        desk.refuses("PUT", path, Desk.offer("Open", gold), "properties.state");
        desk.refuses("PUT", path, Desk.offer("Public"), "basePlanIds");
        desk.refuses("PUT", path, Desk.offer("Public", "gold"), "properties.basePlanIds");
        desk.refuses(
                "PUT",
                path,
                Desk.offer("Public", gold)
                        .replace("}}", ",\"addonPlans\":[{\"planId\":\"" + gold + "\"}]}}"),
                "properties.addonPlans");
        desk.refuses(
                "PUT",
                path,
                Desk.offer("Public", gold).replace("}}", ",\"maxSubscriptionsPerAccount\":-1}}"),
                "properties.maxSubscriptionsPerAccount");
    }

    @Test
    void plansAreLinkedAndUnlinked() {
        desk.putPlan("gold");
        desk.putPlan("more");
        desk.putOffer("shop", "Private", "gold");
        String path = Desk.inGroup("/offers/shop");
        Stack.Answer linked =
                desk.call(
                                "POST",
                                path + "/link",
                                "{\"planName\":\"more\",\"planLinkType\":\"Addon\",\"maxAcquisitionCount\":3}")
                        .expect(200);
        assertThat(linked.text("/properties/addonPlans/0/planId")).isEqualTo(desk.planId("more"));
        assertThat(linked.text("/properties/addonPlans/0/maxAcquisitionCount")).isEqualTo("3");
        desk.refuses(
                "POST",
                path + "/unlink",
                "{\"planName\":\"more\",\"planLinkType\":\"Base\"}",
                "planName");
        desk.refuses("POST", path + "/link", "{\"planName\":\"more\"}", "planLinkType");
        desk.refuses(
                "POST",
                path + "/unlink",
                "{\"planName\":\"gold\",\"planLinkType\":\"Base\"}",
                "basePlanIds");
        assertThat(
                        desk.call("POST", path + "/unlink", "{\"planName\":\"more\"}")
                                .expect(200)
                                .json()
                                .at("/properties/addonPlans"))
                .isEmpty();
    }

    @Test
    void theBuiltInQuotaIsThereAndOnesOwnComeAndGo() {
        Stack.Answer builtIn = desk.get(Desk.quotas("/unlimited"));
        assertThat(builtIn.text("/name")).isEqualTo("local/Unlimited");
        assertThat(builtIn.text("/type")).isEqualTo("Microsoft.KeyVault.Admin/locations/quotas");
        assertThat(builtIn.text("/id")).isEqualTo(desk.quotaId("Unlimited"));
        assertThat(builtIn.json().at("/properties").isObject()).isTrue();
        assertThat(builtIn.json().at("/properties")).isEmpty();
        for (String method : new String[] {"PUT", "DELETE"}) {
            desk.call(method, Desk.quotas("/Unlimited"), "{}").refused(409, "BuiltInQuota");
        }

        String body =
                "{\"properties\":{\"maxVaults\":2,\"maxObjects\":0,\"maxRequestsPerSecond\":10}}";
        Stack.Answer small = desk.call("PUT", Desk.quotas("/small"), body).expect(201);
        assertThat(small.text("/properties/maxVaults")).isEqualTo("2");
        assertThat(small.text("/properties/maxObjects")).isEqualTo("0");
        desk.call("PUT", Desk.quotas("/small"), body).expect(200);
        desk.refuses(
                "PUT",
                Desk.quotas("/small"),
                "{\"properties\":{\"maxVaults\":-1}}",
                "properties.maxVaults");
        desk.refuses(
                "PUT",
                Desk.quotas("/small"),
                "{\"properties\":{\"maxObjects\":-1}}",
                "properties.maxObjects");
        desk.refuses(
                "PUT",
                Desk.quotas("/small"),
                "{\"properties\":{\"maxRequestsPerSecond\":0}}",
                "properties.maxRequestsPerSecond");
        assertThat(Desk.names(desk.get(Desk.quotas(""))))
                .containsExactly("local/Unlimited", "local/small");

        desk.call("PUT", Desk.inGroup("/plans/p"), Desk.plan(desk.quotaId("small"))).expect(201);
        desk.call("DELETE", Desk.quotas("/small"), null).refused(409, "ResourceInUse");
        desk.call("DELETE", Desk.inGroup("/plans/p"), null).expect(200);
        desk.call("DELETE", Desk.quotas("/small"), null).expect(200);
        desk.call("DELETE", Desk.quotas("/small"), null).expect(204);
        desk.call("GET", Desk.quotas("").replace("local", "mars"), null)
                .refused(404, "ResourceNotFound");
    }

    @Test
    void quotasOfServicesThatArentHereAreKept() {
        String compute = "/providers/Microsoft.Compute.Admin/locations/local/quotas";
        String body =
                "{\"properties\":{\"coresLimit\":8,\"availabilitySetCount\":0,\"other\":\"x\"}}";
        Stack.Answer made = desk.call("PUT", compute + "/Small", body).expect(201);
        assertThat(made.text("/id")).isEqualTo(desk.in(compute + "/Small"));
        assertThat(made.text("/type")).isEqualTo("Microsoft.Compute.Admin/locations/quotas");
        assertThat(made.json().at("/properties"))
                .hasToString("{\"availabilitySetCount\":0,\"coresLimit\":8}");
        desk.call("PUT", compute + "/small", "{\"properties\":{\"coresLimit\":9}}").expect(200);
        assertThat(desk.get(compute + "/SMALL").json().at("/properties"))
                .hasToString("{\"coresLimit\":9}");
        desk.refuses(
                "PUT",
                compute + "/small",
                "{\"properties\":{\"coresLimit\":-1}}",
                "properties.coresLimit");

        String network = compute.replace("Compute", "Network");
        String phase = "{\"properties\":{\"migrationPhase\":\"Prepare\"}}";
        assertThat(
                        desk.call("PUT", network + "/small", phase)
                                .expect(201)
                                .text("/properties/migrationPhase"))
                .isEqualTo("Prepare");
        assertThat(Desk.names(desk.get(compute))).containsExactly("local/Small");
        assertThat(Desk.names(desk.get(compute.replace("Compute", "Storage")))).isEmpty();

        String plan = Desk.inGroup("/plans/p");
        String all = Desk.plan(desk.in(compute + "/small"), desk.in(network + "/small"));
        desk.call("PUT", plan, all).expect(201);
        desk.refuses("PUT", plan, Desk.plan(desk.in(compute + "/none")), "quotaIds");
        desk.call("DELETE", compute + "/small", null).refused(409, "ResourceInUse");
        desk.call("DELETE", plan, null).expect(200);
        desk.call("DELETE", compute + "/small", null).expect(200);
        desk.call("DELETE", compute + "/small", null).expect(204);
        desk.call("GET", compute + "/small", null).refused(404, "ResourceNotFound");
    }

    @Test
    void whatSurroundsThemIsTold() {
        assertThat(Desk.names(desk.get(Desk.admin("/locations")))).containsExactly("local");
        assertThat(desk.get(Desk.admin("/locations/Local")).text("/name")).isEqualTo("local");
        Stack.Answer quota = desk.get(Desk.admin("/locations/local/quotas/delegatedProviderQuota"));
        assertThat(quota.json().at("/properties/allowCustomPortalBranding").asBoolean(true))
                .isFalse();
        desk.call(
                        "PUT",
                        Desk.inGroup("/plans/delegating"),
                        Desk.plan(desk.quotaId("Unlimited"), quota.text("/id")))
                .expect(201);
        assertThat(
                        Desk.names(
                                desk.ask(
                                                "GET",
                                                "/providers/Microsoft.Subscriptions.Admin/operations",
                                                null)
                                        .expect(200)))
                .contains("Microsoft.Subscriptions.Admin/plans/write");
    }

    @Test
    void namesAreFreeTakenOrNone() {
        assertThat(checkName("plans", "key-vault").text("/reason")).isEqualTo("AlreadyExists");
        assertThat(checkName("offers", "Key-Vault").text("/reason")).isEqualTo("AlreadyExists");
        assertThat(checkName("plans", "new").text("/nameAvailable")).isEqualTo("true");
        assertThat(checkName("plans", "a b").text("/reason")).isEqualTo("Invalid");
    }

    private Stack.Answer checkName(String type, String name) {
        return desk.call(
                        "POST",
                        Desk.admin("/checkNameAvailability"),
                        "{\"name\":\""
                                + name
                                + "\",\"resourceType\":\"Microsoft.Subscriptions.Admin/"
                                + type
                                + "\"}")
                .expect(200);
    }

    @Test
    void metricsCountWhoHasSubscribed() {
        for (String kind : new String[] {"/plans", "/offers"}) {
            String path = "/resourceGroups/key-vault" + Desk.admin(kind + "/key-vault");
            assertThat(desk.get(path + "/metrics").text("/value/0/metricValues/0/last"))
                    .isEqualTo("1");
            assertThat(desk.get(path + "/metricDefinitions").text("/value/0/name/value"))
                    .isEqualTo("SubscriptionCount");
        }
    }

    @Test
    void noOtherSubscriptionHasAnyOfThis() {
        for (UUID id : new UUID[] {desk.stack.subscription, UUID.randomUUID()}) {
            for (String rest :
                    new String[] {
                        Desk.admin("/plans"), Desk.inGroup("/offers/x"), Desk.quotas("")
                    }) {
                Stack.Answer answer = desk.ask("GET", "/subscriptions/" + id + rest, null);
                answer.refused(404, "SubscriptionNotFound");
                assertThat(answer.text("/error/message"))
                        .isEqualTo("The subscription '" + id + "' could not be found.");
            }
        }
    }
}
