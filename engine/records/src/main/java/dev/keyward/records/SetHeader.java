package dev.keyward.records;

import dev.keyward.crypto.encoding.CanonicalReader;
import dev.keyward.crypto.encoding.CanonicalWriter;
import dev.keyward.store.RecordKey;
import dev.keyward.store.StoredRecord;
import java.math.BigInteger;
import java.util.Set;

/// The header row of a scope, which makes records missing, added or set back noticeable
/// (security.md, section 4.3).
///
/// The system scope has two sums: records that concern one vault each are counted apart, so that
/// damage to one of them leaves the check of all others (principals, tenants, roles) whole.
///
/// @param main of all records but those apart
/// @param apart of records of one vault each
record SetHeader(long epoch, Sum main, Sum apart) {
    static final String KIND = "set-header";

    /// Kinds of the system scope that concern one vault each.
    private static final Set<String> APART = Set.of(WrappedKeys.KIND, SealedStore.VAULT_KIND);

    private static final int FORMAT = 2;

    static SetHeader empty() {
        return new SetHeader(1, Sum.NOTHING, Sum.NOTHING);
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
                in -> new SetHeader(row.revision(), sum(in.expectFormat(FORMAT)), sum(in)));
    }

    private static Sum sum(CanonicalReader in) {
        return new Sum(in.number(), new BigInteger(1, in.bytes()));
    }

    StoredRecord row(String scope, Guard guard) {
        CanonicalWriter clear = CanonicalWriter.of(KIND, FORMAT);
        for (Sum sum : new Sum[] {main, apart}) {
            clear.number(sum.count()).bytes(sum.elements().toByteArray());
        }
        return guard.row(place(scope), epoch, 0, 0, clear.toBytes(), null);
    }

    /// Of all records.
    long count() {
        return main.count() + apart.count();
    }

    SetHeader plus(RecordKey key, BigInteger element) {
        return isApart(key)
                ? new SetHeader(epoch, main, apart.plus(element))
                : new SetHeader(epoch, main.plus(element), apart);
    }

    SetHeader minus(RecordKey key, BigInteger element) {
        return isApart(key)
                ? new SetHeader(epoch, main, apart.minus(element))
                : new SetHeader(epoch, main.minus(element), apart);
    }

    SetHeader nextEpoch() {
        return new SetHeader(epoch + 1, main, apart);
    }
}
