package dev.keyward.server.floods;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;

/// The connections of a flood, each made anew whenever the server cuts it off, from eight addresses
/// of this machine.
public final class Attackers implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final int ADDRESSES = 8;

    private final AtomicBoolean stop = new AtomicBoolean();
    private final AtomicLong sent = new AtomicLong();
    private final List<Thread> threads = new ArrayList<>();
    private final List<RuntimeException> faults = new CopyOnWriteArrayList<>();

    public Attackers(Flood flood, Target target) {
        for (int i = 0; i < flood.connections(); i++) {
            String from = "127.0.0." + (2 + i % ADDRESSES);
            threads.add(Thread.ofPlatform().daemon().start(() -> flood(flood, target, from)));
        }
    }

    private void flood(Flood flood, Target target, String from) {
        while (!stop.get()) {
            try {
                flood.attack(target, from, stop, sent);
            } catch (IOException cutOff) {
                // What a flood has to reckon with.
                Thread.onSpinWait();
            } catch (RuntimeException fault) {
                faults.add(fault);
                return;
            }
        }
    }

    /// Bytes, of what a server shouldn't have to take.
    public long sent() {
        return sent.get();
    }

    /// Ends the flood.
    ///
    /// @throws IllegalStateException if a connection of it failed by a mistake of its own
    @Override
    public void close() {
        stop.set(true);
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        try {
            for (Thread thread : threads) {
                thread.join(
                        Math.max(1, TimeUnit.NANOSECONDS.toMillis(deadline - System.nanoTime())));
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
        if (!faults.isEmpty()) {
            throw new IllegalStateException("the flood is at fault", faults.getFirst());
        }
    }
}
