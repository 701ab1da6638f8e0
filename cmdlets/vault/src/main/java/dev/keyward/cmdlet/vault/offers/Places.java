package dev.keyward.cmdlet.vault.offers;

import dev.keyward.client.operator.OperatorCalls;
import dev.keyward.cmdlet.vault.shape.Refusal;
import dev.keyward.cmdlet.vault.shape.Run;
import dev.keyward.wire.offers.LocationResource;
import java.util.List;

/// Locations of the deployment that arguments mean.
final class Places {
    private Places() {}

    /// The location that is named, else the first of the deployment.
    static String one(Run run, OperatorCalls operator) {
        String given = run.text("Location");
        return given == null ? all(operator).getFirst() : given;
    }

    /// The location that is named, else all.
    static List<String> some(Run run, OperatorCalls operator) {
        String given = run.text("Location");
        return given == null ? all(operator) : List.of(given);
    }

    private static List<String> all(OperatorCalls operator) {
        List<String> all =
                operator.locations().list().stream().map(LocationResource::name).toList();
        if (all.isEmpty()) {
            throw Refusal.of("the deployment names no location; give -Location");
        }
        return all;
    }
}
