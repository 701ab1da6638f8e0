/// What callers and the kinds of object share: one life cycle, pages of lists, evidence of changes,
/// who is told of what happens, what goes to another deployment.
///
/// Knows none of the kinds, and not how objects stand in rows.
///
/// Entry types: [LifeCycle], [Foundation].
@NullMarked
package dev.keyward.vault.objects;

import org.jspecify.annotations.NullMarked;
