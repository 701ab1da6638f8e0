package dev.keyward.cmdlet.vault.subscribers;

import dev.keyward.client.rest.Named;
import dev.keyward.cmdlet.vault.facts.Subject;
import dev.keyward.cmdlet.vault.offers.Portion;
import dev.keyward.cmdlet.vault.shape.OfferShapes;
import dev.keyward.cmdlet.vault.shape.Run;
import dev.keyward.cmdlet.vault.shape.VaultCmdlet;
import dev.keyward.wire.offers.VisibleOffer;
import java.util.Objects;

final class GetPublicOffer extends VaultCmdlet {
    GetPublicOffer() {
        super(Subject.SUBSCRIBERS, "Get-PublicOffer", "Get-AzsOffer", "Get-AzureRmOffer");
    }

    @Override
    protected void run(Run run) {
        Named<VisibleOffer> offers =
                run.connection()
                        .resources()
                        .offers(Objects.requireNonNullElse(run.text("Provider"), "default"));
        String name = run.text("Name");
        Portion.of(run, name == null ? offers.list().stream() : offers.find(name).stream())
                .map(OfferShapes::visible)
                .forEach(run::write);
    }
}
