package dev.keyward.api.operator;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keyward.api.arm.Stack;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Tenants' subscriptions in the operator's hands.
class UserSubscriptionsTest {
    @TempDir Path folder;
    private Desk desk;
    private Guest guest;

    @BeforeEach
    void start() throws IOException {
        desk = new Desk(folder.resolve("home"));
        guest = new Guest(desk, "fabrikam.test");
        desk.putPlan("base");
        desk.putOffer("shop", "Private", "base");
    }

    @AfterEach
    void stop() {
        desk.close();
    }

    private String forGuest(String offerId) {
        return "{\"displayName\":\"Given\",\"offerId\":\""
                + offerId
                + "\",\"owner\":\""
                + guest.applicationId
                + "\",\"tenantId\":\""
                + guest.tenantId
                + "\"}";
    }

    /// Ids of those that a filter leaves.
    private List<String> filtered(String filter) {
        Stack.Answer all =
                desk.stack.call(
                        "GET",
                        Stack.ADMIN,
                        desk.in(Desk.admin("/subscriptions")) + Desk.VERSION + "&$filter=" + filter,
                        desk.token,
                        null);
        return Desk.texts(all.expect(200), "subscriptionId");
    }

    private String give(String offer) {
        String id = UUID.randomUUID().toString();
        desk.call("PUT", Desk.customer(id), forGuest(desk.offerId(offer))).expect(201);
        return id;
    }

    @Test
    void oneIsGivenToAnOwnerInEitherFormOfTheBody() {
        String flat = UUID.randomUUID().toString();
        Stack.Answer made =
                desk.call("PUT", Desk.customer(flat), forGuest(desk.offerId("shop"))).expect(201);
        assertThat(made.text("/id")).isEqualTo(desk.in(Desk.customer(flat)));
        assertThat(made.text("/subscriptionId")).isEqualTo(flat);
        assertThat(made.text("/offerId")).isEqualTo(desk.offerId("shop"));
        assertThat(made.text("/owner")).isEqualTo(guest.applicationId);
        assertThat(made.text("/tenantId")).isEqualTo(guest.tenantId);
        assertThat(made.text("/delegatedProviderSubscriptionId"))
                .isEqualTo(desk.provider.toString());
        assertThat(made.text("/routingResourceManagerType")).isEqualTo("Default");
        assertThat(made.text("/state")).isEqualTo("Enabled");
        assertThat(made.json().has("properties")).isFalse();
        desk.call("PUT", Desk.customer(flat), made.json().toString()).expect(200);

        String wrapped = UUID.randomUUID().toString();
        desk.call(
                        "PUT",
                        Desk.customer(wrapped),
                        "{\"properties\":" + forGuest(desk.offerId("shop")) + "}")
                .expect(201);
        for (String id : new String[] {flat, wrapped}) {
            guest.call(
                            "POST",
                            "/subscriptions/" + id + "/providers/Microsoft.KeyVault/register",
                            null)
                    .expect(200);
        }
    }

    @Test
    void oneIsGivenToAUserByPrincipalName() {
        desk.stack
                .call(
                        "POST",
                        Stack.GRAPH,
                        "/v1.0/users",
                        desk.stack.graphToken(),
                        "{\"accountEnabled\":true,\"displayName\":\"Ada\",\"mailNickname\":\"ada\","
                                + "\"userPrincipalName\":\"ada@keyward.localhost\","
                                + "\"passwordProfile\":{\"password\":\"Long-Enough-4711\"}}")
                .expect(201);
        Stack.Answer made =
                desk.call(
                                "PUT",
                                Desk.customer(UUID.randomUUID().toString()),
                                "{\"offerId\":\""
                                        + desk.offerId("shop")
                                        + "\",\"owner\":\"ADA@keyward.localhost\"}")
                        .expect(201);
        assertThat(made.text("/owner")).isEqualTo("ada@keyward.localhost");
        assertThat(made.text("/displayName")).isEqualTo("An offer");
        assertThat(made.text("/tenantId")).isEqualTo(desk.stack.tenant.toString());
    }

