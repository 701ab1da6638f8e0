package dev.keyward.cmdlet.vault.connection;

import dev.keyward.client.VaultClient;
import dev.keyward.client.graph.GraphClient;
import dev.keyward.client.management.ResourceClient;
import dev.keyward.client.management.SubscriptionCalls;
import dev.keyward.client.operator.OperatorCalls;
import dev.keyward.client.signin.Credential;
import dev.keyward.client.signin.Environment;
import dev.keyward.client.signin.SignedIn;
import dev.keyward.client.signin.VaultPlaces;
import dev.keyward.wire.arm.SubscriptionResource;
import java.net.URI;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/// An account signed in to a deployment, with the subscription it works in.
public final class Connection {
    private final Environment environment;
    private final Account account;
    private final String tenant;
    private final SignedIn signedIn;
    private final @Nullable Credential credential;
    private final @Nullable SubscriptionResource subscription;
    private final ResourceClient resources;
    private final VaultPlaces places;
    private final Map<URI, VaultClient> vaults = new ConcurrentHashMap<>();
    private volatile @Nullable OperatorCalls offering;

    Connection(
            Environment environment,
            Account account,
            String tenant,
            SignedIn signedIn,
            @Nullable Credential credential,
            @Nullable SubscriptionResource subscription) {
        this(
                environment,
                account,
                tenant,
                signedIn,
                credential,
                subscription,
                new VaultPlaces(signedIn.transport(), environment.vaults(), signedIn.pause()));
    }

    private Connection(
            Environment environment,
            Account account,
            String tenant,
            SignedIn signedIn,
            @Nullable Credential credential,
            @Nullable SubscriptionResource subscription,
            VaultPlaces places) {
        this.places = places;
        this.environment = environment;
        this.account = account;
        this.tenant = tenant;
        this.signedIn = signedIn;
        this.credential = credential;
        this.subscription = subscription;
        this.resources = new ResourceClient(signedIn, environment);
    }

    public Environment environment() {
        return environment;
    }

    public Account account() {
        return account;
    }

    /// The tenant's id.
    public String tenant() {
        return tenant;
    }

    /// Nothing for an account that has none.
    public Optional<SubscriptionResource> subscription() {
        return Optional.ofNullable(subscription);
    }

    /// The same account in another subscription.
    public Connection in(@Nullable SubscriptionResource other) {
        return new Connection(environment, account, tenant, signedIn, credential, other, places);
    }

    /// What the account can sign in with again; nothing where the service is in this process.
    public Optional<Credential> credential() {
        return Optional.ofNullable(credential);
    }

    public SignedIn signedIn() {
        return signedIn;
    }

    public ResourceClient resources() {
        return resources;
    }

    /// The calls inside the subscription.
    ///
    /// @throws NoSubscription if there's none
    public SubscriptionCalls inSubscription() {
        if (subscription == null) {
            throw new NoSubscription("the signed-in account has no subscription");
        }
        return resources.in(subscription.subscriptionId());
    }

    public GraphClient graph() {
        return new GraphClient(signedIn, environment, tenant);
    }

    /// The operator's plane.
    public ResourceClient operator() {
        return ResourceClient.ofOperator(signedIn, environment);
    }

    /// The calls in the operator's subscription.
    ///
    /// @throws NoSubscription if nothing of it is shown to the account
    public OperatorCalls offering() {
        OperatorCalls known = offering;
        if (known == null) {
            ResourceClient operator = operator();
            known =
                    operator.operatorsSubscriptions().stream()
                            .findFirst()
                            .map(it -> operator.offering(it.subscriptionId()))
                            .orElseThrow(() ->
                                    new NoSubscription(
                                            "nothing of the operator's subscription is shown to %s"
                                                    .formatted(account.id())));
            offering = known;
        }
        return known;
    }

    /// A vault by its name, whichever region it is in.
    public VaultClient vault(String name) {
        return vaults.computeIfAbsent(places.of(name), this::vaultAt);
    }

    /// Where vaults were found by their names.
    public VaultPlaces places() {
        return places;
    }

    /// A vault by its own URI, as ids have it.
    public VaultClient vaultAt(URI vault) {
        return new VaultClient(signedIn, environment.vaults().audience(), vault);
    }

    /// How contexts are called.
    public String contextName() {
        return subscription == null
                ? "%s - %s".formatted(tenant, account.id())
                : "%s (%s) - %s - %s"
                        .formatted(
                                subscription.displayName(),
                                subscription.subscriptionId(),
                                tenant,
                                account.id());
    }

    /// The account has no subscription to work in.
    public static final class NoSubscription extends RuntimeException {
        private static final long serialVersionUID = 1L;

        NoSubscription(String message) {
            super(message, null, false, false);
        }
    }
}
