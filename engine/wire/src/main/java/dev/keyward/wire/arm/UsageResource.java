package dev.keyward.wire.arm;

import dev.keyward.wire.JsonWriter;
import dev.keyward.wire.WireBody;

/// How much there is of something that is counted, and how much there may be, as other resource
/// providers answer it.
///
/// @param value what is counted, such as `Vaults`
/// @param localizedValue the same for people
/// @param limit [#UNLIMITED] where there is none: clients expect a number
public record UsageResource(String value, String localizedValue, long currentValue, long limit)
        implements WireBody {
    public static final long UNLIMITED = -1;

    private record Name(String value, String localizedValue) implements WireBody {
        @Override
        public void writeMembers(JsonWriter out) {
            out.text("value", value);
            out.text("localizedValue", localizedValue);
        }
    }

    @Override
    public void writeMembers(JsonWriter out) {
        out.text("unit", "Count");
        out.number("currentValue", currentValue);
        out.number("limit", limit);
        out.object("name", new Name(value, localizedValue));
    }
}
