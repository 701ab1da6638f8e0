/// What former versions left on disk, opened by this one: homes, exports and blobs that lie in
/// `src/test/resources/golden`, a folder a version, never changed.
///
/// Only what the public face of the engine offers is used, so that no change inside can adapt the
/// test along with the format.
@NullMarked
package dev.keyward.api.golden;

import org.jspecify.annotations.NullMarked;
