/// A deployment on its disk and over time: its home, what its first start makes, the anchor against
/// older copies, and what it does and looks at unasked.
///
/// Knows no request. Entry types: [HomeDirectory], [Anchor], [FirstSteps], [Housekeeping].
@NullMarked
package dev.keyward.api.deployment;

import org.jspecify.annotations.NullMarked;
