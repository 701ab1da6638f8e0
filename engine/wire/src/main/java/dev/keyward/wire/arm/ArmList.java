package dev.keyward.wire.arm;

import dev.keyward.wire.JsonWriter;
import dev.keyward.wire.WireBody;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A page of a list; `nextLink` isn't there on the last one.
public record ArmList(List<? extends WireBody> value, @Nullable String nextLink)
        implements WireBody {
    public ArmList {
        value = List.copyOf(value);
    }

    public static ArmList of(List<? extends WireBody> value) {
        return new ArmList(value, null);
    }

    @Override
    public void writeMembers(JsonWriter out) {
        out.objects("value", value);
        out.text("nextLink", nextLink);
    }
}
