/// Running programs: scopes, commands, parameter binding, the pipeline, errors and streams.
///
/// Runs the trees of `dev.keyward.language.syntax` with the values of `dev.keyward.language.value`.
/// Knows cmdlets only through the protocol; knows no terminal and no vault.
@NullMarked
package dev.keyward.language.eval;

import org.jspecify.annotations.NullMarked;
