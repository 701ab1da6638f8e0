package dev.keyward.store;

import java.util.List;
import java.util.Optional;

/// Reading, inside a transaction or outside.
public interface Reads {
    Optional<StoredRecord> get(RecordKey key);

    /// In the order of name, then version.
    List<StoredRecord> list(Page page);

    /// Records of any scope whose time has come, oldest first.
    ///
    /// @param untilEpochSecond inclusive
    List<StoredRecord> due(String kind, long untilEpochSecond, int limit);
}
