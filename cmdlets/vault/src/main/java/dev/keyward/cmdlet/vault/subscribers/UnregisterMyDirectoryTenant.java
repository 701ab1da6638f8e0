package dev.keyward.cmdlet.vault.subscribers;

import dev.keyward.client.management.ConsentCalls;
import dev.keyward.cmdlet.vault.facts.Subject;
import dev.keyward.cmdlet.vault.shape.Run;
import dev.keyward.cmdlet.vault.shape.VaultCmdlet;

final class UnregisterMyDirectoryTenant extends VaultCmdlet {
    UnregisterMyDirectoryTenant() {
        super(
                Subject.SUBSCRIBERS,
                "Unregister-MyDirectoryTenant",
                "Unregister-AzsWithMyDirectoryTenant");
    }

    @Override
    protected void run(Run run) {
        ConsentCalls consent = MyDirectoryTenant.of(run);
        String name = consent.get().domain();
        if (run.goesOn(
                name,
                "Withdraw the directory's consent",
                "Nobody of '" + name + "' but its administrators gets at anything then. Go on?")) {
            consent.withdraw();
        }
    }
}
