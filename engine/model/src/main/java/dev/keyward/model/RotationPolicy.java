package dev.keyward.model;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// What happens to a key over its life (data-plane-keys.md, section 6).
///
/// @param expiry gives new versions their `exp`; 28 days at least
/// @param rotation when a new version is made; null for never
/// @param notice how long before `exp` the key counts as near its expiry
/// @param created null for the policy that a key has until one is set, as is `updated`
public record RotationPolicy(
        @Nullable CalendarSpan expiry,
        @Nullable Rotation rotation,
        CalendarSpan notice,
        @Nullable Instant created,
        @Nullable Instant updated) {
    /// When a key is told to be near its expiry unless a policy says otherwise.
    public static final CalendarSpan STANDARD_NOTICE = new CalendarSpan("P30D");

    /// Of a key that was given none.
    public static final RotationPolicy STANDARD =
            new RotationPolicy(null, null, STANDARD_NOTICE, null, null);

    private static final Duration SHORTEST_LIFE = Duration.ofDays(28);
    private static final Duration MARGIN = Duration.ofDays(7);

    /// When a new version is made.
    public sealed interface Rotation {
        record AfterCreation(CalendarSpan span) implements Rotation {}

        /// Has a meaning for versions with `exp` only.
        record BeforeExpiry(CalendarSpan span) implements Rotation {}
    }

    /// @throws VaultException with `BadParameter`
    public RotationPolicy {
        if (expiry != null && expiry.approximate().compareTo(SHORTEST_LIFE) < 0) {
            throw wrong("attributes.expiryTime", "at least P28D");
        }
        if (notice.approximate().isZero()) {
            throw wrong("lifetimeActions.trigger.timeBeforeExpiry", "longer than nothing");
        }
        switch (rotation) {
            case null -> {}
            case Rotation.AfterCreation(CalendarSpan span) ->
                    checkMargins("timeAfterCreate", span, expiry);
            case Rotation.BeforeExpiry(CalendarSpan span) -> {
                if (expiry == null) {
                    throw wrong(
                            "attributes.expiryTime",
                            "given, since a key is to be rotated before its expiry");
                }
                checkMargins("timeBeforeExpiry", span, expiry);
            }
        }
    }

    /// Not within seven days of either end.
    private static void checkMargins(
            String trigger, CalendarSpan span, @Nullable CalendarSpan expiry) {
        String parameter = "lifetimeActions.trigger." + trigger;
        if (span.approximate().compareTo(MARGIN) < 0) {
            throw wrong(parameter, "at least P7D");
        }
        if (expiry != null && span.approximate().plus(MARGIN).compareTo(expiry.approximate()) > 0) {
            throw wrong(parameter, "at least seven days shorter than attributes.expiryTime");
        }
    }

    private static VaultException wrong(String parameter, String mustBe) {
        return new VaultException(new VaultError.BadParameter(parameter, mustBe));
    }

    /// When the version is to be replaced; empty for never.
    public Optional<Instant> rotationOf(Attributes version) {
        return switch (rotation) {
            case null -> Optional.empty();
            case Rotation.AfterCreation(CalendarSpan span) ->
                    Optional.of(span.after(version.created()));
            case Rotation.BeforeExpiry(CalendarSpan span) ->
                    Optional.ofNullable(version.expires()).map(span::before);
        };
    }

    /// The `exp` of a version made now; null for none.
    public @Nullable Instant expiryOf(Instant now) {
        return expiry == null ? null : expiry.after(now);
    }
}
