/// What a vault does: create, set, update, delete, recover, purge, sign, encrypt.
///
/// No HTTP, no JSON, no SQL. Time, randomness and the store are arguments.
@NullMarked
package dev.keyward.vault;

import org.jspecify.annotations.NullMarked;