    @Test
    void badInputIsRefusedByFieldAndRule() {
        String one = Desk.customer(UUID.randomUUID().toString());
        String good = forGuest(desk.offerId("shop"));
        desk.refuses("PUT", Desk.customer("x"), good, "subscriptionId");
        desk.refuses("PUT", one, "{}", "offerId");
        desk.refuses("PUT", one, forGuest(desk.offerId("none")), "offerId");
        desk.refuses("PUT", one, good.replace(guest.applicationId, "nobody"), "owner");
        desk.refuses(
                "PUT", one, good.replace(guest.tenantId, UUID.randomUUID().toString()), "tenantId");
        desk.refuses("PUT", one, good.replace("{", "{\"state\":\"Deleting\","), "state");
        desk.call("PUT", Desk.customer(desk.provider.toString()), good)
                .refused(409, "SubscriptionIdNotAvailable");
        desk.call(
                        "PUT",
                        Desk.inGroup("/offers/shop"),
                        Desk.offer("Decommissioned", desk.planId("base")))
                .expect(200);
        desk.call("PUT", one, good).refused(409, "OfferNotAvailable");
    }

    @Test
    void theyAreListedAndFilteredByWhatTheyAre() {
        String id = give("shop");
        assertThat(Desk.texts(desk.get(Desk.admin("/subscriptions")), "subscriptionId"))
                .containsExactlyInAnyOrder(id, desk.stack.subscription.toString());
        String ours = "tenantId%20eq%20'" + guest.tenantId + "'";
        assertThat(filtered(ours + "%20and%20state%20eq%20'enabled'")).containsExactly(id);
        String itself = "subscriptionId%20eq%20'" + id.toUpperCase(Locale.ROOT) + "'";
        assertThat(filtered(itself)).containsExactly(id);
        assertThat(filtered(itself + "%20and%20" + ours)).containsExactly(id);
        assertThat(filtered(itself + "%20and%20state%20eq%20'disabled'")).isEmpty();
        assertThat(filtered("subscriptionId%20eq%20'" + desk.provider + "'")).isEmpty();
        assertThat(filtered("tenantId%20eq%20'" + desk.stack.tenant + "'")).doesNotContain(id);
        assertThat(filtered("tenantId%20eq%20'nobody'")).isEmpty();
        desk.call("GET", Desk.customer(UUID.randomUUID().toString()), null)
                .refused(404, "ResourceNotFound");
        desk.call("GET", Desk.customer(desk.provider.toString()), null)
                .refused(404, "ResourceNotFound");
    }

    @Test
    void nameStateAndOfferChangeButNotTheOwner() {
        String id = give("shop");
        desk.putOffer("other", "Private", "base");
        String group = "/subscriptions/" + id + "/resourceGroups/rg";
        guest.call("PUT", group, "{\"location\":\"local\"}").expect(201);

        desk.call("PUT", Desk.customer(id), "{\"state\":\"Disabled\"}").expect(200);
        guest.call("PUT", group, "{\"location\":\"local\"}")
                .refused(409, "ReadOnlyDisabledSubscription");
        assertThat(guest.call("GET", "/subscriptions/" + id, null).text("/state"))
                .isEqualTo("Disabled");
        Stack.Answer moved =
                desk.call(
                                "PUT",
                                Desk.customer(id),
                                "{\"state\":\"Enabled\",\"displayName\":\"New\",\"offerId\":\""
                                        + desk.offerId("other")
                                        + "\"}")
                        .expect(200);
        assertThat(moved.text("/displayName")).isEqualTo("New");
        assertThat(moved.text("/offerId")).isEqualTo(desk.offerId("other"));
        assertThat(desk.get(Desk.customer(id)).json()).isEqualTo(moved.json());
        guest.call("PUT", group, "{\"location\":\"local\"}").expect(200);

        desk.call(
                        "PUT",
                        Desk.customer(id),
                        "{\"owner\":\"" + desk.stack.administrator.application() + "\"}")
                .refused(409, "OwnershipNotAskedFor");
        desk.refuses(
                "PUT",
                Desk.customer(id),
                "{\"tenantId\":\"" + desk.stack.tenant + "\"}",
                "tenantId");
    }

