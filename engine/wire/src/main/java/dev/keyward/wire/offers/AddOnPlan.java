package dev.keyward.wire.offers;

import dev.keyward.wire.JsonReader;
import dev.keyward.wire.JsonWriter;
import dev.keyward.wire.Required;
import dev.keyward.wire.WireBody;
import org.jspecify.annotations.Nullable;

/// A plan that a subscriber may add to a subscription: what is in it isn't told.
///
/// @param id such as `/plans/more`, which is what it is acquired by
/// @param maxAcquisitionCount how often a subscription may have it
/// @param acquisitionCount how often this one has it
public record AddOnPlan(
        String id,
        String name,
        @Nullable String displayName,
        @Nullable String description,
        long maxAcquisitionCount,
        long acquisitionCount)
        implements WireBody {
    public static AddOnPlan read(JsonReader in) {
        String id = null;
        String name = null;
        String displayName = null;
        String description = null;
        long most = 1;
        long has = 0;
        while (in.next()) {
            switch (in.member()) {
                case "id" -> id = in.text();
                case "name" -> name = in.text();
                case "displayName" -> displayName = in.text();
                case "description" -> description = in.text();
                case "maxAcquisitionCount" -> most = in.number();
                case "acquisitionCount" -> has = in.number();
                default -> in.skip();
            }
        }
        return new AddOnPlan(
                Required.member("id", id),
                Required.member("name", name),
                displayName,
                description,
                most,
                has);
    }

    @Override
    public void writeMembers(JsonWriter out) {
        out.text("id", id);
        out.text("name", name);
        out.text("displayName", displayName);
        out.text("description", description);
        out.number("maxAcquisitionCount", maxAcquisitionCount);
        out.number("acquisitionCount", acquisitionCount);
    }
}
