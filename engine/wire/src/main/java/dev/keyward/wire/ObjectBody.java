package dev.keyward.wire;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What every key, secret and certificate says of itself, alone and in lists.
public interface ObjectBody extends WireBody {
    /// With the version where one is meant.
    String id();

    ObjectAttributes attributes();

    @Nullable Map<String, String> tags();

    /// [Deletion#NONE] of what is alive.
    Deletion deletion();

    default boolean isDeleted() {
        return !deletion().equals(Deletion.NONE);
    }
}
