/// What the other tests of this room saw, as a page. Runs last.
@NullMarked
package dev.keyward.clients.page;

import org.jspecify.annotations.NullMarked;
