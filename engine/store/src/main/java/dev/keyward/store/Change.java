package dev.keyward.store;

/// One atomic unit of change. It runs on the writer's thread, so it holds no cryptography and waits
/// for nothing; it may run more than once, so it has no effect but through the transaction.
@FunctionalInterface
public interface Change<T> {
    T apply(Transaction transaction);
}