    @Test
    void aPlanIsAddedToASubscriptionWhoseOfferHasNone() {
        desk.call("PUT", Desk.inGroup("/plans/nothing"), Desk.plan()).expect(201);
        desk.putOffer("bare", "Private", "nothing");
        String id = give("bare");
        String register = "/subscriptions/" + id + "/providers/Microsoft.KeyVault/register";
        guest.call("POST", register, null).expect(409);

        String one = Desk.customer(id + "/acquiredPlans/" + UUID.randomUUID());
        String body = "{\"planId\":\"" + desk.planId("base") + "\"}";
        Stack.Answer made = desk.call("PUT", one, body).expect(201);
        assertThat(made.text("/planId")).isEqualTo(desk.planId("base"));
        desk.call("PUT", one, body).expect(200);
        desk.refuses("PUT", one, "{\"planId\":\"" + desk.planId("nothing") + "\"}", "planId");
        desk.refuses("PUT", one, "{\"planId\":\"base\"}", "planId");
        guest.call("POST", register, null).expect(200);
        assertThat(Desk.texts(desk.get(Desk.customer(id + "/acquiredPlans")), "planId"))
                .containsExactly(desk.planId("base"));
        desk.call("DELETE", one, null).expect(200);
        desk.call("DELETE", one, null).expect(204);
    }

    @Test
    void aDelegatedProviderOffersOnAndSubscriptionsAreMovedToIt() {
        Stack.Answer quota = desk.get(Desk.admin("/locations/local/quotas/delegatedProviderQuota"));
        desk.call("PUT", Desk.inGroup("/plans/reseller"), Desk.plan(quota.text("/id"))).expect(201);
        desk.putOffer("resale", "Private", "reseller");
        desk.putOffer("goods", "Public", "base");
        String reseller = give("resale");
        String customer = give("shop");
        String delegation = Desk.inGroup("/offers/goods/offerDelegations/first");
        desk.refuses(
                "PUT",
                delegation,
                "{\"properties\":{\"subscriptionId\":\"" + customer + "\"}}",
                "properties.subscriptionId");
        desk.call("PUT", delegation, "{\"properties\":{\"subscriptionId\":\"" + reseller + "\"}}")
                .expect(201);
        assertThat(Desk.texts(desk.get(Desk.admin("/delegatedProviders")), "subscriptionId"))
                .containsExactly(reseller);
        String offers = "/delegatedProviders/" + reseller + "/offers";
        assertThat(Desk.names(desk.get(Desk.admin(offers)))).containsExactly("goods");
        assertThat(Desk.names(guest.call("GET", offers, null).expect(200)))
                .containsExactly("goods");

        String target = desk.in(Desk.admin(offers + "/goods"));
        String body =
                "{\"targetDelegatedProviderOffer\":\""
                        + target
                        + "\",\"resources\":[\""
                        + desk.in(Desk.customer(customer))
                        + "\"]}";
        desk.call("POST", Desk.admin("/validateMoveSubscriptions"), body).expect(204);
        assertThat(desk.get(Desk.customer(customer)).text("/offerId"))
                .isEqualTo(desk.offerId("shop"));
        desk.call("POST", Desk.admin("/moveSubscriptions"), body).expect(204);
        Stack.Answer moved = desk.get(Desk.customer(customer));
        assertThat(moved.text("/offerId")).isEqualTo(target);
        assertThat(moved.text("/delegatedProviderSubscriptionId")).isEqualTo(reseller);
        assertThat(guest.call("GET", "/subscriptions/" + customer, null).text("/offerId"))
                .isEqualTo(offers + "/goods");

        String own = UUID.randomUUID().toString();
        guest.call(
                        "PUT",
                        "/subscriptions/" + own,
                        Guest.request("goods", "Ours").replace("default", reseller))
                .expect(201);
        assertThat(desk.get(Desk.customer(own)).text("/delegatedProviderSubscriptionId"))
                .isEqualTo(reseller);

        desk.refuses(
                "POST",
                Desk.admin("/moveSubscriptions"),
                body.replace(customer, UUID.randomUUID().toString()),
                "resources");
        desk.refuses(
                "POST",
                Desk.admin("/moveSubscriptions"),
                body.replace("/goods", "/shop"),
                "targetDelegatedProviderOffer");
        desk.call("DELETE", delegation, null).refused(409, "ResourceInUse");
    }
}
