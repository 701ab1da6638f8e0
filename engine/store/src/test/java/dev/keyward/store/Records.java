package dev.keyward.store;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.keyward.model.VaultException;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/// Rows for tests, and waiting for stages with a bound.
final class Records {
    static final String SCOPE = "5e1f6f0a-9a3c-4a0e-9a4e-0d5c8f0b7a11";

    private Records() {}

    static RecordKey key(String name, String version) {
        return new RecordKey(SCOPE, "secret", name, version);
    }

    static StoredRecord record(String name, String version) {
        return record(key(name, version), 1, 0, 0);
    }

    static StoredRecord record(RecordKey key, long revision, int state, long due) {
        return new StoredRecord(
                key, revision, state, due, bytes("clear of " + key), bytes("sealed"), bytes("mac"));
    }

    static byte[] bytes(String text) {
        return text.getBytes(UTF_8);
    }

    /// The result of a stage, or what it failed with.
    static <T extends @Nullable Object> T await(CompletionStage<T> stage) {
        try {
            return stage.toCompletableFuture().get(30, TimeUnit.SECONDS);
        } catch (ExecutionException failed) {
            if (failed.getCause() instanceof VaultException refused) {
                throw refused;
            }
            throw new CompletionException(failed.getCause());
        } catch (InterruptedException | TimeoutException e) {
            throw new AssertionError("no answer from the store", e);
        }
    }
}
