/// Holds the architecture: what each room may import, and which test proves which promise.
@NullMarked
package dev.keyward.rooms;

import org.jspecify.annotations.NullMarked;
