package dev.keyward.api;

/// What an operation spends its time on, and so where it runs (performance.md, section 3).
public enum Cost {
    /// Caches and little arithmetic, such as a P-256 signature: runs on the thread that brought the
    /// request, which may be an event loop. Must never wait for anything.
    MEMORY,
    /// Long arithmetic, such as RSA with a private key or key creation: runs on a small pool of
    /// platform threads, first come first served. A change may be waited for here, reads too.
    CPU,
    /// Reads of the store and changes: runs on a thread that may wait.
    STORE
}
