package dev.keyward.store;

import org.jspecify.annotations.Nullable;

/// One atomic unit of change. It runs on the writer's thread, so it holds no cryptography and waits
/// for nothing; it may run more than once, so it has no effect but through the transaction.
@FunctionalInterface
public interface Change<T extends @Nullable Object> {
    T apply(Transaction transaction);

    /// About how much memory the change holds while it waits; the store bounds the sum.
    default long bytes() {
        return 0;
    }

    /// The same change, which says that it holds that much memory.
    static <T extends @Nullable Object> Change<T> holding(long bytes, Change<T> change) {
        return new Change<>() {
            @Override
            public T apply(Transaction transaction) {
                return change.apply(transaction);
            }

            @Override
            public long bytes() {
                return bytes;
            }
        };
    }
}
