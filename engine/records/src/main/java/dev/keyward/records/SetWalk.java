package dev.keyward.records;

import dev.keyward.model.VaultError;
import dev.keyward.model.VaultException;
import dev.keyward.store.Reads;
import dev.keyward.store.RecordKey;
import dev.keyward.store.StoredRecord;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What a walk over all records of a scope found.
///
/// @param sums of the records that are right
record SetWalk(String scope, SetHeader sums, List<Examination.Damage> damaged) {
    private static final int PAGE = 1000;

    /// Walks. Reads everything.
    static SetWalk of(String scope, Guard guard, Reads reads, long atEpoch) {
        SetHeader sums = SetHeader.nothing(atEpoch);
        List<Examination.Damage> damaged = new ArrayList<>();
        @Nullable RecordKey after = null;
        while (true) {
            List<StoredRecord> rows = reads.scan(scope, after, PAGE);
            for (StoredRecord row : rows) {
                RecordKey key = row.key();
                after = key;
                if (!RecordScope.OWN_KINDS.contains(key.kind())) {
                    try {
                        StoredRecord right = checked(scope, guard, row);
                        sums = sums.plus(guard, right, guard.element(right));
                    } catch (VaultException bad) {
                        damaged.add(damage(key, bad));
                    }
                }
            }
            if (rows.size() < PAGE) {
                return new SetWalk(scope, sums, damaged);
            }
        }
    }

    /// @throws VaultException with `IntegrityFailure` if it isn't right, or stands elsewhere
    static StoredRecord checked(String scope, Guard guard, StoredRecord row) {
        if (!row.key().scope().equals(scope)) {
            throw guard.failures().because(row.key(), "stands in another place");
        }
        return guard.checked(row);
    }

    static Examination.Damage damage(RecordKey key, VaultException why) {
        return new Examination.Damage(RecordId.of(key), what(why), SetHeader.isApart(key));
    }

    /// The header of what was found. A record that isn't right has no element: it counts, and
    /// leaves its sum open while it is there.
    SetHeader counted() {
        SetHeader header = sums;
        for (Examination.Damage damage : damaged) {
            header = header.plus(damage.id().in(scope), BigInteger.ZERO);
        }
        return header;
    }

    /// Whether it is what the header says.
    Examination compare(SetHeader header, Guard guard) {
        boolean mainLeftOpen = damaged.stream().anyMatch(each -> !each.apart());
        boolean apartLeftOpen = damaged.stream().anyMatch(Examination.Damage::apart);
        boolean same =
                header.count() == sums.count() + damaged.size()
                        && (mainLeftOpen || header.main().equals(sums.main()))
                        && (apartLeftOpen || header.apart().equals(sums.apart()));
        String mismatch = null;
        if (!same) {
            mismatch =
                    mismatch(
                            guard,
                            "says "
                                    + header.count()
                                    + " records, found "
                                    + sums.count()
                                    + " (missing, added or older ones)");
        } else if (!mainLeftOpen && !sameNumber(header, guard)) {
            mismatch =
                    mismatch(
                            guard,
                            "counts "
                                    + header.counted()
                                    + " of its records, found "
                                    + sums.counted());
        }
        return new Examination(new SetState(header.count(), header.epoch()), damaged, mismatch);
    }

    private boolean sameNumber(SetHeader header, Guard guard) {
        Long said = header.counted();
        return guard.counted() == null || said == null || said.equals(sums.counted());
    }

    private String mismatch(Guard guard, String how) {
        return what(guard.failures().because(SetHeader.place(scope), how));
    }

    private static String what(VaultException failure) {
        return failure.error() instanceof VaultError.IntegrityFailure(String what)
                ? what
                : failure.error().toString();
    }
}
