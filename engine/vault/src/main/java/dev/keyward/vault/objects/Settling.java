package dev.keyward.vault.objects;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.keyward.model.ObjectKind;
import dev.keyward.model.ObjectName;
import dev.keyward.model.VaultError;
import dev.keyward.model.VaultException;
import dev.keyward.model.VaultId;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;

/// What of the soft delete hasn't settled yet (data-plane-common.md, section 9). Here a deletion, a
/// recovery and a purge are done when they are answered; Azure takes some seconds for each, and
/// clients have to cope with that. So that they can be tested for it, the change can be made to
/// look unfinished for a while: it is in the store already, only callers don't see it.
///
/// Kept in memory, so a restart settles everything. Safe for use by several threads.
public final class Settling {
    /// More at once settle early.
    private static final int MOST = 100_000;

    /// Its clock is never asked.
    private static final Settling AT_ONCE =
            new Settling(InstantSource.fixed(Instant.EPOCH), Duration.ZERO);

    private final InstantSource clock;
    private final Duration time;
    private final Cache<Place, Change> changes;

    /// @param time that every change takes to settle; not negative
    public Settling(InstantSource clock, Duration time) {
        this.clock = clock;
        this.time = time;
        this.changes = Caffeine.newBuilder().maximumSize(MOST).build();
    }

    /// Everything is settled when it is answered.
    public static Settling atOnce() {
        return AT_ONCE;
    }

    public enum State {
        DELETING,
        RECOVERING,
        PURGING
    }

    private record Place(VaultId vault, ObjectKind kind, String name) {}

    private record Change(State state, Instant settled) {}

    /// Says that a change is about to be written, so that nobody sees it done in between.
    public void begin(VaultId vault, ObjectKind kind, ObjectName name, State state) {
        if (!time.isZero()) {
            changes.put(
                    new Place(vault, kind, name.canonical()),
                    new Change(state, clock.instant().plus(time)));
        }
    }

    /// Takes [#begin] back: the change failed.
    public void failed(VaultId vault, ObjectKind kind, ObjectName name) {
        changes.invalidate(new Place(vault, kind, name.canonical()));
    }

    /// What is still going on with an object; a key or a secret goes the way of the certificate it
    /// belongs to, and nothing else can have that one's name.
    ///
    /// @return null when all is settled
    public @Nullable State of(VaultId vault, ObjectKind kind, ObjectName name) {
        if (time.isZero()) {
            return null;
        }
        State own = at(new Place(vault, kind, name.canonical()));
        return own != null || kind == ObjectKind.CERTIFICATE
                ? own
                : at(new Place(vault, ObjectKind.CERTIFICATE, name.canonical()));
    }

    private @Nullable State at(Place place) {
        Change change = changes.getIfPresent(place);
        if (change == null) {
            return null;
        }
        if (clock.instant().isBefore(change.settled)) {
            return change.state;
        }
        changes.asMap().remove(place, change);
        return null;
    }

    /// @throws VaultException with `BeingDeleted` or `BeingRecovered` if a change of the object
    ///   hasn't settled
    public void check(VaultId vault, ObjectKind kind, ObjectName name) {
        switch (of(vault, kind, name)) {
            case DELETING, PURGING -> throw new VaultException(new VaultError.BeingDeleted(kind));
            case RECOVERING -> throw new VaultException(new VaultError.BeingRecovered(kind, name));
            case null -> {}
        }
    }
}
