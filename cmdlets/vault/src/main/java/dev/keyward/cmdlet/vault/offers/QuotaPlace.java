package dev.keyward.cmdlet.vault.offers;

import dev.keyward.client.operator.OperatorCalls;
import dev.keyward.cmdlet.vault.shape.Refusal;
import dev.keyward.cmdlet.vault.shape.Run;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The quota that arguments mean, by its id or by its name and location.
record QuotaPlace(String location, String name) {
    private static final Pattern ID =
            Pattern.compile(".*/locations/([^/]+)/quotas/([^/]+)", Pattern.CASE_INSENSITIVE);

    static QuotaPlace of(Run run, OperatorCalls operator) {
        String id = run.text("ResourceId");
        return id == null
                ? new QuotaPlace(Places.one(run, operator), run.required("Name"))
                : ofId(id);
    }

    /// @throws Refusal if it is none of a quota
    static QuotaPlace ofId(String id) {
        Matcher parts = ID.matcher(id);
        if (!parts.matches()) {
            throw Refusal.of("-ResourceId: must be the id of a quota, as objects have it.");
        }
        return new QuotaPlace(parts.group(1), parts.group(2));
    }
}
