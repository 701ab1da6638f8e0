package dev.keyward.store;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Reading, inside a transaction or outside.
public interface Reads {
    Optional<StoredRecord> get(RecordKey key);

    /// In the order of name, then version.
    List<StoredRecord> list(Page page);

    /// Every record of a scope, whatever its kind, in the order of kind, name and version.
    ///
    /// @param after exclusive start, a key of this scope; null for the beginning
    List<StoredRecord> scan(String scope, @Nullable RecordKey after, int limit);

    /// Records of any scope whose time has come, oldest first.
    ///
    /// @param untilEpochSecond inclusive
    List<StoredRecord> due(String kind, long untilEpochSecond, int limit);
}
