/// What lasts of a sign-in: refresh tokens and the sessions of clients that they stand for.
@NullMarked
package dev.keyward.directory.sessions;

import org.jspecify.annotations.NullMarked;
