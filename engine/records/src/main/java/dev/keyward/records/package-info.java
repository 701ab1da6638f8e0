/// Sealed records over the store: what is bound to what, row MACs, set headers, revisions
/// (security.md, section 4).
///
/// Between `store`, which keeps bytes, and `vault` and `directory`, which keep meanings; both need
/// it and neither may know the other. Knows no meaning of a record.
@NullMarked
package dev.keyward.records;

import org.jspecify.annotations.NullMarked;
