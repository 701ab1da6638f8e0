package dev.keyward.cmdlet;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// A flat set of named items a script reaches as `Env:PATH` or `Variable:x`.
public interface Drive {
    String name();

    List<String> names();

    boolean has(String name);

    @Nullable Object get(String name);

    /// Makes or changes an item.
    void set(String name, @Nullable Object value);

    boolean remove(String name);
}
