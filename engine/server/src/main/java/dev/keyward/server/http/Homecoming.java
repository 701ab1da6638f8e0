package dev.keyward.server.http;

import io.vertx.core.Context;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;

/// Brings work of other threads back to an event loop, many pieces with one wake-up.
///
/// The audit log completes all answers of a flush one after the other; waking the loop for each
/// would cost more than writing the answer.
final class Homecoming {
    private final Context loop;
    private final Queue<Runnable> waiting = new ConcurrentLinkedQueue<>();
    private final AtomicBoolean woken = new AtomicBoolean();

    Homecoming(Context loop) {
        this.loop = loop;
    }

    /// Runs the work on the loop, soon; from any thread.
    void run(Runnable work) {
        waiting.add(work);
        if (woken.compareAndSet(false, true)) {
            loop.runOnContext(_ -> drain());
        }
    }

    private void drain() {
        // Before the queue is read: what comes behind that wakes the loop again.
        woken.set(false);
        for (Runnable work = waiting.poll(); work != null; work = waiting.poll()) {
            work.run();
        }
    }
}
