package dev.keyward.api.operator;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keyward.api.arm.Stack;
import java.io.IOException;
import java.nio.file.Path;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What somebody does for customers of his own with an offer of the operator's (tenancy.md, section
/// 7).
class DelegatedProviderTest {
    private static final String CUSTOMERS = "/providers/Microsoft.Subscriptions/subscriptions";

    @TempDir Path folder;
    private Desk desk;
    private Guest seller;
    private Guest other;
    private String shop = "";

    @BeforeEach
    void start() throws IOException {
        desk = new Desk(folder.resolve("home"));
        seller = new Guest(desk, "fabrikam.test");
        other = new Guest(desk, "contoso.test");
        Stack.Answer quota = desk.get(Desk.admin("/locations/local/quotas/delegatedProviderQuota"));
        desk.call("PUT", Desk.inGroup("/plans/reseller"), Desk.plan(quota.text("/id"))).expect(201);
        desk.putPlan("base");
        desk.putOffer("resale", "Public", "reseller");
        desk.putOffer("goods", "Private", "base");
        desk.putOffer("others", "Public", "base");
        shop = seller.subscribe("resale");
        delegate(201);
    }

    @AfterEach
    void stop() {
        desk.close();
    }

    private void delegate(int status) {
        desk.call(
                        "PUT",
                        Desk.inGroup("/offers/goods/offerDelegations/first"),
                        "{\"properties\":{\"subscriptionId\":\"" + shop + "\"}}")
                .expect(status);
    }

    private String offer() {
        return "/delegatedProviders/" + shop + "/offers/goods";
    }

    private static String given(String offer, String owner, @Nullable String tenant) {
        return "{\"displayName\":\"Given\",\"offerId\":\""
                + offer
                + "\",\"owner\":\""
                + owner
                + "\""
                + (tenant == null ? "" : ",\"tenantId\":\"" + tenant + "\"")
                + "}";
    }

    private Stack.Answer ask(String method, String id, @Nullable String body) {
        return seller.call(method, "/subscriptions/" + shop + CUSTOMERS + "/" + id, body);
    }

    private String give() {
        String id = UUID.randomUUID().toString();
        ask("PUT", id, given(offer(), seller.applicationId, null)).expect(201);
        return id;
    }

    @Test
    void aCustomerIsGivenASubscriptionWhichIsDisabledEnabledAndDeleted() {
        String id = UUID.randomUUID().toString();
        Stack.Answer made = ask("PUT", id, given(offer(), seller.applicationId, null)).expect(201);
        assertThat(made.text("/id")).isEqualTo("/subscriptions/" + shop + CUSTOMERS + "/" + id);
        assertThat(made.text("/offerId")).isEqualTo(offer());
        assertThat(made.text("/tenantId")).isEqualTo(seller.tenantId);
        assertThat(made.text("/delegatedProviderSubscriptionId")).isEqualTo(shop);
        assertThat(ask("GET", id, null).expect(200).json()).isEqualTo(made.json());
        assertThat(desk.get(Desk.customer(id)).text("/delegatedProviderSubscriptionId"))
                .isEqualTo(shop);
        // The customer reads what was done to it.
        String trail = "/subscriptions/" + id + "/providers/Keyward.Audit/records";
        assertThat(
                        seller.call("GET", trail, null, "2026-11-01")
                                .expect(200)
                                .json()
                                .findValuesAsText("operationName"))
                .contains("Microsoft.Subscriptions/delegatedProviders/subscriptions/write");
        String in = "/subscriptions/" + id;
        String group = in + "/resourceGroups/rg";
        seller.call("POST", in + "/providers/Microsoft.KeyVault/register", null).expect(200);
        ask("PUT", id, "{\"state\":\"Disabled\"}").expect(200);
        seller.call("PUT", group, "{\"location\":\"local\"}")
                .refused(409, "ReadOnlyDisabledSubscription");
        ask("PUT", id, "{\"state\":\"Enabled\",\"displayName\":\"New\"}").expect(200);
        seller.call("PUT", group, "{\"location\":\"local\"}").expect(201);
        ask("DELETE", id, null).expect(200);
        seller.call("GET", in, null).refused(404, "SubscriptionNotFound");
    }

