package dev.keyward.api.operator;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keyward.api.arm.Stack;
import java.io.IOException;
import java.nio.file.Path;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What subscribers do for themselves.
class SelfServiceTest {
    @TempDir Path folder;
    private Desk desk;
    private Guest guest;

    @BeforeEach
    void start() throws IOException {
        desk = new Desk(folder.resolve("home"));
        guest = new Guest(desk, "fabrikam.test");
        desk.putPlan("base");
        desk.putOffer("open", "Public", "base");
        desk.putOffer("hidden", "Private", "base");
    }

    @AfterEach
    void stop() {
        desk.close();
    }

    @Test
    void publicOffersAreSeenByWhoeverIsSignedInAndNothingOfWhatIsInThem() {
        Stack.Answer all = guest.call("GET", "/offers", null).expect(200);
        assertThat(Desk.names(all)).containsExactly("key-vault", "open");
        assertThat(all.text("/value/1/id")).isEqualTo("/delegatedProviders/default/offers/open");
        assertThat(all.text("/value/1/displayName")).isEqualTo("An offer");
        assertThat(all.json().toString()).doesNotContain("lanId").doesNotContain("base");
        assertThat(guest.call("GET", "/delegatedProviders/default/offers", null).expect(200).json())
                .isEqualTo(all.json());
        guest.call("GET", "/delegatedProviders/default/offers/OPEN", null).expect(200);
        guest.call("GET", "/delegatedProviders/default/offers/hidden", null)
                .refused(404, "ResourceNotFound");
        guest.call("GET", "/delegatedProviders/" + UUID.randomUUID() + "/offers", null)
                .refused(404, "ResourceNotFound");
    }

    @Test
    void whoSubscribesOwnsTheSubscriptionAndMayRepeatHimself() {
        String id = UUID.randomUUID().toString();
        String path = "/subscriptions/" + id;
        Stack.Answer made = guest.call("PUT", path, Guest.request("open", "Ours")).expect(201);
        assertThat(made.text("/id")).isEqualTo(path);
        assertThat(made.text("/tenantId")).isEqualTo(guest.tenantId);
        assertThat(made.text("/offerId")).isEqualTo("/delegatedProviders/default/offers/open");
        assertThat(made.text("/state")).isEqualTo("Enabled");
        assertThat(guest.call("GET", path, null).expect(200).json()).isEqualTo(made.json());
        assertThat(
                        Desk.texts(
                                guest.call("GET", "/subscriptions", null).expect(200),
                                "subscriptionId"))
                .containsExactly(id);

        desk.call("PUT", Desk.inGroup("/offers/open"), Desk.offer("Private", desk.planId("base")))
                .expect(200);
        assertThat(guest.call("PUT", path, Guest.request("open", "Ours")).expect(200).json())
                .isEqualTo(made.json());
        guest.call("PUT", path, Guest.request("key-vault", "Ours"))
                .refused(409, "SubscriptionAlreadyExists");
        guest.call("PUT", path, Guest.request("open", "Theirs"))
                .refused(409, "SubscriptionAlreadyExists");

        // It is whole: its owner makes a vault in it.
        guest.call("POST", path + "/providers/Microsoft.KeyVault/register", null).expect(200);
    }

    @Test
    void anOfferThatIsntOpenIsRefusedAsOneThatIsntThere() {
        String path = "/subscriptions/" + UUID.randomUUID();
        Stack.Answer hidden = guest.call("PUT", path, Guest.request("hidden", "Ours"));
        Stack.Answer none = guest.call("PUT", path, Guest.request("nothing", "Ours"));
        hidden.refused(400, "BadRequest");
        assertThat(none.json()).isEqualTo(hidden.json());
        guest.call("GET", path, null).refused(404, "SubscriptionNotFound");
    }

