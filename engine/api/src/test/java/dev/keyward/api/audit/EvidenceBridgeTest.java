package dev.keyward.api.audit;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.keyward.audit.AuditLog;
import dev.keyward.audit.InMemoryAuditLog;
import dev.keyward.audit.SignedCheckpoint;
import dev.keyward.model.VaultError;
import dev.keyward.model.VaultException;
import dev.keyward.store.Store;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class EvidenceBridgeTest {
    /// A log that refuses records of one text, as a full queue may.
    private record Refusing(InMemoryAuditLog log, String text) implements AuditLog {
        @Override
        public CompletionStage<@Nullable Void> append(byte[] record) {
            return new String(record, UTF_8).equals(text)
                    ? CompletableFuture.failedStage(
                            new VaultException(new VaultError.Unavailable("audit: full")))
                    : log.append(record);
        }

        @Override
        public CompletionStage<@Nullable Void> append(long evidenceSequence, byte[] record) {
            return append(record);
        }

        @Override
        public void onCheckpoint(Consumer<SignedCheckpoint> listener) {
            log.onCheckpoint(listener);
        }

        @Override
        public void onFailure(Consumer<String> listener) {
            log.onFailure(listener);
        }

        @Override
        public void close() {
            log.close();
        }
    }

    private static void change(Store store, String evidence) {
        store.change(
                        tx -> {
                            tx.evidence(evidence.getBytes(UTF_8));
                            return evidence;
                        })
                .toCompletableFuture()
                .join();
    }

    /// Trimming is queued before the change is answered, so it is done when the next one is.
    private static List<String> kept(Store store) {
        store.change(tx -> "").toCompletableFuture().join();
        return store.evidence(100).stream().map(e -> new String(e.auditRecord(), UTF_8)).toList();
    }

    private static List<String> logged(InMemoryAuditLog log) {
        return log.records().stream().map(record -> new String(record, UTF_8)).toList();
    }

    @Test
    @Tag("security:S-13")
    void whatIsInTheLogIsForgottenInTheStore() {
        try (Store store = Store.inMemory();
                InMemoryAuditLog log = AuditLog.inMemory()) {
            change(store, "before");
            new EvidenceBridge(store, log).start();
            change(store, "after");

            assertThat(kept(store)).isEmpty();
            assertThat(logged(log)).containsExactly("before", "after");
        }
    }

    @Test
    @Tag("security:S-13")
    @Tag("reliability:R-01")
    void whatTheLogRefusedStaysInTheStoreWhateverFollows() {
        try (Store store = Store.inMemory();
                InMemoryAuditLog log = AuditLog.inMemory()) {
            new EvidenceBridge(store, new Refusing(log, "two")).start();
            change(store, "one");
            change(store, "two");
            change(store, "three");

            assertThat(kept(store)).contains("two", "three");
            assertThat(logged(log)).containsExactly("one", "three");

            new EvidenceBridge(store, log).start();
            assertThat(logged(log)).contains("two");
            assertThat(kept(store)).isEmpty();
        }
    }
}
