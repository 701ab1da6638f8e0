package dev.keyward.language.value;

import dev.keyward.cmdlet.CmdletError;
import dev.keyward.cmdlet.PsHashtable;
import dev.keyward.cmdlet.PsObject;
import dev.keyward.cmdlet.PsProperty;
import dev.keyward.cmdlet.ScriptBlock;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.w3c.dom.Node;

/// Properties, methods and elements of any value, and the static members of types.
public final class Members {
    private final Values values;
    private final JavaMembers java;
    private final StaticMembers statics;
    private final Indexing indexing;

    Members(Values values) {
        this.values = values;
        this.java = new JavaMembers(values);
        this.statics = new StaticMembers(values, java);
        this.indexing = new Indexing(values);
    }

    /// A property that was found; its value may be null.
    public record Found(@Nullable Object value) {}

    /// Reads a property: null if there's none (language rules 3).
    ///
    /// A collection without that property gives its elements' values.
    public @Nullable Object get(@Nullable Object target, String name) {
        return find(target, name).map(Found::value).orElse(null);
    }

    /// Reads a property, empty if there's none: what strict mode asks.
    public Optional<Found> find(@Nullable Object target, String name) {
        if (target == null || target == Nothing.NOTHING) {
            return isCount(name) ? Optional.of(new Found(0)) : Optional.empty();
        }
        Optional<Found> own = own(target, name);
        if (own.isPresent()) {
            return own;
        }
        if (Sequences.is(target)) {
            return enumerated(target, name);
        }
        return isCount(name) ? Optional.of(new Found(1)) : Optional.empty();
    }

    private static boolean isCount(String name) {
        return name.equalsIgnoreCase("Count") || name.equalsIgnoreCase("Length");
    }

    private Optional<Found> enumerated(Object target, String name) {
        List<@Nullable Object> all = new ArrayList<>();
        boolean found = false;
        for (Object element : Sequences.elements(target)) {
            Optional<Found> one = element == null ? Optional.empty() : owned(element, name);
            if (one.isPresent()) {
                found = true;
                Object value = one.get().value();
                if (value != null && Sequences.is(value)) {
                    all.addAll(Sequences.elements(value));
                } else {
                    all.add(value);
                }
            }
        }
        return found ? Optional.of(new Found(Sequences.collapsed(all))) : Optional.empty();
    }

    private Optional<Found> owned(Object element, String name) {
        Optional<Found> own = own(element, name);
        return own.isEmpty() && Sequences.is(element) ? enumerated(element, name) : own;
    }

    /// A property the value itself has, without enumeration.
    Optional<Found> own(Object target, String name) {
        switch (name.toLowerCase(Locale.ROOT)) {
            case "psobject" -> {
                return Optional.of(new Found(new ObjectView(values, target).asObject()));
            }
            case "psbase" -> {
                return Optional.of(new Found(new ObjectView.Bare(target)));
            }
            case "pstypenames" -> {
                return Optional.of(new Found(NetList.collection(TypeOf.names(target))));
            }
            default -> {}
        }
        return switch (target) {
            case ObjectView.Bare it -> ofTable(it.target(), name);
            case PsHashtable it when it.containsKey(name) -> Optional.of(new Found(it.get(name)));
            case PsHashtable it when integerKey(it, name) != null ->
                    Optional.of(new Found(it.get(Objects.requireNonNull(integerKey(it, name)))));
            case PsObject it when it.has(name) -> Optional.of(new Found(it.get(name)));
            case Node it -> XmlMembers.find(it, name).map(Found::new);
            default -> ofTable(target, name).or(() -> ofJava(target, name));
        };
    }

    private static @Nullable Object integerKey(PsHashtable table, String name) {
        if (!name.isEmpty() && name.length() < 10 && name.chars().allMatch(Character::isDigit)) {
            int key = Integer.parseInt(name);
            return table.containsKey(key) ? (Object) key : null;
        }
        return null;
    }

    private Optional<Found> ofTable(Object target, String name) {
        for (TypeEntry entry : TypeTable.of(target)) {
            Optional<TypeEntry.Property> property = entry.property(name);
            if (property.isPresent()) {
                try {
                    return Optional.of(
                            new Found(
                                    property.get()
                                            .getter()
                                            .run(new Call(values, target, List.of()))));
                } catch (NetException e) {
                    throw MemberErrors.getting(property.get().name(), e);
                }
            }
        }
        return Optional.empty();
    }

