package dev.keyward.vault.rows;

import dev.keyward.model.Bug;
import dev.keyward.model.VaultError;
import dev.keyward.model.VaultException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// Changes read, seal outside the transaction, then write if nothing changed meanwhile. When
/// another change of the same object came first, it is all done again on what that left behind, so
/// the last writer wins as the service promises (data-plane-common.md, section 11).
public final class Attempts {
    /// So many changes of one object in a row is a storm, and the caller is told.
    private static final int LIMIT = 64;

    /// Reading and sealing have no place on the writer's thread, where a failed stage ends.
    private static final Executor ELSEWHERE = Thread::startVirtualThread;

    private Attempts() {}

    /// @param attempt one whole try; its refusals, also thrown ones, end the matter
    public static <T extends @Nullable Object> CompletionStage<T> run(
            Supplier<CompletionStage<T>> attempt) {
        return run(attempt, 1);
    }

    private static <T extends @Nullable Object> CompletionStage<T> run(
            Supplier<CompletionStage<T>> attempt, int number) {
        CompletionStage<T> stage;
        try {
            stage = attempt.get();
        } catch (VaultException refusal) {
            return CompletableFuture.failedFuture(refusal);
        }
        return stage.exceptionallyComposeAsync(
                failure ->
                        isConflict(failure) && number < LIMIT
                                ? run(attempt, number + 1)
                                : CompletableFuture.failedFuture(failure),
                ELSEWHERE);
    }

    /// Waits, on a thread that may.
    ///
    /// @throws VaultException what the stage failed with
    public static <T extends @Nullable Object> T join(CompletionStage<T> stage) {
        try {
            return stage.toCompletableFuture().join();
        } catch (CompletionException failed) {
            if (failed.getCause() instanceof RuntimeException cause) {
                throw cause;
            }
            throw Bug.because("a stage failed with a checked exception", failed);
        }
    }

    private static boolean isConflict(Throwable failure) {
        Throwable cause =
                failure instanceof CompletionException wrapped && wrapped.getCause() != null
                        ? wrapped.getCause()
                        : failure;
        return cause instanceof VaultException refusal
                && refusal.error() instanceof VaultError.Conflict;
    }
}
