/// What the rows of vaults and of their objects have in common: times, states, and how a change of
/// a row is tried again.
///
/// Knows neither vaults nor objects. For this room alone.
@NullMarked
package dev.keyward.vault.rows;

import org.jspecify.annotations.NullMarked;
