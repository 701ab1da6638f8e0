/// What the operations on keys, secrets and certificates have in common: names and attributes in
/// bodies, pages of lists, soft delete and backup.
///
/// Knows none of the three. Entry types: [LifeCycleRoutes], [ObjectShape], [Bodies].
@NullMarked
package dev.keyward.api.data.objects;

import org.jspecify.annotations.NullMarked;