    @Test
    void anIdThatIsntFreeIsRefusedWithoutAWordOfWhoseItIs() {
        String ours = guest.subscribe("open");
        Guest other = new Guest(desk, "contoso.test");
        for (String id :
                new String[] {ours, desk.stack.subscription.toString(), desk.provider.toString()}) {
            Stack.Answer answer =
                    other.call("PUT", "/subscriptions/" + id, Guest.request("open", "Mine"));
            answer.refused(409, "SubscriptionIdNotAvailable");
            assertThat(answer.text("/error/message"))
                    .isEqualTo(
                            "A subscription of the id '"
                                    + id
                                    + "' can't be made; choose another id.");
        }
    }

    @Test
    void badInputIsRefusedByFieldAndRule() {
        String path = "/subscriptions/" + UUID.randomUUID();
        refuses("/subscriptions/x", Guest.request("open", "Ours"), "subscriptionId");
        refuses(path, "{}", "offerId");
        refuses(path, Guest.request("open", " "), "displayName");
        refuses(path, Guest.request("open", "Ours").replace("Enabled", "Disabled"), "state");
        refuses(
                path,
                Guest.request("open", "Ours")
                        .replace("{", "{\"subscriptionId\":\"" + UUID.randomUUID() + "\","),
                "subscriptionId");
    }

    private void refuses(String path, String body, String field) {
        Stack.Answer answer = guest.call("PUT", path, body);
        answer.refused(400, "BadRequest");
        assertThat(answer.text("/error/message")).startsWith(field + " must be ");
    }

    @Test
    void anOfferIsTakenAsOftenAsItAllows() {
        desk.call(
                        "PUT",
                        Desk.inGroup("/offers/once"),
                        Desk.offer("Public", desk.planId("base"))
                                .replace("}}", ",\"maxSubscriptionsPerAccount\":1}}"))
                .expect(201);
        guest.subscribe("once");
        guest.call("PUT", "/subscriptions/" + UUID.randomUUID(), Guest.request("once", "Another"))
                .refused(409, "OfferNotAvailable");
        new Guest(desk, "contoso.test").subscribe("once");
    }

    /// The limits on what he has would be gone with it.
    @Test
    void anAddOnThatWhatOneHasNeedsStays() {
        String compute = "/providers/Microsoft.Compute.Admin/locations/local/quotas/any";
        desk.call("PUT", compute, "{}").expect(201);
        desk.call("PUT", Desk.inGroup("/plans/bare"), Desk.plan(desk.in(compute))).expect(201);
        desk.putOffer("extras", "Public", "bare");
        desk.call(
                        "PUT",
                        Desk.quotas("/small"),
                        "{\"properties\":{\"maxVaults\":1,\"maxObjects\":1}}")
                .expect(201);
        desk.call("PUT", Desk.inGroup("/plans/small"), Desk.plan(desk.quotaId("small")))
                .expect(201);
        desk.call(
                        "POST",
                        Desk.inGroup("/offers/extras/link"),
                        "{\"planName\":\"small\",\"planLinkType\":\"Addon\",\"maxAcquisitionCount\":2}")
                .expect(200);
        String in = "/subscriptions/" + guest.subscribe("extras");
        String all = in + "/providers/Microsoft.Subscriptions" + in + "/acquiredPlans/";
        String first = all + UUID.randomUUID();
        String second = all + UUID.randomUUID();
        guest.call("PUT", first, "{\"planId\":\"/plans/small\"}").expect(201);
        guest.call("PUT", second, "{\"planId\":\"/plans/small\"}").expect(201);
        guest.call("POST", in + "/providers/Microsoft.KeyVault/register", null).expect(200);
        guest.call("PUT", in + "/resourceGroups/rg", "{\"location\":\"local\"}").expect(201);
        for (String vault : new String[] {"addons-1", "addons-2"}) {
            guest.call(
                            "PUT",
                            in + "/resourceGroups/rg/providers/Microsoft.KeyVault/vaults/" + vault,
                            "{\"location\":\"local\",\"properties\":{\"tenantId\":\""
                                    + guest.tenantId
                                    + "\",\"sku\":{\"family\":\"A\",\"name\":\"standard\"},"
                                    + "\"accessPolicies\":[]}}",
                            "2023-07-01")
                    .expect(201);
        }
        Stack.Answer refused = guest.call("DELETE", first, null);
        refused.refused(409, "ResourceInUse");
        assertThat(refused.text("/error/message")).contains("2 vaults", "'local'", "allows 1");

        String vaults = in + "/providers/Microsoft.KeyVault/locations/local/deletedVaults/";
        guest.call(
                        "DELETE",
                        in + "/resourceGroups/rg/providers/Microsoft.KeyVault/vaults/addons-2",
                        null,
                        "2023-07-01")
                .expect(200);
        guest.call("DELETE", first, null).refused(409, "ResourceInUse");
        guest.call("POST", vaults + "addons-2/purge", null, "2023-07-01").expect(200);
        guest.call("DELETE", first, null).expect(200);
        guest.call("DELETE", second, null).refused(409, "ResourceInUse");
        // The operator may take it.
        String given = Desk.customer(in.substring("/subscriptions/".length()) + "/acquiredPlans/");
        desk.call("DELETE", given + second.substring(all.length()), null).expect(200);
    }

