package dev.keyward.cmdlet.vault.offers;

import dev.keyward.cmdlet.vault.facts.Subject;
import dev.keyward.cmdlet.vault.shape.OfferShapes;
import dev.keyward.cmdlet.vault.shape.Run;
import dev.keyward.cmdlet.vault.shape.VaultCmdlet;
import dev.keyward.wire.offers.NameRequest;

final class TestNameAvailability extends VaultCmdlet {
    TestNameAvailability() {
        super(Subject.OFFERS, "Test-NameAvailability", "Test-AzsNameAvailability");
    }

    @Override
    protected void run(Run run) {
        run.write(
                OfferShapes.nameCheck(
                        run.connection()
                                .offering()
                                .check(
                                        new NameRequest(
                                                run.required("Name"),
                                                run.required("ResourceType")))));
    }
}
