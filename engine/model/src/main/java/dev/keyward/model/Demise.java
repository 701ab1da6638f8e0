package dev.keyward.model;

/// What becomes of an [Error] (no memory, no stack) in a thread that others depend on: whoever
/// catches it hands it to the handler of its thread's uncaught exceptions, as if nobody had. A
/// server ends its process there; what is embedded stops and leaves the process to its owner.
public final class Demise {
    private Demise() {}

    /// Does nothing with exceptions, which are their catcher's affair.
    public static void tell(Throwable thrown) {
        if (thrown instanceof Error) {
            Thread thread = Thread.currentThread();
            thread.getUncaughtExceptionHandler().uncaughtException(thread, thrown);
        }
    }
}
