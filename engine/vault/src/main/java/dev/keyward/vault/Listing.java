package dev.keyward.vault;

import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// One page of a list.
///
/// @param next where the next page starts; null on the last
public record Listing<T>(List<T> items, @Nullable String next) {
    public Listing {
        items = List.copyOf(items);
    }

    public <R> Listing<R> map(Function<T, R> each) {
        return new Listing<>(items.stream().map(each).toList(), next);
    }
}
