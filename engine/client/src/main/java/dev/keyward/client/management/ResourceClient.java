package dev.keyward.client.management;

import dev.keyward.client.rest.ArmUris;
import dev.keyward.client.rest.Paged;
import dev.keyward.client.rest.Rest;
import dev.keyward.client.rest.VaultUris;
import dev.keyward.client.signin.Environment;
import dev.keyward.client.signin.SignedIn;
import dev.keyward.wire.arm.SubscriptionResource;
import dev.keyward.wire.arm.SubscriptionResource.Tenant;
import java.net.URI;
import java.util.Optional;

/// The management plane: tenants, subscriptions and what they hold. Safe for use by several
/// threads.
public final class ResourceClient {
    private final Rest rest;
    private final ArmUris uris;

    public ResourceClient(SignedIn account, Environment environment) {
        this(
                account.rest(environment.managementAudience()),
                new ArmUris(environment.resourceManager().toString()));
    }

    private ResourceClient(Rest rest, ArmUris uris) {
        this.rest = rest;
        this.uris = uris;
    }

    /// The operator's plane of the same deployment: what its owners do to it as a whole. What
    /// tenants have isn't there.
    public static ResourceClient ofOperator(SignedIn account, Environment environment) {
        return new ResourceClient(
                account.rest(environment.adminAudience()),
                new ArmUris(environment.admin().toString()));
    }

    public Paged<Tenant> tenants() {
        return new Paged<>(rest, uris.of("/tenants", ArmUris.SUBSCRIPTIONS), Tenant::read);
    }

    /// Those on which the caller has any right.
    public Paged<SubscriptionResource> subscriptions() {
        return new Paged<>(
                rest, uris.of("/subscriptions", ArmUris.SUBSCRIPTIONS), SubscriptionResource::read);
    }

    /// @param id a GUID
    public Optional<SubscriptionResource> subscription(String id) {
        URI uri = uris.of("/subscriptions/" + VaultUris.encode(id), ArmUris.SUBSCRIPTIONS);
        return rest.find(uri, SubscriptionResource::read);
    }

    /// The calls inside one subscription.
    public SubscriptionCalls in(String subscriptionId) {
        return new SubscriptionCalls(rest, uris, subscriptionId);
    }
}
