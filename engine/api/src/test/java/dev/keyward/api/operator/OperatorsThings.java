package dev.keyward.api.operator;

import dev.keyward.api.arm.Stack;
import dev.keyward.wire.offers.UncountedService;
import java.util.UUID;

/// What the operator has, and what he lets a tenant pass on; all of it called by one word.
record OperatorsThings(Desk desk) {
    /// The operator's own things.
    void offer() {
        desk.putPlan("quagga-plan");
        desk.putPlan("quagga-addon");
        desk.putOffer("quagga-offer", "Public", "quagga-plan");
        for (UncountedService service : UncountedService.values()) {
            String quota = "/providers/" + service.namespace() + "/locations/local/quotas";
            desk.call("PUT", quota + "/quagga-quota", "{}").expect(201);
        }
        desk.call("PUT", Desk.quotas("/quagga-quota"), "{\"properties\":{\"maxVaults\":50}}")
                .expect(201);
        desk.call(
                        "POST",
                        "/resourceGroups/key-vault" + Desk.admin("/offers/key-vault/link"),
                        "{\"planName\":\"quagga-addon\",\"planLinkType\":\"Addon\",\"maxAcquisitionCount\":9}")
                .expect(200);
        desk.call("PUT", Desk.tenants("/quagga.test"), "{\"location\":\"local\"}").expect(201);
        desk.call("PUT", "/resourceGroups/quagga-rg", "{\"location\":\"local\"}").expect(201);
        for (String role : Samples.OPERATORS_ROLES) {
            String scope =
                    role.equals(Samples.OPERATORS_ROLES.getFirst())
                            ? ""
                            : "/resourceGroups/" + Desk.GROUP;
            desk.stack
                    .call(
                            "PUT",
                            Stack.ADMIN,
                            desk.in(scope)
                                    + "/providers/Microsoft.Authorization/roleAssignments/"
                                    + role
                                    + "?api-version=2022-04-01",
                            desk.token,
                            Samples.OPERATORS_ROLE)
                    .expect(201);
        }
        home("POST", "/providers/Microsoft.KeyVault/register", "").expect(200);
        home("PUT", "/resourceGroups/quagga-rg", "{\"location\":\"local\"}").expect(201);
        home(
                        "PUT",
                        "/resourceGroups/quagga-rg/providers/Microsoft.KeyVault/vaults/quagga-vault",
                        "{\"location\":\"local\",\"properties\":{\"tenantId\":\""
                                + desk.stack.tenant
                                + "\",\"sku\":{\"family\":\"A\",\"name\":\"standard\"},"
                                + "\"accessPolicies\":[]}}")
                .expect(201);
    }

    /// In the first subscription, as a tenant.
    private Stack.Answer home(String method, String rest, String body) {
        return desk.stack.call(
                method,
                Stack.MANAGEMENT,
                "/subscriptions/" + desk.stack.subscription + rest + "?api-version=2023-07-01",
                desk.stack.managementToken(),
                body);
    }

    /// The victim passes an offer of the operator's on.
    void resell(Household victim) {
        String quota =
                desk.get(Desk.admin("/locations/local/quotas/delegatedProviderQuota")).text("/id");
        desk.call("PUT", Desk.inGroup("/plans/quagga-reseller"), Desk.plan(quota)).expect(201);
        desk.call(
                        "PUT",
                        Desk.customer(victim.subscription + "/acquiredPlans/" + UUID.randomUUID()),
                        "{\"planId\":\"" + desk.planId("quagga-reseller") + "\"}")
                .expect(201);
        desk.call(
                        "PUT",
                        Desk.inGroup("/offers/quagga-offer/offerDelegations/quagga-delegation"),
                        "{\"properties\":{\"subscriptionId\":\"" + victim.subscription + "\"}}")
                .expect(201);
        String customer = UUID.randomUUID().toString();
        victim.guest
                .call(
                        "PUT",
                        "/subscriptions/"
                                + victim.subscription
                                + "/providers/Microsoft.Subscriptions/subscriptions/"
                                + customer,
                        "{\"displayName\":\"Ours\",\"offerId\":\"/delegatedProviders/"
                                + victim.subscription
                                + "/offers/quagga-offer\",\"owner\":\""
                                + victim.guest.applicationId
                                + "\"}")
                .expect(201);
        victim.known().put("customer", customer);
    }
}
