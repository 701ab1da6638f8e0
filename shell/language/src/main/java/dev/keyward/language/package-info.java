/// The PowerShell-style language: lexer, parser, resolver, evaluator, conversion, utility cmdlets,
/// formatting.
///
/// Knows cmdlets only through the protocol; knows no terminal and no vault.
@NullMarked
package dev.keyward.language;

import org.jspecify.annotations.NullMarked;
