/// Hosting of Java in the shell and of the shell in Java: JShell and JSR-223.
@NullMarked
package dev.keyward.script;

import org.jspecify.annotations.NullMarked;
