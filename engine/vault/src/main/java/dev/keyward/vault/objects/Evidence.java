package dev.keyward.vault.objects;

/// Makes the audit record of a change from its result, inside the change, once everything else of
/// it has succeeded.
@FunctionalInterface
public interface Evidence<T> {
    /// @return durable together with the change
    byte[] of(T result);
}
