package dev.keyward.directory.offers;

import org.jspecify.annotations.Nullable;

/// How much a subscription may have of key vaults in one location; what is null isn't limited.
///
/// @param vaults live and deleted ones, 0 or more
/// @param objects keys, secrets and certificates of all its vaults, live and deleted, 0 or more
/// @param requestsPerSecond on the data plane of all its vaults, 1 or more
public record Limits(
        @Nullable Long vaults, @Nullable Long objects, @Nullable Long requestsPerSecond) {
    public static final Limits NONE = new Limits(null, null, null);

    /// Of a subscription without a plan that contains the service: it makes no vault, and those
    /// that are there go on.
    public static final Limits NOTHING = new Limits(0L, null, null);

    /// Of two plans: a second one adds to what the first allows.
    Limits plus(Limits other) {
        return new Limits(
                sum(vaults, other.vaults),
                sum(objects, other.objects),
                sum(requestsPerSecond, other.requestsPerSecond));
    }

    private static @Nullable Long sum(@Nullable Long one, @Nullable Long another) {
        if (one == null || another == null) {
            return null;
        }
        long sum = one + another;
        return sum < 0 ? Long.valueOf(Long.MAX_VALUE) : Long.valueOf(sum);
    }
}
