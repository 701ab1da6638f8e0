package dev.keyward.cmdlet.vault.subscribers;

import dev.keyward.cmdlet.vault.facts.Subject;
import dev.keyward.cmdlet.vault.shape.Run;
import dev.keyward.cmdlet.vault.shape.VaultCmdlet;
import dev.keyward.wire.offers.MoveSubscriptions;
import java.util.List;

final class MoveUserSubscription extends VaultCmdlet {
    MoveUserSubscription() {
        super(
                Subject.SUBSCRIBERS,
                "Move-UserSubscription",
                "Move-AzsUserSubscription",
                "Move-AzsSubscription");
    }

    @Override
    protected void run(Run run) {
        List<String> subscriptions = run.arguments().texts("ResourceId");
        if (run.goesOn(String.join(", ", subscriptions), "Move user subscriptions")) {
            run.connection()
                    .offering()
                    .move(
                            new MoveSubscriptions(
                                    run.text("DestinationDelegatedProviderOffer"), subscriptions));
        }
    }
}
