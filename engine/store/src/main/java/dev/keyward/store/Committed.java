package dev.keyward.store;

/// What a commit did to one record, or to a whole scope.
public sealed interface Committed {
    /// A record was written, new or changed.
    record Put(StoredRecord next) implements Committed {}

    /// A record was deleted, if it was there.
    record Deleted(RecordKey key) implements Committed {}

    /// Everything of a scope was deleted.
    record ScopeEnded(String scope) implements Committed {}
}
