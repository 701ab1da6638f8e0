package dev.keyward.wire;

import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// One page of a list; `nextLink` is null on the last and stands on the wire as `null`.
public record ListPage<T extends WireBody>(List<T> value, @Nullable String nextLink)
        implements WireBody {
    public ListPage {
        value = List.copyOf(value);
    }

    public static <T extends WireBody> ListPage<T> parse(
            byte[] json, Function<JsonReader, T> item) {
        return JsonReader.parse(
                json,
                in -> {
                    List<T> value = List.of();
                    String nextLink = null;
                    while (in.next()) {
                        switch (in.member()) {
                            case "value" -> value = in.objects(item);
                            case "nextLink" -> nextLink = in.text();
                            default -> in.skip();
                        }
                    }
                    return new ListPage<>(value, nextLink);
                });
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
