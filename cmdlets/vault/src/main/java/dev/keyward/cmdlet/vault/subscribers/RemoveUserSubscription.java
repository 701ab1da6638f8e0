package dev.keyward.cmdlet.vault.subscribers;

import dev.keyward.cmdlet.vault.facts.Subject;
import dev.keyward.cmdlet.vault.shape.Run;
import dev.keyward.cmdlet.vault.shape.VaultCmdlet;

final class RemoveUserSubscription extends VaultCmdlet {
    RemoveUserSubscription() {
        super(
                Subject.SUBSCRIBERS,
                "Remove-UserSubscription",
                "Remove-AzsUserSubscription",
                "Remove-AzsTenantSubscription",
                "Remove-AzureRmTenantSubscription",
                "Remove-TenantSubscription");
    }

    @Override
    protected void run(Run run) {
        String id = Ids.subscription(run);
        if (run.goesOn(
                id,
                "Delete the user subscription.",
                "Are you sure you want to remove user subscription '%s' with all that is in it?"
                        .formatted(id))) {
            run.connection().offering().subscriptions().delete(id);
        }
    }
}
