package dev.keyward.cmdlet.vault.subscribers;

import dev.keyward.cmdlet.PsObject;
import dev.keyward.cmdlet.vault.shape.Run;
import dev.keyward.model.Guids;
import java.util.Objects;

/// Ids of subscriptions and of plans they acquired, which whoever makes one chooses.
final class Ids {
    private Ids() {}

    /// The id of a subscription of a tenant: as it is, or of an object, or in its ARM id.
    static String subscription(Run run) {
        PsObject object = run.inputObject();
        String given =
                object == null
                        ? Objects.requireNonNullElseGet(
                                run.text("ResourceId"), () -> run.required("SubscriptionId"))
                        : String.valueOf(object.get("SubscriptionId"));
        return given.substring(given.lastIndexOf('/') + 1);
    }

    /// The one that is given, else a new one.
    static String orNew(Run run, String parameter) {
        String given = run.text(parameter);
        return given == null ? Guids.next(run.connections().random()).toString() : given;
    }
}
