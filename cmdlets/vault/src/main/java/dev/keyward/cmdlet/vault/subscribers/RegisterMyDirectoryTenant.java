package dev.keyward.cmdlet.vault.subscribers;

import dev.keyward.client.management.ConsentCalls;
import dev.keyward.cmdlet.vault.facts.Subject;
import dev.keyward.cmdlet.vault.shape.Run;
import dev.keyward.cmdlet.vault.shape.SubscriberShapes;
import dev.keyward.cmdlet.vault.shape.VaultCmdlet;

final class RegisterMyDirectoryTenant extends VaultCmdlet {
    RegisterMyDirectoryTenant() {
        super(
                Subject.SUBSCRIBERS,
                "Register-MyDirectoryTenant",
                "Register-AzsWithMyDirectoryTenant");
    }

    @Override
    protected void run(Run run) {
        ConsentCalls consent = MyDirectoryTenant.of(run);
        String name = consent.get().domain();
        if (run.goesOn(name, "Give the directory's consent")) {
            run.write(SubscriberShapes.consent(consent.give()));
        }
    }
}
