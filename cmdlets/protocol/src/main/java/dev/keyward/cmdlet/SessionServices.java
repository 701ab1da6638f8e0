package dev.keyward.cmdlet;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// What a session keeps between commands.
public interface SessionServices {
    /// The current folder, absolute.
    Path location();

    void location(Path folder);

    /// A path as a script means it: relative to the current folder, `~` as home, both slashes.
    Path resolve(String path);

    /// A variable as seen from the running scope.
    @Nullable Object variable(String name);

    /// Writes a variable of the running scope.
    void variable(String name, @Nullable Object value);

    /// The environment, which scripts change for this session only.
    Map<String, String> environment();

    /// The errors so far, newest first; may be changed.
    List<Object> errors();

    /// What was kept under a slot.
    <T> Optional<T> attribute(Slot<T> slot);

    /// What was kept under a slot, made and kept first if there's nothing yet.
    <T> T attribute(Slot<T> slot, Supplier<T> first);

    <T> void keep(Slot<T> slot, T value);

    /// The drives that aren't folders: `Env`, `Variable`, `Function`, `Alias`.
    Optional<Drive> drive(String name);

    /// Commands known to the session.
    Catalogue catalogue();

    /// A typed place in a session, such as the one where vault cmdlets keep their connection.
    ///
    /// @param name unique among the cmdlet sets; a type's full name does
    record Slot<T>(String name, Class<T> type) {}
}
