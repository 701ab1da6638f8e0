package dev.keyward.wire.offers;

import dev.keyward.wire.JsonReader;
import dev.keyward.wire.JsonWriter;
import dev.keyward.wire.Required;
import dev.keyward.wire.WireBody;
import org.jspecify.annotations.Nullable;

/// The body of `link` and `unlink` of an offer.
///
/// @param planLinkType `Base` or `Addon`; `None` or absent where that is no matter
public record PlanLink(
        String planName, @Nullable String planLinkType, @Nullable Integer maxAcquisitionCount)
        implements WireBody {
    public static PlanLink parse(byte[] json) {
        return JsonReader.parse(
                json,
                in -> {
                    String name = null;
                    String type = null;
                    Integer count = null;
                    while (in.next()) {
                        switch (in.member()) {
                            case "planName" -> name = in.text();
                            case "planLinkType" -> type = in.text();
                            case "maxAcquisitionCount" -> count = in.integer();
                            default -> in.skip();
                        }
                    }
                    return new PlanLink(Required.member("planName", name), type, count);
                });
    }

    @Override
    public void writeMembers(JsonWriter out) {
        out.text("planName", planName);
        out.text("planLinkType", planLinkType);
        out.number("maxAcquisitionCount", maxAcquisitionCount);
    }
}
