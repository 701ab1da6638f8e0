package dev.keyward.rooms.planted.inner;

import dev.keyward.rooms.planted.Above;

public interface Below {
    /// The arrow back up, as an array, where it is easily overlooked.
    Above[] above();
}
