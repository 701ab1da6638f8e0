package dev.keyward.language.value;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/// The members of one .NET type that scripts can use.
final class TypeEntry {
    /// A method for a range of argument counts.
    record Method(String name, int least, int most, Call.Body body) {}

    /// A property; without a setter it's read-only. The setter gets the value as its argument.
    record Property(String name, Call.Body getter, Call.@Nullable Body setter) {}

    static final int ANY = Integer.MAX_VALUE;

    private final String typeName;
    private final Map<String, Property> properties = new LinkedHashMap<>();
    private final Map<String, Property> constants = new LinkedHashMap<>();
    private final List<Method> methods = new ArrayList<>();
    private final List<Method> statics = new ArrayList<>();
    private final List<Method> constructors = new ArrayList<>();

    private TypeEntry(String typeName) {
        this.typeName = typeName;
    }

    static TypeEntry of(String typeName) {
        return new TypeEntry(typeName);
    }

    static TypeEntry of(NetType type) {
        return new TypeEntry(type.baseName());
    }

    TypeEntry property(String name, Call.Body getter) {
        properties.put(name.toLowerCase(Locale.ROOT), new Property(name, getter, null));
        return this;
    }

    TypeEntry property(String name, Call.Body getter, Call.Body setter) {
        properties.put(name.toLowerCase(Locale.ROOT), new Property(name, getter, setter));
        return this;
    }

    TypeEntry constant(String name, Call.Body getter) {
        constants.put(name.toLowerCase(Locale.ROOT), new Property(name, getter, null));
        return this;
    }

    /// A static property that can be written.
    TypeEntry setting(String name, Call.Body getter, Call.Body setter) {
        constants.put(name.toLowerCase(Locale.ROOT), new Property(name, getter, setter));
        return this;
    }

    TypeEntry method(String name, int least, int most, Call.Body body) {
        methods.add(new Method(name, least, most, body));
        return this;
    }

    TypeEntry fixed(String name, int least, int most, Call.Body body) {
        statics.add(new Method(name, least, most, body));
        return this;
    }

    TypeEntry constructor(int least, int most, Call.Body body) {
        constructors.add(new Method("new", least, most, body));
        return this;
    }

    String typeName() {
        return typeName;
    }

    Iterable<Property> properties() {
        return properties.values();
    }

    List<Method> methods() {
        return methods;
    }

    List<Method> statics() {
        return statics;
    }

    Iterable<Property> constants() {
        return constants.values();
    }

    List<Method> constructors() {
        return constructors;
    }

    Optional<Property> property(String name) {
        return Optional.ofNullable(properties.get(name.toLowerCase(Locale.ROOT)));
    }

    Optional<Property> constant(String name) {
        return Optional.ofNullable(constants.get(name.toLowerCase(Locale.ROOT)));
    }

    static boolean isNamed(List<Method> methods, String name) {
        return methods.stream().anyMatch(method -> method.name().equalsIgnoreCase(name));
    }

    static Optional<Method> find(List<Method> methods, String name, OptionalInt count) {
        return methods.stream()
                .filter(method -> method.name().equalsIgnoreCase(name))
                .filter(method ->
                        count.isEmpty()
                                || count.getAsInt() >= method.least()
                                        && count.getAsInt() <= method.most())
                .findFirst();
    }
}
