/// Sealed records over the store: what is bound to what, row MACs, set headers, revisions
/// (security.md, section 4); and what was committed of them, told by kind. Over that, in a package
/// of their own, entities.
///
/// Between `store`, which keeps bytes, and `vault` and `directory`, which keep meanings; both need
/// it and neither may know the other. Knows no meaning of a record.
@NullMarked
package dev.keyward.records;

import org.jspecify.annotations.NullMarked;
