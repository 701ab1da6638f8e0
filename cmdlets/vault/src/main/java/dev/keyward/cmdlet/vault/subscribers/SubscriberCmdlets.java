package dev.keyward.cmdlet.vault.subscribers;

import dev.keyward.cmdlet.Cmdlet;
import java.util.List;

/// All cmdlets for subscriptions and directory tenants.
public final class SubscriberCmdlets {
    private SubscriberCmdlets() {}

    public static List<Cmdlet> all() {
        return List.of(
                new NewUserSubscription(),
                new GetUserSubscription(),
                new SetUserSubscription(),
                new RemoveUserSubscription(),
                new NewAcquiredPlan(),
                new GetAcquiredPlan(),
                new RemoveAcquiredPlan(),
                new MoveUserSubscription(),
                new TestMoveUserSubscription(),
                new GetDelegatedProvider(),
                new GetDelegatedProviderManagedOffer(),
                new NewDirectoryTenant(),
                new GetDirectoryTenant(),
                new RemoveDirectoryTenant(),
                new RegisterMyDirectoryTenant(),
                new UnregisterMyDirectoryTenant(),
                new GetIdentityHealth(),
                new GetPublicOffer(),
                new NewSubscription(),
                new RemoveSubscription(),
                new AddAddOn(),
                new GetAddOn(),
                new RemoveAddOn(),
                new SetSubscriptionSuccessor(),
                new GetSubscriptionSuccessor(),
                new RemoveSubscriptionSuccessor(),
                new RequestSubscriptionOwnership());
    }
}
