package dev.keyward.vault.keys;

import dev.keyward.model.CalendarSpan;
import dev.keyward.model.RotationPolicy;
import dev.keyward.model.RotationPolicy.Rotation;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// What a request says of a rotation policy (data-plane-keys.md, section 6).
///
/// @param actions null where the request names none, and then they stay as they are
/// @param life null where the request doesn't speak of it, and then it stays as it is
public record RotationPolicyChange(@Nullable Actions actions, @Nullable Life life) {
    /// The lifetime actions, all of them.
    ///
    /// @param rotation null for no rotation
    /// @param notice null for the standard one
    public record Actions(@Nullable Rotation rotation, @Nullable CalendarSpan notice) {}

    /// @param expiry null for new versions without expiry
    public record Life(@Nullable CalendarSpan expiry) {}

    /// @throws dev.keyward.model.VaultException with `BadParameter` if a rule forbids the outcome
    RotationPolicy apply(RotationPolicy current, Instant now) {
        CalendarSpan notice = actions == null ? current.notice() : actions.notice();
        return new RotationPolicy(
                life == null ? current.expiry() : life.expiry(),
                actions == null ? current.rotation() : actions.rotation(),
                notice == null ? RotationPolicy.STANDARD_NOTICE : notice,
                current.created() == null ? now : current.created(),
                now);
    }
}
