/// Floods of requests that harm, for the tests and the soak that show what others notice of them.
@NullMarked
package dev.keyward.server.floods;

import org.jspecify.annotations.NullMarked;
