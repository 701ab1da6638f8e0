package dev.keyward.server;

import java.io.IOException;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;

/// Work begun on a thread of its own, while who wants it does something else.
final class Ahead<T> {
    private final FutureTask<T> work;

    private Ahead(FutureTask<T> work) {
        this.work = work;
    }

    /// @param name of the thread
    static <T> Ahead<T> begin(String name, Callable<T> work) {
        FutureTask<T> task = new FutureTask<>(work);
        Thread.ofPlatform().daemon().name(name).start(task);
        return new Ahead<>(task);
    }

    /// Waits for it.
    ///
    /// @throws IOException that of the work, or because the thread was interrupted
    T get() throws IOException {
        try {
            return work.get();
        } catch (ExecutionException failed) {
            switch (failed.getCause()) {
                case RuntimeException e -> throw e;
                case Error e -> throw e;
                case IOException e -> throw e;
                case null, default -> throw new IOException(failed.getCause());
            }
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", stop);
        }
    }
}
