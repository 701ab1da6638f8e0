package dev.keyward.api.operation;

/// What an operation spends its time on, and so where it runs (performance.md, section 3).
public enum Cost {
    /// Caches and little arithmetic, such as a P-256 signature: runs on the thread that brought the
    /// request, which may be an event loop. Must never wait for anything.
    MEMORY,
    /// Long arithmetic of a known length, such as RSA with a private key: runs on a small pool of
    /// platform threads, first come first served. Must not wait for a change.
    CPU,
    /// Arithmetic of unknown length, such as finding RSA primes or hashing a password: runs on a
    /// thread of its own, so that signatures needn't queue behind it. Changes may be waited for.
    GENERATION,
    /// Reads of the store and changes: runs on a thread that may wait.
    STORE
}
