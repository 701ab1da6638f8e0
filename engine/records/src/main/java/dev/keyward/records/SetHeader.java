package dev.keyward.records;

import dev.keyward.crypto.encoding.CanonicalReader;
import dev.keyward.crypto.encoding.CanonicalWriter;
import dev.keyward.store.RecordKey;
import dev.keyward.store.StoredRecord;
import java.math.BigInteger;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// The header row of a scope, which makes records missing, added or set back noticeable
/// (security.md, section 4.3).
///
/// The system scope has two sums: records that concern one vault each are counted apart, so that
/// damage to one of them leaves the check of all others (principals, tenants, roles) whole.
///
/// @param main of all records but those apart
/// @param apart of records of one vault each
/// @param counted how many of the records are counted ([Counted]); null where it isn't known: in a
///   header from before there was such a number, and where nobody says what counts
record SetHeader(long epoch, Sum main, Sum apart, @Nullable Long counted) {
    static final String KIND = "set-header";

    /// Kinds of the system scope that concern one vault each.
    private static final Set<String> APART = Set.of(WrappedKeys.KIND, SealedStore.VAULT_KIND);

    private static final int FORMAT = 3;

    /// Without the number of what is counted.
    private static final int FORMER = 2;

    static SetHeader empty() {
        return nothing(1);
    }

    static SetHeader nothing(long epoch) {
        return new SetHeader(epoch, Sum.NOTHING, Sum.NOTHING, 0L);
    }

    static RecordKey place(String scope) {
        return new RecordKey(scope, KIND, "", "");
    }

    static boolean isApart(RecordKey key) {
        return key.scope().equals(SealedStore.SYSTEM) && APART.contains(key.kind());
    }

    /// @param row checked
    static SetHeader read(StoredRecord row) {
        return CanonicalReader.read(
                row.clear(),
                KIND,
                in -> {
                    boolean former = in.formatVersion() == FORMER;
                    if (!former) {
                        in.expectFormat(FORMAT);
                    }
                    return new SetHeader(
                            row.revision(), sum(in), sum(in), former ? null : in.optionalNumber());
                });
    }

    private static Sum sum(CanonicalReader in) {
        return new Sum(in.number(), new BigInteger(1, in.bytes()));
    }

    StoredRecord row(String scope, Guard guard) {
        CanonicalWriter clear = CanonicalWriter.of(KIND, FORMAT);
        for (Sum sum : new Sum[] {main, apart}) {
            clear.number(sum.count()).bytes(sum.elements().toByteArray());
        }
        clear.optionalNumber(guard.counted() == null ? null : counted);
        return guard.row(place(scope), epoch, 0, 0, clear.toBytes(), null);
    }

    /// Of all records.
    long count() {
        return main.count() + apart.count();
    }

    /// With one more record.
    ///
    /// @param row right, and of the scope that it guards
    SetHeader plus(Guard guard, StoredRecord row, BigInteger element) {
        SetHeader next = plus(row.key(), element);
        return guard.counts(row) ? next.counting(1) : next;
    }

    /// With one more record of which nothing is known but where it stands.
    SetHeader plus(RecordKey key, BigInteger element) {
        return isApart(key)
                ? new SetHeader(epoch, main, apart.plus(element), counted)
                : new SetHeader(epoch, main.plus(element), apart, counted);
    }

    /// Without a record.
    ///
    /// @param row right, and of the scope that it guards
    SetHeader minus(Guard guard, StoredRecord row, BigInteger element) {
        SetHeader next =
                isApart(row.key())
                        ? new SetHeader(epoch, main, apart.minus(element), counted)
                        : new SetHeader(epoch, main.minus(element), apart, counted);
        return guard.counts(row) ? next.counting(-1) : next;
    }

    private SetHeader counting(int more) {
        return counted == null ? this : withCounted(counted + more);
    }

    SetHeader withCounted(@Nullable Long number) {
        return new SetHeader(epoch, main, apart, number);
    }

    SetHeader nextEpoch() {
        return new SetHeader(epoch + 1, main, apart, counted);
    }
}
