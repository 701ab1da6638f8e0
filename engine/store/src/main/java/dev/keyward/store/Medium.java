package dev.keyward.store;

/// What the writer needs of a place that keeps records. All calls but those of [Reads] come from
/// the writer's thread; [Reads] here sees what the open transaction did.
///
/// Every method may throw [MediumFailure].
interface Medium extends Reads {
    /// The highest sequence number evidence ever had here, 0 if none.
    long lastSequence();

    void begin();

    /// Marks the point [#undo] goes back to. Marks don't nest.
    void mark();

    void undo();

    void keep();

    /// Returns when all since [#begin] is on stable storage.
    void commit();

    void rollback();

    void put(StoredRecord next);

    void delete(RecordKey key);

    void deleteScope(String scope);

    void add(Store.Evidence evidence);

    void trim(long throughSequence);

    void close();
}
