package dev.keyward.api.dispatch;

import dev.keyward.model.Origin;
import dev.keyward.model.VaultError;
import dev.keyward.model.VaultException;
import dev.keyward.model.VaultId;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.ConcurrentHashMap;

/// Refuses what comes too fast (security.md, section 8.2). Safe for use by several threads, which
/// never wait for each other.
public final class Throttle {
    private static final Duration WINDOW = Duration.ofSeconds(10);
    private static final Duration RETRY = Duration.ofSeconds(1);

    /// Addresses share buckets by their hash, so that no number of them fills the memory.
    private static final int ADDRESSES = 1 << 12;

    private static final Traffic[] KINDS = Traffic.values();

    private final ThrottleProfile profile;
    private final ConcurrentHashMap<VaultId, Buckets> vaults = new ConcurrentHashMap<>();
    private final Buckets refusedTokens = new Buckets(ADDRESSES, WINDOW);

    public Throttle(ThrottleProfile profile) {
        this.profile = profile;
    }

    /// @param weight in requests about an RSA key of 2048 bits
    /// @throws VaultException with `Throttled`
    // A bucket for each kind: the number is a place in an array, and stands nowhere.
    @SuppressWarnings("EnumOrdinal")
    void admit(VaultId vault, Traffic traffic, int weight, Instant now) {
        if (profile != ThrottleProfile.OFF) {
            Buckets buckets = vaults.get(vault);
            if (buckets == null) {
                buckets = vaults.computeIfAbsent(vault, _ -> new Buckets(KINDS.length, WINDOW));
            }
            take(buckets, traffic.ordinal(), profile.limit(traffic), weight, now);
        }
    }

    /// A token was refused.
    ///
    /// @param address it came from, or rather its [Origin#host]
    /// @throws VaultException with `Throttled`
    void refusedToken(String address, Instant now) {
        if (profile != ThrottleProfile.OFF) {
            take(
                    refusedTokens,
                    refusedTokens.of(Origin.of(address).host()),
                    ThrottleProfile.REFUSED_TOKENS,
                    1,
                    now);
        }
    }

    public void forget(VaultId vault) {
        vaults.remove(vault);
    }

    private static void take(Buckets buckets, int bucket, int limit, int weight, Instant now) {
        long time = now.getEpochSecond() * 1_000_000_000L + now.getNano();
        if (!buckets.take(bucket, buckets.price(limit) * weight, time)) {
            throw new VaultException(new VaultError.Throttled(RETRY));
        }
    }
}
