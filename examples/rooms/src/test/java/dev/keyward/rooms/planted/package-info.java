/// A room with a cycle on purpose, between its own package and the one below it: what
/// [dev.keyward.rooms.LayersTest] must find.
@NullMarked
package dev.keyward.rooms.planted;

import org.jspecify.annotations.NullMarked;
