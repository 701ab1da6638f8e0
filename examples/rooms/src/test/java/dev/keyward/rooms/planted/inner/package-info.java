/// The lower half of the planted cycle.
@NullMarked
package dev.keyward.rooms.planted.inner;

import org.jspecify.annotations.NullMarked;
