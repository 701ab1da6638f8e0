package dev.keyward.server.http;

import io.vertx.core.Context;
import io.vertx.core.internal.ContextInternal;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

/// Brings work of other threads back to an event loop: many pieces with one wake-up, a few of them
/// before others have their turn, and each connection's in turn.
///
/// The audit log completes all answers of a flush one after the other; waking the loop for each
/// would cost more than writing the answer. But hundreds of them, of one client that asked hundreds
/// at once, would keep every other connection of the loop waiting.
final class Homecoming {
    /// Written before the loop looks at what was sent meanwhile.
    static final int A_TURN = 16;

    private final Loop loop;
    private final Queue<Piece> arrived = new ConcurrentLinkedQueue<>();
    private final AtomicBoolean woken = new AtomicBoolean();

    // Of the loop alone: what waits, by connection, and whose turn comes next.
    private final Map<Object, Deque<Runnable>> waiting = new HashMap<>();
    private final Deque<Object> next = new ArrayDeque<>();
    private boolean turnIsDue;

    Homecoming(Context loop) {
        this(
                new Loop() {
                    @Override
                    public void soon(Runnable task) {
                        loop.runOnContext(_ -> task.run());
                    }

                    @Override
                    public void afterOthers(Runnable task) {
                        // A task would run before anything else is read; a timer, however short,
                        // after.
                        var _ =
                                ((ContextInternal) loop)
                                        .nettyEventLoop()
                                        .schedule(() -> soon(task), 1, TimeUnit.NANOSECONDS);
                    }
                });
    }

    Homecoming(Loop loop) {
        this.loop = loop;
    }

    /// What is asked of an event loop.
    interface Loop {
        void soon(Runnable task);

        /// Once all that was sent meanwhile was looked at.
        void afterOthers(Runnable task);
    }

    private record Piece(Object connection, Runnable work) {}

    /// Runs the work on the loop, soon; from any thread. Pieces of one connection are run in order.
    void run(Object connection, Runnable work) {
        arrived.add(new Piece(connection, work));
        if (woken.compareAndSet(false, true)) {
            loop.soon(this::arrive);
        }
    }

    private void arrive() {
        // Before the queue is read: what comes behind that wakes the loop again.
        woken.set(false);
        sort();
        if (!turnIsDue) {
            turn();
        }
    }

    private void sort() {
        for (Piece piece = arrived.poll(); piece != null; piece = arrived.poll()) {
            Object connection = piece.connection;
            Deque<Runnable> its = waiting.get(connection);
            if (its == null) {
                its = new ArrayDeque<>();
                waiting.put(connection, its);
                next.add(connection);
            }
            its.add(piece.work);
        }
    }

    private void turn() {
        turnIsDue = true;
        try {
            for (int i = 0; i < A_TURN && !next.isEmpty(); i++) {
                nextOf(next.remove()).run();
            }
        } finally {
            turnIsDue = !next.isEmpty();
            if (turnIsDue) {
                loop.afterOthers(this::turn);
            }
        }
    }

    private Runnable nextOf(Object connection) {
        Deque<Runnable> its = Objects.requireNonNull(waiting.get(connection));
        Runnable work = its.remove();
        if (its.isEmpty()) {
            waiting.remove(connection);
        } else {
            next.add(connection);
        }
        return work;
    }
}
