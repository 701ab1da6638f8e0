package dev.keyward.store;

/// What the writer needs of a place that keeps records. All calls but those of [Reads] come from
/// the writer's thread; [Reads] here sees what the open transaction did.
///
/// A place may have an administrator of its own, who isn't to be trusted with what is acknowledged
/// (security.md, section 4.5). So nothing that he can put there may act on a change: what databases
/// do by themselves (triggers, rules, views, row policies, cascades) is off for the connection as
/// far as the database lets it, and [#begin] compares what stands there with what this version
/// makes. Whatever gets past both, [UnitTransaction] sees by the counts: each write tells how many
/// rows it changed, as the database counts them.
///
/// Every method may throw [MediumFailure].
interface Medium extends Reads {
    /// The highest sequence number evidence ever had here, 0 if none.
    long lastSequence();

    /// @throws MediumFailure that is fatal if the place isn't as this version makes it
    void begin();

    /// Marks the point [#undo] goes back to. Marks don't nest.
    void mark();

    void undo();

    void keep();

    /// Returns when all since [#begin] is on stable storage.
    void commit();

    void rollback();

    /// @return rows changed; 1 unless something is wrong
    int put(StoredRecord next);

    /// @return rows changed; 0 if there was none
    int delete(RecordKey key);

    void deleteScope(String scope);

    /// @return rows changed; 1 unless something is wrong
    int add(Store.Evidence evidence);

    void trim(long throughSequence);

    void close();
}
