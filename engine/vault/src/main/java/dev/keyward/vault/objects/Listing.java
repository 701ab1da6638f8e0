package dev.keyward.vault.objects;

import java.util.List;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/// One page of a list.
///
/// @param next where the next page starts; null on the last
public record Listing<T>(List<T> items, @Nullable String next) {
    public Listing {
        items = List.copyOf(items);
    }

    /// Those of the items, perhaps none, with the next page where it was.
    public Listing<T> filter(Predicate<T> kept) {
        return new Listing<>(items.stream().filter(kept).toList(), next);
    }

    public <R> Listing<R> map(Function<T, R> each) {
        return new Listing<>(items.stream().map(each).toList(), next);
    }
}
