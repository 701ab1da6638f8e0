package dev.keyward.wire;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// One page of a list; `nextLink` is null on the last and stands on the wire as `null`.
public record ListPage<T extends WireBody>(List<T> value, @Nullable String nextLink)
        implements WireBody {
    public ListPage {
        value = List.copyOf(value);
    }

    @Override
    public void writeMembers(JsonWriter out) {
        out.objects("value", value);
        if (nextLink == null) {
            out.nothing("nextLink");
        } else {
            out.text("nextLink", nextLink);
        }
    }
}
