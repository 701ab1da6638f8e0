/// The data plane: the operations of keys, secrets and certificates on the routes of a vault's
/// host.
///
/// Each reads its body, asks the vault room, and writes the answer; who may do what was decided
/// before, and the errors stand in the table of `wire`. Entry type: [DataRoutes].
@NullMarked
package dev.keyward.api.data;

import org.jspecify.annotations.NullMarked;
