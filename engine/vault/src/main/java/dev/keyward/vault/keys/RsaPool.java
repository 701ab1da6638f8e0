package dev.keyward.vault.keys;

import dev.keyward.crypto.keys.Keys;
import dev.keyward.crypto.sealing.ScopeKey;
import dev.keyward.model.KeyParameters;
import dev.keyward.model.SecretBytes;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;

/// RSA keys made before anyone asked, because finding primes takes from 0.1 to 3 seconds.
///
/// They are in memory alone and end with the process, so that a key handed out can't be found again
/// by the next one, whatever became of this one: no key is given twice, also after a kill. Each is
/// sealed until it is taken. One thread fills the pool, one key at a time and only while the server
/// has nothing else to do. Safe for use by several threads.
public final class RsaPool implements AutoCloseable {
    private static final System.Logger LOG = System.getLogger(RsaPool.class.getName());

    /// How often a busy server is looked at again.
    private static final long BUSY_NANOS = 500_000_000;

    private final Keys keys;
    private final ScopeKey sealing;
    private final SecureRandom random;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition taken = lock.newCondition();
    private final Map<KeyParameters.Rsa, Shelf> shelves = new LinkedHashMap<>();
    private long serial;
    private boolean closed;

    /// @param sealing of this deployment for this purpose
    /// @param most keys of 2048 bits that are kept, 1 or more; half as many of 3072 bits and a
    ///   quarter of 4096, rounded up: the longer, the rarer and the slower to make
    public RsaPool(Keys keys, ScopeKey sealing, SecureRandom random, int most) {
        this.keys = keys;
        this.sealing = sealing;
        this.random = random;
        shelves.put(new KeyParameters.Rsa(2048), new Shelf(most));
        shelves.put(new KeyParameters.Rsa(3072), new Shelf(Math.ceilDiv(most, 2)));
        shelves.put(new KeyParameters.Rsa(4096), new Shelf(Math.ceilDiv(most, 4)));
    }

    /// The keys of one size.
    private record Shelf(int most, Deque<Made> made) {
        Shelf(int most) {
            this(most, new ArrayDeque<>());
        }

        int missing() {
            return most - made.size();
        }
    }

    private record Made(byte[] place, byte[] sealed) {
        @Override
        public String toString() {
            return "Made";
        }
    }

    /// Begins to fill.
    ///
    /// @param idle whether there is nothing else to do; asked before every key
    // Nothing relies on the priority; it only keeps out of the way.
    @SuppressWarnings("ThreadPriorityCheck")
    public void start(BooleanSupplier idle) {
        Thread.ofPlatform()
                .name("rsa-pool")
                .daemon()
                .priority(Thread.MIN_PRIORITY)
                .start(() -> fill(idle));
    }

    /// A key nobody else gets; empty where there is none at hand.
    Optional<SecretBytes> take(KeyParameters.Rsa parameters) {
        Made made;
        lock.lock();
        try {
            Shelf shelf = shelves.get(parameters);
            made = shelf == null ? null : shelf.made.poll();
            taken.signalAll();
        } finally {
            lock.unlock();
        }
        return made == null
                ? Optional.empty()
                : Optional.of(sealing.open(made.place(), made.sealed()));
    }

    /// How many keys of a size are at hand.
    int available(KeyParameters.Rsa parameters) {
        lock.lock();
        try {
            Shelf shelf = shelves.get(parameters);
            return shelf == null ? 0 : shelf.made.size();
        } finally {
            lock.unlock();
        }
    }

    private void fill(BooleanSupplier idle) {
        try {
            for (Optional<KeyParameters.Rsa> wanted = wanted(idle);
                    wanted.isPresent();
                    wanted = wanted(idle)) {
                put(wanted.get());
            }
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
        } catch (RuntimeException fault) {
            // Keys are made on request from now on, only slower.
            LOG.log(System.Logger.Level.WARNING, "no more RSA keys are made in advance", fault);
        }
    }

    /// Waits for something to do and for time to do it in; empty at the end.
    private Optional<KeyParameters.Rsa> wanted(BooleanSupplier idle) throws InterruptedException {
        lock.lockInterruptibly();
        try {
            while (!closed) {
                Optional<KeyParameters.Rsa> fewest = fewest();
                if (fewest.isEmpty()) {
                    taken.await();
                } else if (idle.getAsBoolean()) {
                    return fewest;
                } else {
                    var _ = taken.awaitNanos(BUSY_NANOS);
                }
            }
            return Optional.empty();
        } finally {
            lock.unlock();
        }
    }

    private Optional<KeyParameters.Rsa> fewest() {
        KeyParameters.Rsa fewest = null;
        int missing = 0;
        for (Map.Entry<KeyParameters.Rsa, Shelf> shelf : shelves.entrySet()) {
            if (shelf.getValue().missing() > missing) {
                missing = shelf.getValue().missing();
                fewest = shelf.getKey();
            }
        }
        return Optional.ofNullable(fewest);
    }

    private void put(KeyParameters.Rsa parameters) {
        byte[] place =
                ByteBuffer.allocate(8 + Long.BYTES + Integer.BYTES)
                        .put("rsa-pool".getBytes(StandardCharsets.US_ASCII))
                        .putLong(serial++)
                        .putInt(parameters.modulusBits())
                        .array();
        Made made;
        try (SecretBytes key = keys.generate(parameters)) {
            made = new Made(place, sealing.seal(place, key, random));
        }
        lock.lock();
        try {
            Shelf shelf = shelves.get(parameters);
            if (!closed && shelf != null) {
                shelf.made.add(made);
            }
        } finally {
            lock.unlock();
        }
    }

    /// Forgets the keys. A key that is being made is made to its end and dropped.
    @Override
    public void close() {
        lock.lock();
        try {
            closed = true;
            shelves.values().forEach(shelf -> shelf.made.clear());
            taken.signalAll();
        } finally {
            lock.unlock();
        }
    }
}
