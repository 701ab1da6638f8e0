package dev.keyward.cmdlet.vault.subscribers;

import dev.keyward.cmdlet.vault.facts.Subject;
import dev.keyward.cmdlet.vault.shape.Run;
import dev.keyward.cmdlet.vault.shape.SubscriberShapes;
import dev.keyward.cmdlet.vault.shape.VaultCmdlet;

final class GetIdentityHealth extends VaultCmdlet {
    GetIdentityHealth() {
        super(Subject.SUBSCRIBERS, "Get-IdentityHealth", "Get-AzsHealthReport");
    }

    @Override
    protected void run(Run run) {
        run.connection().offering().checkIdentityHealth().stream()
                .map(SubscriberShapes::health)
                .forEach(run::write);
    }
}
