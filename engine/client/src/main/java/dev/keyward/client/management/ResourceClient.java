package dev.keyward.client.management;

import dev.keyward.client.operator.OperatorCalls;
import dev.keyward.client.rest.ArmUris;
import dev.keyward.client.rest.Named;
import dev.keyward.client.rest.Paged;
import dev.keyward.client.rest.Rest;
import dev.keyward.client.rest.VaultUris;
import dev.keyward.client.signin.Environment;
import dev.keyward.client.signin.SignedIn;
import dev.keyward.wire.arm.SubscriptionResource;
import dev.keyward.wire.arm.SubscriptionResource.Tenant;
import dev.keyward.wire.offers.SubscriptionRequest;
import dev.keyward.wire.offers.VisibleOffer;
import java.net.URI;
import java.util.Optional;

/// The management plane: tenants, subscriptions and what they hold. Safe for use by several
/// threads.
public final class ResourceClient {
    private final Rest rest;
    private final ArmUris uris;

    /// Where the subscriptions are that [#subscriptions()] lists.
    private final URI subscriptions;

    public ResourceClient(SignedIn account, Environment environment) {
        this.rest = account.rest(environment.managementAudience());
        this.uris = new ArmUris(environment.resourceManager().toString());
        this.subscriptions = uris.of("/subscriptions", ArmUris.SUBSCRIPTIONS);
    }

    private ResourceClient(Rest rest, ArmUris uris, URI subscriptions) {
        this.rest = rest;
        this.uris = uris;
        this.subscriptions = subscriptions;
    }

    /// The operator's plane of the same deployment: what its owners do to it as a whole. What
    /// tenants have isn't there.
    public static ResourceClient ofOperator(SignedIn account, Environment environment) {
        ArmUris uris = new ArmUris(environment.admin().toString());
        // A host that serves both planes lists tenants' subscriptions unless it is told.
        URI own =
                uris.filtered(
                        "/subscriptions",
                        "routingResourceManagerType eq 'Admin'",
                        ArmUris.SUBSCRIPTIONS);
        return new ResourceClient(account.rest(environment.adminAudience()), uris, own);
    }

    public Paged<Tenant> tenants() {
        return new Paged<>(rest, uris.of("/tenants", ArmUris.SUBSCRIPTIONS), Tenant::read);
    }

    /// Those on which the caller has any right.
    public Paged<SubscriptionResource> subscriptions() {
        return new Paged<>(rest, subscriptions, SubscriptionResource::read);
    }

    /// The operator's own, for whom it is shown to: none for everybody else.
    public Paged<SubscriptionResource> operatorsSubscriptions() {
        return new Paged<>(
                rest,
                uris.filtered(
                        "/subscriptions",
                        "routingResourceManagerType eq 'Admin'",
                        ArmUris.SUBSCRIPTIONS),
                SubscriptionResource::read);
    }

    /// @param id a GUID
    public Optional<SubscriptionResource> subscription(String id) {
        return rest.find(subscription(id, ArmUris.SUBSCRIPTIONS), SubscriptionResource::read);
    }

    /// Subscribes the caller, who owns it then. The same again changes nothing.
    ///
    /// @param id a GUID of the caller's making
    public SubscriptionResource subscribe(String id, SubscriptionRequest wanted) {
        return rest.send(
                "PUT", subscription(id, ArmUris.OFFERS), wanted, SubscriptionResource::read);
    }

    /// Deletes a subscription of the caller's with all that is in it.
    public void deleteSubscription(String id) {
        rest.send("DELETE", subscription(id, ArmUris.OFFERS));
    }

    private URI subscription(String id, String apiVersion) {
        return uris.of("/subscriptions/" + VaultUris.encode(id), apiVersion);
    }

    /// Offers that anybody who is signed in may subscribe to; read only.
    ///
    /// @param provider `default` for the operator, else a delegated provider's id
    public Named<VisibleOffer> offers(String provider) {
        return new Named<>(
                rest,
                uris,
                "/delegatedProviders/" + VaultUris.encode(provider) + "/offers",
                ArmUris.OFFERS,
                VisibleOffer::read);
    }

    /// The consent of the caller's directory.
    public ConsentCalls consent() {
        return new ConsentCalls(rest, uris);
    }

    /// The calls in the operator's subscription, of a client [of the
    /// operator][#ofOperator(SignedIn, Environment)].
    public OperatorCalls offering(String subscriptionId) {
        return new OperatorCalls(rest, uris, subscriptionId);
    }

    /// The calls inside one subscription.
    public SubscriptionCalls in(String subscriptionId) {
        return new SubscriptionCalls(rest, uris, subscriptionId);
    }
}
