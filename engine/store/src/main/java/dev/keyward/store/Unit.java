package dev.keyward.store;

import dev.keyward.model.Bug;
import dev.keyward.model.Demise;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// One change on its way through the writer, with the promise of its result.
final class Unit<T extends @Nullable Object> {
    private sealed interface Outcome<T extends @Nullable Object> {
        record Done<T extends @Nullable Object>(T value) implements Outcome<T> {}

        record Thrown<T extends @Nullable Object>(Throwable cause) implements Outcome<T> {}
    }

    private final Function<UnitTransaction, T> work;
    private final long bytes;
    private final CompletableFuture<T> stage = new CompletableFuture<>();
    private @Nullable Outcome<T> outcome;

    Unit(Function<UnitTransaction, T> work, long bytes) {
        this.work = work;
        this.bytes = bytes;
    }

    long bytes() {
        return bytes;
    }

    CompletableFuture<T> stage() {
        return stage;
    }

    /// Does the work and keeps what came of it aside until [#release]: even a refusal may rest on
    /// what another change of the same group wrote.
    ///
    /// @return whether it went well
    boolean run(UnitTransaction transaction) {
        try {
            outcome = new Outcome.Done<>(work.apply(transaction));
            return true;
        } catch (RuntimeException | Error thrown) {
            outcome = new Outcome.Thrown<>(thrown);
            Demise.tell(thrown);
            return false;
        }
    }

    /// Hands the result out; call it after the commit.
    void release() {
        switch (outcome) {
            case Outcome.Done<T>(T value) -> stage.complete(value);
            case Outcome.Thrown<T>(Throwable cause) -> stage.completeExceptionally(cause);
            case null -> throw Bug.because("released before it ran");
        }
    }

    void unavailable(String why) {
        stage.completeExceptionally(GroupCommit.unavailable(why));
    }
}
