package dev.keyward.api.dispatch;

import dev.keyward.model.VaultError;
import dev.keyward.model.VaultException;
import dev.keyward.vault.vaults.Placement;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/// Refuses what is more in a second than the plans of a subscription allow on the data plane of its
/// vaults in a location, all of them together. Safe for use by several threads, which never wait
/// for each other.
public final class SubscriptionPace {
    private static final Duration WINDOW = Duration.ofSeconds(1);

    private final LongSupplier stamp;
    private final Function<Placement, @Nullable Long> limits;
    private final ConcurrentHashMap<Place, Held> held = new ConcurrentHashMap<>();

    /// @param stamp the same as long as the limits are
    /// @param limits requests a second; null for no limit
    public SubscriptionPace(LongSupplier stamp, Function<Placement, @Nullable Long> limits) {
        this.stamp = stamp;
        this.limits = limits;
    }

    private record Place(UUID subscription, String location) {}

    /// @param limit as it was at the stamp
    private record Held(long stamp, @Nullable Long limit, Buckets bucket) {}

    /// @throws VaultException with `Throttled`
    void admit(Placement placement, Instant now) {
        Held share = held(placement);
        Long limit = share.limit;
        if (limit == null) {
            return;
        }
        Buckets bucket = share.bucket;
        long time = now.getEpochSecond() * 1_000_000_000L + now.getNano();
        int most = Math.clamp(limit, 1, Integer.MAX_VALUE);
        if (!bucket.take(0, bucket.price(most), time)) {
            throw new VaultException(new VaultError.Throttled(WINDOW));
        }
    }

    private Held held(Placement placement) {
        Place place = new Place(placement.subscriptionId(), placement.location());
        Held known = held.get(place);
        // Asked first, so that a change meanwhile can't look like what was found.
        long now = stamp.getAsLong();
        if (known != null && known.stamp == now) {
            return known;
        }
        Long limit = limits.apply(placement);
        return held.merge(
                place,
                new Held(now, limit, new Buckets(1, WINDOW)),
                (before, next) -> new Held(next.stamp, next.limit, before.bucket));
    }
}
