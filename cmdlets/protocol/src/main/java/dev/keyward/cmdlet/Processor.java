package dev.keyward.cmdlet;

/// One run of a cmdlet: `begin`, then `process` once per pipeline object (once in all if there's no
/// pipeline input), then `end`, then `close` whatever happened.
@FunctionalInterface
public interface Processor {
    default void begin() {}

    void process();

    default void end() {}

    /// Frees what the run holds; called once, after errors and cancellation too.
    default void close() {}
}
