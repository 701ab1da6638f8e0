package dev.keyward.store;

/// What a change may do. It sees all earlier changes and no later one; an exception undoes this
/// change alone.
public interface Transaction extends Reads {
    /// Writes a record, new or changed.
    void put(StoredRecord next);

    void delete(RecordKey key);

    /// Deletes everything of a scope: the end of a purged vault.
    void deleteScope(String scope);

    /// Adds an audit record that becomes durable together with this change (reliability.md, section
    /// 2).
    void evidence(byte[] auditRecord);
}
