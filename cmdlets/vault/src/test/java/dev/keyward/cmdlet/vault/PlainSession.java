package dev.keyward.cmdlet.vault;

import dev.keyward.cmdlet.Catalogue;
import dev.keyward.cmdlet.Drive;
import dev.keyward.cmdlet.SessionServices;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// A session without a language: a folder, variables and slots.
final class PlainSession implements SessionServices {
    private final Map<String, @Nullable Object> variables = new HashMap<>();
    private final Map<String, String> environment = new HashMap<>();
    private final Map<Slot<?>, Object> slots = new HashMap<>();
    private final List<Object> errors = new ArrayList<>();
    private Path location;

    PlainSession(Path location) {
        this.location = location;
    }

    @Override
    public Path location() {
        return location;
    }

    @Override
    public void location(Path folder) {
        location = folder;
    }

    @Override
    public Path resolve(String path) {
        return location.resolve(path);
    }

    @Override
    public @Nullable Object variable(String name) {
        return variables.get(name);
    }

    @Override
    public void variable(String name, @Nullable Object value) {
        variables.put(name, value);
    }

    @Override
    public Map<String, String> environment() {
        return environment;
    }

    @Override
    public List<Object> errors() {
        return errors;
    }

    @Override
    public <T> Optional<T> attribute(Slot<T> slot) {
        return Optional.ofNullable(slots.get(slot)).map(slot.type()::cast);
    }

    @Override
    public <T> T attribute(Slot<T> slot, Supplier<T> first) {
        return slot.type().cast(slots.computeIfAbsent(slot, _ -> first.get()));
    }

    @Override
    public <T> void keep(Slot<T> slot, T value) {
        slots.put(slot, value);
    }

    @Override
    public Optional<Drive> drive(String name) {
        return Optional.empty();
    }

    @Override
    public Catalogue catalogue() {
        return Catalogue.EMPTY;
    }
}