    private Optional<Found> ofJava(Object target, String name) {
        return isForeign(target)
                ? java.property(target, name).map(found -> new Found(found.value()))
                : Optional.empty();
    }

    /// Whether a value is none of the language's own, so that its Java members show.
    private static boolean isForeign(Object target) {
        return !(target instanceof PsObject)
                && !(target instanceof PsHashtable)
                && TypeTable.find(TypeOf.value(target)).isEmpty()
                && !Sequences.is(target);
    }

    /// Writes a property.
    ///
    /// @throws CmdletError if there's none of that name or it can't be written
    public void set(@Nullable Object target, String name, @Nullable Object given) {
        Object value = given == Nothing.NOTHING ? null : given;
        if (target == null) {
            throw MemberErrors.noProperty(name);
        }
        switch (target) {
            case PsHashtable it -> it.put(name, value);
            case PsObject it -> {
                if (!it.has(name)) {
                    throw MemberErrors.noProperty(name);
                }
                it.set(name, value);
            }
            case Node it -> XmlMembers.set(it, name, values.text().of(value));
            default -> setByTable(target, name, value);
        }
    }

    private void setByTable(Object target, String name, @Nullable Object value) {
        for (TypeEntry entry : TypeTable.of(target)) {
            Optional<TypeEntry.Property> property = entry.property(name);
            if (property.isPresent()) {
                Call.Body setter = property.get().setter();
                if (setter == null) {
                    throw MemberErrors.readOnly(property.get().name());
                }
                List<@Nullable Object> arguments = new ArrayList<>();
                arguments.add(value);
                setter.run(new Call(values, target, arguments));
                return;
            }
        }
        if (Sequences.is(target)) {
            Sequences.elements(target).forEach(element -> set(element, name, value));
            return;
        }
        throw MemberErrors.noProperty(name);
    }

    /// Calls a method; [Nothing] if it gives nothing.
    ///
    /// @throws CmdletError if there's no such method or it throws
    public @Nullable Object invoke(
            @Nullable Object target, String name, List<? extends @Nullable Object> given) {
        if (target == null || target == Nothing.NOTHING) {
            throw MemberErrors.onNull();
        }
        List<@Nullable Object> arguments = new ArrayList<>();
        for (Object one : given) {
            arguments.add(one == Nothing.NOTHING ? null : one);
        }
        Object bare = target instanceof ObjectView.Bare it ? it.target() : target;
        Optional<Found> scripted = byScript(bare, name, arguments);
        if (scripted.isPresent()) {
            return scripted.get().value();
        }
        boolean known = false;
        for (TypeEntry entry : TypeTable.of(bare)) {
            known |= TypeEntry.isNamed(entry.methods(), name);
            Optional<TypeEntry.Method> method =
                    TypeEntry.find(entry.methods(), name, OptionalInt.of(arguments.size()));
            if (method.isPresent()) {
                return run(method.get(), new Call(values, bare, arguments));
            }
        }
        if (known) {
            throw MemberErrors.noOverload(name, arguments.size());
        }
        return withoutEntry(bare, name, arguments);
    }

    private @Nullable Object withoutEntry(
            Object target, String name, List<@Nullable Object> arguments) {
        if (Sequences.is(target)) {
            List<@Nullable Object> all = new ArrayList<>();
            for (Object element : Sequences.elements(target)) {
                if (element != null) {
                    Object one = invoke(element, name, arguments);
                    all.addAll(Sequences.elements(one));
                }
            }
            return Sequences.collapsed(all);
        }
        if (target instanceof Node node) {
            Optional<Found> found = XmlMembers.invoke(node, name, arguments).map(Found::new);
            if (found.isPresent()) {
                return found.get().value();
            }
        }
        if (isForeign(target) && java.hasMethod(target.getClass(), name)) {
            try {
                return java.invoke(target, name, arguments);
            } catch (NetException e) {
                throw MemberErrors.thrown(name, arguments.size(), e);
            }
        }
        throw MemberErrors.noMethod(TypeOf.value(target), name);
    }

