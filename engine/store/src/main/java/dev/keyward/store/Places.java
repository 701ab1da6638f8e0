package dev.keyward.store;

import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;

/// Watches that a store's files stay its own: that their names lead to the files it has open, and
/// that no other process can have opened the database. What is written to a file that was moved or
/// removed is gone at the next start, however durable.
final class Places {
    private final InodeLock database;
    private final Map<Path, Object> opened = new LinkedHashMap<>();
    private final ReentrantLock looking = new ReentrantLock();

    /// @param database held as long as this is in use
    /// @param files as they are now
    Places(InodeLock database, Path... files) throws IOException {
        this.database = database;
        for (Path file : files) {
            opened.put(file, InodeLock.identity(file));
        }
    }

    /// Asks nobody to wait: who comes while another looks has been looked for.
    ///
    /// @throws MediumFailure that ends the store
    void look() {
        if (!looking.tryLock()) {
            return;
        }
        try {
            for (Map.Entry<Path, Object> file : opened.entrySet()) {
                if (!InodeLock.identity(file.getKey()).equals(file.getValue())) {
                    throw moved(file.getKey());
                }
            }
            if (!database.renew()) {
                throw new MediumFailure(
                        MediumFailure.Aftermath.FATAL,
                        "another process has opened the database; only one may");
            }
        } catch (NoSuchFileException gone) {
            throw moved(Path.of(gone.getFile()));
        } catch (IOException failed) {
            throw new MediumFailure(
                    MediumFailure.Aftermath.RETRY, "can't look at the store's files", failed);
        } finally {
            looking.unlock();
        }
    }

    private static MediumFailure moved(Path file) {
        return new MediumFailure(
                MediumFailure.Aftermath.FATAL,
                file
                        + " was moved, removed or replaced while it was in use; put it back before"
                        + " the next start");
    }
}
