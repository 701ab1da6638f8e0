package dev.keyward.api.data.objects;

import dev.keyward.api.exchange.Exchange;
import dev.keyward.model.ObjectName;
import dev.keyward.model.ObjectVersion;
import dev.keyward.wire.WireBody;
import java.util.function.BiConsumer;
import java.util.function.BiFunction;
import java.util.function.BiPredicate;
import java.util.function.Function;

/// How the objects of one kind look in answers, and what the audit record says of them.
///
/// @param bundle without a secret's value
/// @param audited tells the audit record which object it was
/// @param listed whether a list shows it
public record ObjectShape<T, I extends WireBody>(
        Function<T, ObjectName> name,
        Function<T, ObjectVersion> version,
        BiFunction<Exchange, T, WireBody> bundle,
        Item<T, I> item,
        BiConsumer<Exchange, T> audited,
        BiPredicate<Exchange, T> listed) {
    /// One entry of a list.
    @FunctionalInterface
    public interface Item<T, I> {
        /// @param id with version in lists of versions, else without
        I of(Exchange exchange, T object, String id);
    }
}
