package dev.keyward.api.deployment;

import dev.keyward.crypto.encoding.CanonicalWriter;
import dev.keyward.records.Draft;
import dev.keyward.records.OpenRecord;
import dev.keyward.records.RecordId;
import dev.keyward.records.RecordScope;
import dev.keyward.records.Sealed;
import dev.keyward.store.Store;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// A second place that the anchor is kept in, perhaps on another machine: written by a thread of
/// its own, which alone waits where that machine doesn't answer, and which skips what got old
/// meanwhile.
///
/// That there is one is noted in the store, so that it is missed when it has gone.
public final class AnchorCopy implements AutoCloseable {
    private static final RecordId PLACE = RecordId.of("anchor-copy", "1");
    private static final String LABEL = "anchor-copy";
    private static final long PATIENCE_SECONDS = 5;

    private final AnchorFile file;
    private final Store store;
    private final AtomicReference<byte @Nullable []> newest = new AtomicReference<>();
    private final ExecutorService thread =
            Executors.newSingleThreadExecutor(
                    Thread.ofPlatform().name("anchor-copy").daemon().factory());
    private volatile Consumer<String> alarm = _ -> {};

    /// Whether the last attempt failed.
    private volatile boolean behind;

    public AnchorCopy(Path file, Store store) {
        this.file = new AnchorFile(file);
        this.store = store;
    }

    AnchorFile file() {
        return file;
    }

    void onUnwritable(Consumer<String> listener) {
        alarm = listener;
    }

    /// Whether it has been written here before, or is there whoever wrote it.
    boolean isExpected(RecordScope system) throws IOException {
        return file.read().isPresent() || noted(system).equals(file.toString());
    }

    private static String noted(RecordScope system) {
        return system.get(PLACE).map(record -> record.clear(LABEL, in -> in.text())).orElse("");
    }

    /// Notes that from now on it is to be there.
    ///
    /// @return whether that is new
    public boolean note(RecordScope system) {
        if (noted(system).equals(file.toString())) {
            return false;
        }
        long revision = system.get(PLACE).map(OpenRecord::revision).orElse(0L);
        byte[] clear = CanonicalWriter.of(LABEL, 1).text(file.toString()).toBytes();
        Sealed record = system.seal(new Draft(PLACE, revision, 0, 0, clear, null));
        store.change(
                        tx -> {
                            system.put(tx, record);
                            return record;
                        })
                .toCompletableFuture()
                .join();
        return true;
    }

    /// Now, on this thread.
    void write(byte[] bytes) throws IOException {
        try {
            file.writeFirst(bytes);
        } catch (IOException failed) {
            throw new IOException(unwritable(file, failed), failed);
        }
    }

    boolean isBehind() {
        return behind;
    }

    /// Soon.
    void offer(byte[] bytes) {
        if (newest.getAndSet(bytes) == null) {
            thread.execute(this::writeNewest);
        }
    }

    private void writeNewest() {
        byte[] bytes = newest.getAndSet(null);
        if (bytes == null) {
            return;
        }
        try {
            file.write(bytes);
            behind = false;
        } catch (IOException failed) {
            if (!behind) {
                behind = true;
                alarm.accept(unwritable(file, failed));
            }
        }
    }

    static String unwritable(AnchorFile file, IOException failed) {
        return "the anchor file "
                + file
                + " can't be written, so that an older database would not be noticed by it: "
                + failed.getClass().getSimpleName()
                + " "
                + failed.getMessage();
    }

    /// Lets what was offered be written, for a while.
    @Override
    public void close() {
        thread.shutdown();
        try {
            if (!thread.awaitTermination(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                alarm.accept("the anchor file " + file + " wasn't written for the last time");
            }
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
        }
    }
}