    @Test
    void anAddOnIsAddedAsOftenAsTheOfferAllowsAndRemoved() {
        desk.putPlan("more");
        desk.call(
                        "POST",
                        Desk.inGroup("/offers/open/link"),
                        "{\"planName\":\"more\",\"planLinkType\":\"Addon\"}")
                .expect(200);
        String id = guest.subscribe("open");
        String all =
                "/subscriptions/"
                        + id
                        + "/providers/Microsoft.Subscriptions/subscriptions/"
                        + id
                        + "/acquiredPlans";
        String one = all + "/" + UUID.randomUUID();
        String body = "{\"planId\":\"/plans/More\"}";
        String offered = all.replace("/acquiredPlans", "/addonPlans");
        Stack.Answer before = guest.call("GET", offered, null).expect(200);
        assertThat(Desk.texts(before, "id")).containsExactly("/plans/more");
        assertThat(before.text("/value/0/displayName")).isEqualTo("A plan");
        assertThat(before.text("/value/0/maxAcquisitionCount")).isEqualTo("1");
        assertThat(before.text("/value/0/acquisitionCount")).isEqualTo("0");
        assertThat(before.json().toString()).doesNotContain("uota");
        Stack.Answer made = guest.call("PUT", one, body).expect(201);
        assertThat(made.text("/id")).isEqualTo(one);
        assertThat(made.text("/planId")).isEqualTo("/plans/more");
        assertThat(made.text("/provisioningState")).isEqualTo("Succeeded");
        assertThat(guest.call("GET", offered, null).text("/value/0/acquisitionCount"))
                .isEqualTo("1");
        guest.call("PUT", one, body).expect(200);
        assertThat(guest.call("GET", one, null).expect(200).json()).isEqualTo(made.json());
        guest.call("PUT", all + "/" + UUID.randomUUID(), body).refused(400, "BadRequest");

        // A plan that isn't an add-on is as one that isn't there.
        Stack.Answer base =
                guest.call("PUT", all + "/" + UUID.randomUUID(), "{\"planId\":\"/plans/base\"}");
        base.refused(400, "BadRequest");
        assertThat(
                        guest.call(
                                        "PUT",
                                        all + "/" + UUID.randomUUID(),
                                        "{\"planId\":\"/plans/none\"}")
                                .json())
                .isEqualTo(base.json());

        assertThat(Desk.texts(guest.call("GET", all, null).expect(200), "planId"))
                .containsExactly("/plans/more");
        guest.call("DELETE", one, null).expect(200);
        guest.call("DELETE", one, null).expect(204);
        guest.call("GET", one, null).refused(404, "ResourceNotFound");
        guest.call("GET", all.replaceFirst(id + "/acq", UUID.randomUUID() + "/acq"), null)
                .refused(404, "SubscriptionNotFound");
    }
}
