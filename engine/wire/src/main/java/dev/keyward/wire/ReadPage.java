package dev.keyward.wire;

import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// One page of any list as a client reads it, whichever way the server says that it is the last.
///
/// @param nextLink null on the last page
public record ReadPage<T>(List<T> value, @Nullable String nextLink) {
    public ReadPage {
        value = List.copyOf(value);
    }

    /// @param item reads one entry
    public static <T> ReadPage<T> read(JsonReader in, Function<JsonReader, T> item) {
        List<T> value = List.of();
        String nextLink = null;
        while (in.next()) {
            switch (in.member()) {
                case "value" -> value = in.objects(item);
                case "nextLink" -> nextLink = in.text();
                default -> in.skip();
            }
        }
        return new ReadPage<>(value, nextLink == null || nextLink.isEmpty() ? null : nextLink);
    }
}
