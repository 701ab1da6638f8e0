package dev.keyward.api.deployment;

import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;

/// Ends an engine with the first [Error] in a thread that requests depend on: nothing is answered
/// any more that memory can't vouch for. What becomes of the process is its owner's affair: a
/// server ends it, by the default handler of uncaught exceptions. Safe for use by several threads.
public final class EngineEnd implements Thread.UncaughtExceptionHandler {
    private final boolean embedded;
    private final CompletableFuture<String> happened = new CompletableFuture<>();

    /// @param embedded whether requests come on threads of somebody who may have used their stacks
    public EngineEnd(boolean embedded) {
        this.embedded = embedded;
    }

    @Override
    public void uncaughtException(Thread thread, Throwable thrown) {
        if (!(thrown instanceof Error) || embedded && thrown instanceof StackOverflowError) {
            return;
        }
        happened.complete(thrown.getClass().getSimpleName() + " in the thread " + thread.getName());
        Thread.UncaughtExceptionHandler process = Thread.getDefaultUncaughtExceptionHandler();
        if (process != null) {
            process.uncaughtException(thread, thrown);
        }
    }

    /// Calls once, with what happened, also when that was before.
    public void onFailure(Consumer<String> listener) {
        var _ = happened.thenAccept(listener);
    }
}
