package dev.keyward.records;

import dev.keyward.model.Bug;
import dev.keyward.model.VaultException;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;

/// Waiting for a change of the store.
public final class Stages {
    private Stages() {}

    /// Waits, on a thread that may.
    ///
    /// @throws VaultException what the change was refused with
    public static <T> T join(CompletionStage<T> stage) {
        try {
            return stage.toCompletableFuture().join();
        } catch (CompletionException e) {
            if (e.getCause() instanceof VaultException failure) {
                throw failure;
            }
            throw Bug.because("a change of the store failed", e);
        }
    }
}
