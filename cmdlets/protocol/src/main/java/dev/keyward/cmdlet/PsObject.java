package dev.keyward.cmdlet;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// An object with named properties, kept in order, found without regard to case.
///
/// Type names go from the most to the least specific and choose views and members. Mutable and not
/// for use by several threads.
public final class PsObject {
    /// The type of `[pscustomobject]@{}`.
    public static final String CUSTOM = "System.Management.Automation.PSCustomObject";

    private final List<String> typeNames = new ArrayList<>();
    private final Map<String, PsProperty> properties = new LinkedHashMap<>();
    private @Nullable Function<PsObject, String> text;

    /// An object of no type of its own.
    public PsObject() {
        this(CUSTOM);
    }

    public PsObject(String... typeNames) {
        this.typeNames.addAll(List.of(typeNames));
    }

    /// Names of this object's types, the most specific first; may be changed.
    public List<String> typeNames() {
        return typeNames;
    }

    public String typeName() {
        return typeNames.isEmpty() ? CUSTOM : typeNames.getFirst();
    }

    public boolean isCustom() {
        return typeNames.contains(CUSTOM);
    }

    public boolean is(String typeName) {
        return typeNames.stream().anyMatch(typeName::equalsIgnoreCase);
    }

    /// Writes a property, adding a note when there's none of that name.
    ///
    /// @throws CmdletError if the property can't be written
    public PsObject set(String name, @Nullable Object value) {
        PsProperty known = properties.get(key(name));
        if (known == null) {
            properties.put(key(name), new PsProperty.Note(name, value));
            return this;
        }
        switch (known) {
            case PsProperty.Note note -> note.set(value);
            case PsProperty.Alias alias -> set(alias.target(), value);
            case PsProperty.Computed computed -> {
                var setter = computed.setter();
                if (setter == null) {
                    throw new CmdletError(
                            ErrorRecord.of(
                                    "'%s' is a ReadOnly property.".formatted(name),
                                    "PropertyAssignmentException",
                                    ErrorCategory.NotSpecified));
                }
                setter.accept(this, value);
            }
        }
        return this;
    }

    /// The value of a property, null too when there's none.
    public @Nullable Object get(String name) {
        PsProperty known = properties.get(key(name));
        return switch (known) {
            case null -> null;
            case PsProperty.Note note -> note.value();
            case PsProperty.Alias alias -> get(alias.target());
            case PsProperty.Computed computed -> computed.getter().apply(this);
        };
    }

    public boolean has(String name) {
        return properties.containsKey(key(name));
    }

    public Optional<PsProperty> property(String name) {
        return Optional.ofNullable(properties.get(key(name)));
    }

    /// Adds a property or puts it in the place of the one with its name.
    public PsObject add(PsProperty property) {
        properties.put(key(property.name()), property);
        return this;
    }

    public boolean remove(String name) {
        return properties.remove(key(name)) != null;
    }

    public Collection<PsProperty> properties() {
        return List.copyOf(properties.values());
    }

    /// Says how the object reads as text; without it, it reads `@{a=1; b=2}`.
    public PsObject readingAs(Function<PsObject, String> text) {
        this.text = text;
        return this;
    }

    /// The text given by [#readingAs], if any.
    public Optional<String> ownText() {
        return Optional.ofNullable(text).map(t -> t.apply(this));
    }

    /// Whether it is a text that has properties, such as `$PROFILE`: of the type `System.String`,
    /// reading as what it stands for.
    public boolean isText() {
        return text != null && typeName().equals("System.String");
    }

    /// A shallow copy.
    public PsObject copy() {
        PsObject copy = new PsObject(typeNames.toArray(String[]::new));
        copy.text = text;
        properties.forEach((key, property) ->
                copy.properties.put(
                        key,
                        property instanceof PsProperty.Note note
                                ? new PsProperty.Note(note.name(), note.value())
                                : property));
        return copy;
    }

    private static String key(String name) {
        return name.toLowerCase(Locale.ROOT);
    }

    @Override
    public String toString() {
        return ownText().orElseGet(this::typeName);
    }
}
