/// Objects laid out as text: tables, lists, and which of them an object gets.
///
/// Knows no commands and no streams. [Formatter] is the entry: show it objects, then finish.
@NullMarked
package dev.keyward.language.format;

import org.jspecify.annotations.NullMarked;
