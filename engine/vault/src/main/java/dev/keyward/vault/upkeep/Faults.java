package dev.keyward.vault.upkeep;

import dev.keyward.model.VaultError;
import dev.keyward.model.VaultException;
import dev.keyward.records.DueRecord;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;

/// What is known of records whose step failed for a reason that doesn't pass by itself: a disk or a
/// peer comes back, a defect of this code or a broken record doesn't.
///
/// Such a record rests twice as long each time, and the same fault is told once. Kept in memory
/// alone: a restart, and with it another version, is a reason to try again. Safe for several
/// threads.
public final class Faults {
    private static final int DOUBLINGS = 7;

    /// So many are remembered; the oldest are forgotten first, and then told once more.
    private static final int MOST = 10_000;

    private record Known(String what, int times, Instant until) {}

    private final Map<DueRecord, Known> known = new LinkedHashMap<>();

    /// Whether trying again has no chance before somebody changes something.
    public static boolean isLasting(RuntimeException failure) {
        return !(failure instanceof VaultException refused)
                || switch (refused.error()) {
                    case VaultError.Unavailable _, VaultError.Conflict _, VaultError.Throttled _ ->
                            false;
                    case VaultError _ -> true;
                };
    }

    /// Remembers it.
    ///
    /// @return how long to rest, and whether somebody has been told
    synchronized Rest add(DueRecord record, RuntimeException failure, Instant now) {
        String what =
                failure instanceof VaultException refused
                        ? refused.error().toString()
                        : failure.toString();
        Known before = known.remove(record);
        boolean isNew = before == null || !before.what().equals(what);
        int times = before == null ? 0 : Math.min(before.times() + 1, DOUBLINGS);
        Instant until = now.plus(Upkeep.PAUSE.multipliedBy(1L << times));
        known.put(record, new Known(what, times, until));
        if (known.size() > MOST) {
            known.remove(known.keySet().iterator().next());
        }
        return new Rest(until, isNew);
    }

    record Rest(Instant until, boolean isNew) {}

    synchronized boolean isResting(DueRecord record, Instant now) {
        Known found = known.get(record);
        return found != null && found.until().isAfter(now);
    }

    synchronized void succeeded(DueRecord record) {
        known.remove(record);
    }

    synchronized int size() {
        return known.size();
    }
}
