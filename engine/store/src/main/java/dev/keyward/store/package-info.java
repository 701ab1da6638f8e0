/// The store port and its implementations: records in, records out, changes in groups that are
/// durable together.
///
/// The only room that speaks SQL. Knows nothing of what is in a record.
///
/// ```
/// try (Store store = Store.at(directory)) {
///     store.change(tx -> {
///         tx.put(record);
///         tx.evidence(auditRecord);
///         return record.revision();
///     }).thenAccept(answer);
/// }
/// ```
///
/// One writer (`GroupCommit`) serves every implementation; a `Medium` is the place it writes to.
/// Entry type: [Store].
@NullMarked
package dev.keyward.store;

import org.jspecify.annotations.NullMarked;
