package dev.keyward.cmdlet.vault.offers;

import dev.keyward.client.rest.Named;
import dev.keyward.cmdlet.vault.facts.Subject;
import dev.keyward.cmdlet.vault.shape.OfferShapes;
import dev.keyward.cmdlet.vault.shape.Run;
import dev.keyward.cmdlet.vault.shape.VaultCmdlet;
import dev.keyward.wire.offers.LocationResource;

final class GetStackLocation extends VaultCmdlet {
    GetStackLocation() {
        super(Subject.OFFERS, "Get-StackLocation", "Get-AzsLocation");
    }

    @Override
    protected void run(Run run) {
        Named<LocationResource> locations = run.connection().offering().locations();
        String name = run.text("Name");
        (name == null ? locations.list().stream() : locations.find(name).stream())
                .map(OfferShapes::location)
                .forEach(run::write);
    }
}
