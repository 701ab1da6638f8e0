package dev.keyward.records;

import dev.keyward.store.StoredRecord;
import java.math.BigInteger;

/// A record sealed and ready to be put; made outside the transaction, where cryptography belongs.
public final class Sealed {
    private final StoredRecord row;
    private final BigInteger element;

    /// @param element what it adds to the accumulator of its set
    Sealed(StoredRecord row, BigInteger element) {
        this.row = row;
        this.element = element;
    }

    public RecordId id() {
        return RecordId.of(row.key());
    }

    /// The revision the record will have.
    public long revision() {
        return row.revision();
    }

    StoredRecord row() {
        return row;
    }

    BigInteger element() {
        return element;
    }
}