    @Test
    @Tag("security:S-07")
    void nobodySeesOrChangesTheCustomersOfAnother() {
        String own = give();
        String theirs = other.subscribe("others");
        assertThat(
                        Desk.texts(
                                seller.call("GET", "/subscriptions/" + shop + CUSTOMERS, null)
                                        .expect(200),
                                "subscriptionId"))
                .containsExactly(own);
        for (String id :
                new String[] {
                    theirs, desk.stack.subscription.toString(), desk.provider.toString()
                }) {
            Stack.Answer guessed = ask("GET", new UUID(1, 1).toString(), null);
            Stack.Answer right = ask("GET", id, null);
            assertThat(right.refused(404, "ResourceNotFound").json().toString())
                    .isEqualTo(guessed.json().toString().replace(new UUID(1, 1).toString(), id));
            ask("DELETE", id, null).expect(204);
            ask("PUT", id, given(offer(), seller.applicationId, null))
                    .refused(409, "SubscriptionIdNotAvailable");
        }
        other.call("GET", "/subscriptions/" + theirs, null).expect(200);
        // Nor does anybody by a subscription that isn't the provider's, or isn't his.
        other.call("GET", "/subscriptions/" + theirs + CUSTOMERS, null)
                .refused(409, "InvalidResourceNamespace");
        other.call("GET", "/subscriptions/" + shop + CUSTOMERS, null)
                .refused(404, "SubscriptionNotFound");
    }

    @Test
    void onlyWhatWasDelegatedIsGiven() {
        for (String offer :
                new String[] {
                    "/delegatedProviders/" + shop + "/offers/others",
                    "/delegatedProviders/default/offers/others",
                    desk.offerId("goods"),
                    desk.offerId("others")
                }) {
            Stack.Answer refused =
                    ask(
                            "PUT",
                            UUID.randomUUID().toString(),
                            given(offer, seller.applicationId, null));
            refused.refused(400, "BadRequest");
            assertThat(refused.text("/error/message")).startsWith("offerId must be ");
        }
        assertThat(
                        Desk.names(
                                seller.call(
                                                "GET",
                                                "/subscriptions/"
                                                        + shop
                                                        + "/providers/Microsoft.Subscriptions/offers",
                                                null)
                                        .expect(200)))
                .containsExactly("goods");
    }

    /// Whoever could ask by name would learn who there is.
    @Test
    @Tag("security:S-07")
    void somebodyOfAnotherDirectoryIsGivenOneByTheIdOfAnApplicationAlone() {
        String id = UUID.randomUUID().toString();
        Stack.Answer refused = ask("PUT", id, given(offer(), "ada@contoso.test", other.tenantId));
        refused.refused(400, "BadRequest");
        assertThat(refused.text("/error/message")).startsWith("owner must be ");
        ask("PUT", id, given(offer(), other.applicationId, other.tenantId)).expect(201);
        other.call("GET", "/subscriptions/" + id, null).expect(200);
        assertThat(ask("GET", id, null).expect(200).text("/tenantId")).isEqualTo(other.tenantId);
    }

    @Test
    void anOfferIsNotTakenFromAProviderWhoseCustomersAreOnIt() {
        String customer = give();
        String delegation = Desk.inGroup("/offers/goods/offerDelegations/first");
        desk.call("DELETE", delegation, null).refused(409, "ResourceInUse");
        String another = seller.subscribe("resale");
        desk.call("PUT", delegation, "{\"properties\":{\"subscriptionId\":\"" + another + "\"}}")
                .refused(409, "ResourceInUse");
        delegate(200);
        // A second delegation of the same is enough for them.
        desk.call(
                        "PUT",
                        Desk.inGroup("/offers/goods/offerDelegations/second"),
                        "{\"properties\":{\"subscriptionId\":\"" + shop + "\"}}")
                .expect(201);
        desk.call("DELETE", delegation, null).expect(200);
        desk.call("DELETE", Desk.inGroup("/offers/goods/offerDelegations/second"), null)
                .refused(409, "ResourceInUse");
        desk.call(
                        "PUT",
                        Desk.customer(customer),
                        "{\"offerId\":\"" + desk.offerId("others") + "\"}")
                .expect(200);
        ask("GET", customer, null).refused(404, "ResourceNotFound");
        desk.call("DELETE", Desk.inGroup("/offers/goods/offerDelegations/second"), null)
                .expect(200);
        ask("PUT", UUID.randomUUID().toString(), given(offer(), seller.applicationId, null))
                .refused(400, "BadRequest");
    }
}
