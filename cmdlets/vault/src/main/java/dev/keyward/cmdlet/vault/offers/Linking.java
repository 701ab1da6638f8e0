package dev.keyward.cmdlet.vault.offers;

import dev.keyward.client.management.ResourceId;
import dev.keyward.client.operator.OperatorCalls;
import dev.keyward.cmdlet.vault.shape.Refusal;
import dev.keyward.cmdlet.vault.shape.Run;
import dev.keyward.wire.offers.OfferResource;
import dev.keyward.wire.offers.PlanLink;

/// A plan and the offer that arguments name beside it.
record Linking(OperatorCalls operator, String group, String offer, PlanLink link) {
    static Linking of(Run run) {
        OperatorCalls operator = run.connection().offering();
        String offer = run.required("OfferName");
        String group = run.text("ResourceGroupName");
        return new Linking(
                operator,
                group == null ? groupOf(operator, offer) : group,
                offer,
                new PlanLink(
                        run.required("PlanName"),
                        run.text("PlanLinkType"),
                        new Given(run, null).count("MaxAcquisitionCount", null)));
    }

    private static String groupOf(OperatorCalls operator, String offer) {
        return operator.offers().stream()
                .map(OfferResource::envelope)
                .filter(it -> offer.equalsIgnoreCase(it.name()))
                .findFirst()
                .map(it -> ResourceId.groupOf(String.valueOf(it.id())))
                .orElseThrow(() -> Refusal.of("There's no offer '%s'.".formatted(offer)));
    }
}
