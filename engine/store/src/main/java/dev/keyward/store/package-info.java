/// The store port and its implementations: records in, records out, changes in groups that are
/// durable together.
///
/// The only room that speaks SQL. Knows nothing of what is in a record. Entry type: [Store].
@NullMarked
package dev.keyward.store;

import org.jspecify.annotations.NullMarked;
