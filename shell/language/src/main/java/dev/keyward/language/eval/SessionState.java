package dev.keyward.language.eval;

import dev.keyward.cmdlet.Catalogue;
import dev.keyward.cmdlet.Drive;
import dev.keyward.cmdlet.SessionServices;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// What a session keeps between commands.
public final class SessionState implements SessionServices {
    private final Evaluator evaluator;
    private final Map<Slot<?>, Object> kept = new HashMap<>();
    private final Map<String, String> environment;
    private final Map<String, Drive> drives;
    private Path location;

    SessionState(Evaluator evaluator, Evaluator.Surround surround) {
        this.evaluator = evaluator;
        this.environment = new TreeMap<>(surround.environment());
        this.location = surround.location().toAbsolutePath().normalize();
        this.drives = Drives.of(evaluator);
    }

    @Override
    public Path location() {
        return location;
    }

    @Override
    public void location(Path folder) {
        location = folder.toAbsolutePath().normalize();
    }

    @Override
    public Path resolve(String path) {
        String slashes = path.replace('\\', '/');
        String home = environment.getOrDefault("HOME", "/");
        if (slashes.equals("~")) {
            return Path.of(home);
        }
        if (slashes.startsWith("~/")) {
            return Path.of(home).resolve(slashes.substring(2)).normalize();
        }
        return location.resolve(slashes).normalize();
    }

    @Override
    public @Nullable Object variable(String name) {
        return evaluator.variables().value(name);
    }

    @Override
    public void variable(String name, @Nullable Object value) {
        evaluator.scope().set(name, value);
    }

    @Override
    public Map<String, String> environment() {
        return environment;
    }

    @Override
    public List<Object> errors() {
        return evaluator.errors();
    }

    @Override
    public <T> Optional<T> attribute(Slot<T> slot) {
        return Optional.ofNullable(kept.get(slot)).map(slot.type()::cast);
    }

    @Override
    public <T> T attribute(Slot<T> slot, Supplier<T> first) {
        return slot.type().cast(kept.computeIfAbsent(slot, _ -> first.get()));
    }

    @Override
    public <T> void keep(Slot<T> slot, T value) {
        kept.put(slot, value);
    }

    @Override
    public Optional<Drive> drive(String name) {
        return Optional.ofNullable(drives.get(name.toLowerCase(Locale.ROOT)));
    }

    @Override
    public Catalogue catalogue() {
        return evaluator.commands().catalogue();
    }
}