    /// Methods that hang on the object itself: script methods and functions of Java.
    private Optional<Found> byScript(Object target, String name, List<@Nullable Object> arguments) {
        if (!(target instanceof PsObject object)) {
            return Optional.empty();
        }
        Object value = object.property(name).isPresent() ? object.get(name) : null;
        return switch (value) {
            case ScriptMethod it ->
                    Optional.of(new Found(it.run(values.surroundings(), object, arguments)));
            case Function<?, ?> it -> {
                @SuppressWarnings("unchecked") // the contract of methods given as functions
                Function<List<@Nullable Object>, @Nullable Object> function =
                        (Function<List<@Nullable Object>, @Nullable Object>) it;
                yield Optional.of(new Found(function.apply(arguments)));
            }
            case null, default -> Optional.empty();
        };
    }

    @Nullable Object run(TypeEntry.Method method, Call call) {
        try {
            return method.body().run(call);
        } catch (NetException e) {
            throw MemberErrors.thrown(method.name(), call.count(), e);
        }
    }

    /// Reads a static property or field, such as `[int]::MaxValue`.
    public @Nullable Object getStatic(NetType type, String name) {
        return statics.get(type, name);
    }

    public void setStatic(NetType type, String name, @Nullable Object value) {
        statics.set(type, name, value);
    }

    public @Nullable Object invokeStatic(
            NetType type, String name, List<? extends @Nullable Object> arguments) {
        return statics.invoke(type, name, new ArrayList<>(arguments));
    }

    /// Makes an object, as `::new()` and New-Object do.
    public Object construct(NetType type, List<? extends @Nullable Object> arguments) {
        return statics.construct(type, new ArrayList<>(arguments));
    }

    /// Reads an element: `$a[0]`, `$a[0,2]`, `$h['k']`.
    public @Nullable Object index(@Nullable Object target, @Nullable Object index) {
        return indexing.get(target, index);
    }

    public void setIndex(@Nullable Object target, @Nullable Object index, @Nullable Object value) {
        indexing.set(target, index, value);
    }

    /// Whether a value has a method or property of a name.
    public boolean has(Object target, String name) {
        return hasMethod(target, name) || own(target, name).isPresent();
    }

    /// Whether a value has a method of a name.
    public boolean hasMethod(Object target, String name) {
        for (TypeEntry entry : TypeTable.of(target)) {
            if (TypeEntry.isNamed(entry.methods(), name)) {
                return true;
            }
        }
        return isForeign(target) && java.hasMethod(target.getClass(), name);
    }

    /// The names of a value's properties, in the order they're shown.
    public List<String> propertyNames(Object target) {
        List<String> names = new ArrayList<>();
        switch (target) {
            case PsObject it -> {
                for (PsProperty property : it.properties()) {
                    if (!(property instanceof PsProperty.Note note)
                            || !(note.value() instanceof ScriptMethod)
                                    && !(note.value() instanceof Function)) {
                        names.add(property.name());
                    }
                }
            }
            case Node it -> names.addAll(XmlMembers.names(it));
            default -> {
                for (TypeEntry entry : TypeTable.of(target)) {
                    entry.properties().forEach(property -> names.add(property.name()));
                }
            }
        }
        return names;
    }

    /// The names of a value's methods.
    public List<String> methodNames(Object target) {
        List<String> names = new ArrayList<>();
        for (TypeEntry entry : TypeTable.of(target)) {
            for (TypeEntry.Method method : entry.methods()) {
                if (!names.contains(method.name())) {
                    names.add(method.name());
                }
            }
        }
        if (target instanceof PsObject object) {
            for (PsProperty property : object.properties()) {
                if (property instanceof PsProperty.Note note
                        && (note.value() instanceof ScriptMethod
                                || note.value() instanceof Function)) {
                    names.add(property.name());
                }
            }
        }
        return names;
    }

    /// The names of a type's static members, for completion.
    public List<String> staticNames(NetType type) {
        return statics.names(type);
    }

    /// A method written in script: what `Add-Member ScriptMethod` adds.
    public static Object scriptMethod(ScriptBlock block) {
        return new ScriptMethod(block);
    }
}
