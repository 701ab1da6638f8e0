package dev.keyward.vault.rows;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.Executor;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// Lets changes of one thing happen one after the other, in the order they came; changes of others
/// are not waited for. Safe for use by several threads.
///
/// Without it each of many writers would read, seal and lose to another, and begin again: with 64
/// writers of one secret, 34 changes a second were left, and some writers never got through.
///
/// @param <K> what names a thing
public final class Turns<K> {
    /// Reading and sealing have no place on the writer's thread, where a stage ends.
    private static final Executor ELSEWHERE = Thread::startVirtualThread;

    /// The last in the queue of each thing that anybody changes at the moment.
    private final ConcurrentMap<K, CompletableFuture<?>> last = new ConcurrentHashMap<>();

    /// @param change begun when everything asked for before it has ended, well or badly: on this
    ///   thread if there is nothing, else on another
    public <T extends @Nullable Object> CompletionStage<T> take(
            K thing, Supplier<CompletionStage<T>> change) {
        CompletableFuture<T> mine = new CompletableFuture<>();
        CompletableFuture<?> before = last.put(thing, mine);
        if (before == null) {
            begin(thing, change, mine);
        } else {
            var _ = before.whenCompleteAsync((_, _) -> begin(thing, change, mine), ELSEWHERE);
        }
        return mine;
    }

    private <T extends @Nullable Object> void begin(
            K thing, Supplier<CompletionStage<T>> change, CompletableFuture<T> mine) {
        CompletionStage<T> stage;
        try {
            stage = change.get();
        } catch (Throwable refusal) {
            // Whoever is next must not wait for ever, whatever this was.
            end(thing, mine);
            mine.completeExceptionally(refusal);
            return;
        }
        stage.whenComplete((result, failure) -> {
            end(thing, mine);
            if (failure == null) {
                mine.complete(result);
            } else {
                mine.completeExceptionally(failure);
            }
        });
    }

    private void end(K thing, CompletableFuture<?> mine) {
        last.remove(thing, mine);
    }
}
