package dev.keyward.rooms.planted;

import dev.keyward.rooms.planted.inner.Below;

public interface Above {
    Below below();
}
