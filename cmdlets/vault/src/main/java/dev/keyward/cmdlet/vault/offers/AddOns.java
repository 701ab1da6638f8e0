package dev.keyward.cmdlet.vault.offers;

import dev.keyward.cmdlet.PsHashtable;
import dev.keyward.cmdlet.PsObject;
import dev.keyward.cmdlet.vault.shape.Refusal;
import dev.keyward.cmdlet.vault.shape.Run;
import dev.keyward.wire.offers.OfferResource.AddOn;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Plans that subscribers may add, as arguments name them.
final class AddOns {
    private static final String PARAMETER = "AddonPlanDefinition";

    private AddOns() {}

    /// Each an id, a plan, or a table or object of `PlanId` and `MaxAcquisitionCount`.
    ///
    /// @throws Refusal if one is none of these
    static List<AddOn> given(Run run) {
        return run.arguments().list(PARAMETER).stream().map(AddOns::one).toList();
    }

    private static AddOn one(@Nullable Object given) {
        return switch (given) {
            case PsHashtable table -> of(table.get("PlanId"), table.get("MaxAcquisitionCount"));
            case PsObject object when object.has("PlanId") ->
                    of(object.get("PlanId"), object.get("MaxAcquisitionCount"));
            case PsObject object -> of(object.get("Id"), null);
            case null -> of(null, null);
            case Object id -> of(id, null);
        };
    }

    private static AddOn of(@Nullable Object plan, @Nullable Object count) {
        if (plan == null) {
            throw Refusal.of(
                    "-%s: must be ids of plans, or tables such as @{ PlanId = $plan.Id;"
                                    .formatted(PARAMETER)
                            + " MaxAcquisitionCount = 2 }.");
        }
        return new AddOn(
                plan.toString(),
                count instanceof Number number ? (Integer) number.intValue() : null);
    }
}
