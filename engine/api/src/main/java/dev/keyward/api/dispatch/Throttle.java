package dev.keyward.api.dispatch;

import dev.keyward.model.VaultError;
import dev.keyward.model.VaultException;
import dev.keyward.model.VaultId;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLongArray;

/// Refuses what comes too fast (security.md, section 8.2).
///
/// Each bucket is one number: the time at which it would be full again. A request moves it on by
/// what the request weighs, and is refused, without moving anything, where that would be more than
/// the whole bucket away. So a bucket needs no filling, and what nobody asks for costs nothing.
/// Safe for use by several threads, which never wait for each other.
public final class Throttle {
    private static final long WINDOW_NANOS = Duration.ofSeconds(10).toNanos();
    private static final Duration RETRY = Duration.ofSeconds(1);

    /// Addresses share buckets by their hash, so that no number of them fills the memory.
    private static final int ADDRESSES = 1 << 12;

    private static final Traffic[] KINDS = Traffic.values();

    private final ThrottleProfile profile;
    private final ConcurrentHashMap<VaultId, AtomicLongArray> vaults = new ConcurrentHashMap<>();
    private final AtomicLongArray refusedTokens = new AtomicLongArray(ADDRESSES);

    public Throttle(ThrottleProfile profile) {
        this.profile = profile;
    }

    /// @param weight in requests about an RSA key of 2048 bits
    /// @throws VaultException with `Throttled`
    // A bucket for each kind: the number is a place in an array, and stands nowhere.
    @SuppressWarnings("EnumOrdinal")
    void admit(VaultId vault, Traffic traffic, int weight, Instant now) {
        if (profile != ThrottleProfile.OFF) {
            AtomicLongArray buckets = vaults.get(vault);
            if (buckets == null) {
                buckets = vaults.computeIfAbsent(vault, _ -> new AtomicLongArray(KINDS.length));
            }
            take(buckets, traffic.ordinal(), profile.limit(traffic), weight, now);
        }
    }

    /// A token from the address was refused.
    ///
    /// @throws VaultException with `Throttled`
    void refusedToken(String address, Instant now) {
        if (profile != ThrottleProfile.OFF) {
            int hash = address.hashCode();
            take(
                    refusedTokens,
                    (hash ^ hash >>> 16) & (ADDRESSES - 1),
                    ThrottleProfile.REFUSED_TOKENS,
                    1,
                    now);
        }
    }

    public void forget(VaultId vault) {
        vaults.remove(vault);
    }

    private static void take(
            AtomicLongArray buckets, int index, int limit, int weight, Instant now) {
        long time = now.getEpochSecond() * 1_000_000_000L + now.getNano();
        long price = WINDOW_NANOS / limit * weight;
        long full;
        long next;
        do {
            full = buckets.get(index);
            // A bucket can't be that empty unless the clock was set back.
            boolean setBack = full > time + 2 * WINDOW_NANOS;
            next = (setBack ? time : Math.max(time, full)) + price;
            if (next > time + WINDOW_NANOS) {
                throw new VaultException(new VaultError.Throttled(RETRY));
            }
        } while (!buckets.compareAndSet(index, full, next));
    }
}
