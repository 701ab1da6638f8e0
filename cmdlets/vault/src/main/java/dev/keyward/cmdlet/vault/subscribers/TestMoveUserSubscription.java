package dev.keyward.cmdlet.vault.subscribers;

import dev.keyward.cmdlet.vault.facts.Subject;
import dev.keyward.cmdlet.vault.shape.Run;
import dev.keyward.cmdlet.vault.shape.VaultCmdlet;
import dev.keyward.wire.offers.MoveSubscriptions;
import java.util.List;

final class TestMoveUserSubscription extends VaultCmdlet {
    TestMoveUserSubscription() {
        super(
                Subject.SUBSCRIBERS,
                "Test-MoveUserSubscription",
                "Test-AzsMoveUserSubscription",
                "Test-AzsMoveSubscription");
    }

    @Override
    protected void run(Run run) {
        List<String> subscriptions = run.arguments().texts("ResourceId");
        run.connection()
                .offering()
                .checkMove(
                        new MoveSubscriptions(
                                run.text("DestinationDelegatedProviderOffer"), subscriptions));
    }
}
