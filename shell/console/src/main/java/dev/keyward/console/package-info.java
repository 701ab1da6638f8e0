/// The terminal: reading, completing, highlighting, history, rendering, main.
///
/// The only room that imports `org.jline`. Answers go to standard output, everything else to
/// standard error, prompts to the terminal only.
@NullMarked
package dev.keyward.console;

import org.jspecify.annotations.NullMarked;
