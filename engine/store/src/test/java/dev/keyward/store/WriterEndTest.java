package dev.keyward.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// An error in the writer's thread ends the store, and whoever ends processes hears of it.
final class WriterEndTest {
    @Test
    @Tag("security:S-14")
    void anErrorOfTheWriterIsToldAndNobodyWaitsForIt() {
        List<String> told = new CopyOnWriteArrayList<>();
        List<String> failures = new CopyOnWriteArrayList<>();
        Thread.UncaughtExceptionHandler before = Thread.getDefaultUncaughtExceptionHandler();
        Thread.setDefaultUncaughtExceptionHandler(
                (thread, thrown) -> told.add(thread.getName() + " " + thrown.getMessage()));
        try {
            Store store = Store.inMemory();
            store.onFailure(failures::add);
            store.follow(_ -> {
                throw new OutOfMemoryError("as if");
            });
            assertThatThrownBy(() ->
                            store.change(
                                            transaction -> {
                                                transaction.put(Records.record("a", "b"));
                                                return null;
                                            })
                                    .toCompletableFuture()
                                    .join())
                    .isInstanceOf(RuntimeException.class);
            store.close();
            assertThat(failures).hasSize(1);
            assertThat(told).containsExactly("keyward-store-writer as if");
        } finally {
            Thread.setDefaultUncaughtExceptionHandler(before);
        }
    }
}
