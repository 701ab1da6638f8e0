/// Text to syntax tree.
///
/// [Parser] is the way in: it reads a [dev.keyward.cmdlet.Source] and gives a tree of records, each
/// with its span, and the tokens for colouring. [SyntaxError] is all it throws, and says whether
/// more input could mend the text. Knows nothing of running programs.
@NullMarked
package dev.keyward.language.syntax;

import org.jspecify.annotations.NullMarked;
