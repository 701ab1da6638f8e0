package dev.keyward.wire.offers;

import dev.keyward.wire.JsonReader;
import dev.keyward.wire.JsonWriter;
import dev.keyward.wire.WireBody;
import org.jspecify.annotations.Nullable;

/// That a subscription has a plan beside those of its offer (tenancy.md, section 3.4), as it is
/// sent and as it is answered.
///
/// @param id ARM id, of answers alone
/// @param acquisitionTime ISO 8601, of answers alone
public record AcquiredPlanBody(
        @Nullable String id,
        @Nullable String acquisitionId,
        @Nullable String planId,
        @Nullable String externalReferenceId,
        @Nullable String acquisitionTime)
        implements WireBody {
    public static AcquiredPlanBody parse(byte[] json) {
        return JsonReader.parse(json, AcquiredPlanBody::read);
    }

    public static AcquiredPlanBody read(JsonReader in) {
        return new Reading().read(in).whole();
    }

    private static final class Reading {
        private @Nullable String id;
        private @Nullable String acquisitionId;
        private @Nullable String planId;
        private @Nullable String externalReferenceId;
        private @Nullable String acquisitionTime;

        Reading read(JsonReader in) {
            while (in.next()) {
                switch (in.member()) {
                    case "id" -> id = in.text();
                    case "acquisitionId" -> acquisitionId = in.text();
                    case "planId" -> planId = in.text();
                    case "externalReferenceId" -> externalReferenceId = in.text();
                    case "acquisitionTime" -> acquisitionTime = in.text();
                    case "properties" -> in.object(this::read);
                    default -> in.skip();
                }
            }
            return this;
        }

        AcquiredPlanBody whole() {
            return new AcquiredPlanBody(
                    id, acquisitionId, planId, externalReferenceId, acquisitionTime);
        }
    }

    @Override
    public void writeMembers(JsonWriter out) {
        out.text("id", id);
        out.text("acquisitionId", acquisitionId);
        out.text("planId", planId);
        out.text("externalReferenceId", externalReferenceId);
        out.text("provisioningState", id == null ? null : "Succeeded");
        out.text("acquisitionTime", acquisitionTime);
    }
}
