package dev.keyward.records;

import dev.keyward.crypto.CanonicalReader;
import dev.keyward.crypto.CanonicalWriter;
import dev.keyward.store.RecordKey;
import dev.keyward.store.StoredRecord;
import java.math.BigInteger;

/// The header row of a scope, which makes records missing or added noticeable (security.md, section
/// 4.3).
///
/// @param accumulator sum of the elements of all records, modulo 2^256; the order doesn't matter
record SetHeader(long count, long epoch, BigInteger accumulator) {
    static final String KIND = "set-header";

    private static final String LABEL = "set-header";
    private static final BigInteger MODULUS = BigInteger.TWO.pow(256);

    static SetHeader empty() {
        return new SetHeader(0, 1, BigInteger.ZERO);
    }

    static RecordKey place(String scope) {
        return new RecordKey(scope, KIND, "", "");
    }

    /// @param row checked
    static SetHeader read(StoredRecord row) {
        return CanonicalReader.read(
                row.clear(),
                LABEL,
                in -> {
                    in.expectFormat(1);
                    return new SetHeader(
                            in.number(), row.revision(), new BigInteger(1, in.bytes()));
                });
    }

    StoredRecord row(String scope, Guard guard) {
        byte[] clear =
                CanonicalWriter.of(LABEL, 1)
                        .number(count)
                        .bytes(accumulator.toByteArray())
                        .toBytes();
        return guard.row(place(scope), epoch, 0, 0, clear, null);
    }

    SetHeader plus(BigInteger element) {
        return new SetHeader(count + 1, epoch, accumulator.add(element).mod(MODULUS));
    }

    SetHeader minus(BigInteger element) {
        return new SetHeader(count - 1, epoch, accumulator.subtract(element).mod(MODULUS));
    }

    SetHeader nextEpoch() {
        return new SetHeader(count, epoch + 1, accumulator);
    }
}
