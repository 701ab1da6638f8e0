package dev.keyward.language.value;

import dev.keyward.cmdlet.ExceptionValue;
import dev.keyward.cmdlet.PsHashtable;
import dev.keyward.cmdlet.PsObject;
import java.lang.reflect.Array;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/// Static members and constructors of types.
final class StaticMembers {
    private final Values values;
    private final JavaMembers java;

    StaticMembers(Values values, JavaMembers java) {
        this.values = values;
        this.java = java;
    }

    @Nullable Object get(NetType type, String name) {
        EnumTypes.Constants constants = EnumTypes.of(type);
        if (constants != null) {
            return constants.named(name).orElse(null);
        }
        Optional<TypeEntry.Property> constant =
                TypeTable.find(type).flatMap(entry -> entry.constant(name));
        if (constant.isPresent()) {
            return constant.get().getter().run(new Call(values, type, List.of()));
        }
        return JavaMembers.find(type.baseName())
                .flatMap(found -> java.constant(found, name))
                .map(JavaMembers.Property::value)
                .orElse(null);
    }

    void set(NetType type, String name, @Nullable Object value) {
        Call.Body setter =
                TypeTable.find(type)
                        .flatMap(entry -> entry.constant(name))
                        .map(TypeEntry.Property::setter)
                        .orElse(null);
        if (setter == null) {
            throw MemberErrors.noProperty(name);
        }
        List<@Nullable Object> arguments = new ArrayList<>();
        arguments.add(value);
        setter.run(new Call(values, type, arguments));
    }

    @Nullable Object invoke(NetType type, String name, List<@Nullable Object> arguments) {
        if (name.equalsIgnoreCase("new")) {
            return construct(type, arguments);
        }
        Optional<TypeEntry> entry = TypeTable.find(type);
        if (entry.isPresent() && TypeEntry.isNamed(entry.get().statics(), name)) {
            TypeEntry.Method method =
                    TypeEntry.find(entry.get().statics(), name, OptionalInt.of(arguments.size()))
                            .orElseThrow(() -> MemberErrors.noOverload(name, arguments.size()));
            return values.members().run(method, new Call(values, type, arguments));
        }
        Optional<Class<?>> javaClass = JavaMembers.find(type.baseName());
        if (javaClass.isPresent()) {
            try {
                return java.invokeStatic(javaClass.get(), name, arguments);
            } catch (NetException e) {
                throw MemberErrors.thrown(name, arguments.size(), e);
            }
        }
        if (EnumTypes.of(type) != null && name.equalsIgnoreCase("GetNames")) {
            return ObjectTypes.enumNames(type);
        }
        throw MemberErrors.noMethod(type, name);
    }

    Object construct(NetType type, List<@Nullable Object> arguments) {
        for (NetList.Kind kind : NetList.Kind.values()) {
            if (kind.typeName().equals(type.baseName()) && !type.isArray()) {
                return list(kind, type, arguments);
            }
        }
        if (type.element() != null) {
            int size =
                    values.conversions().convert(arguments.getFirst(), NetType.INT)
                                    instanceof Integer it
                            ? it
                            : 0;
            return Array.newInstance(TypeOf.component(type.element()), size);
        }
        if (ExceptionNames.isException(type.baseName())) {
            return exception(type, arguments);
        }
        switch (type.baseName()) {
            case "System.Object",
                    "System.Management.Automation.PSObject",
                    "System.Management.Automation.PSCustomObject" -> {
                return new PsObject();
            }
            case "System.Collections.Generic.Dictionary" -> {
                return PsHashtable.caseSensitive();
            }
            default -> {}
        }
        Optional<TypeEntry> entry = TypeTable.find(type);
        if (entry.isPresent() && !entry.get().constructors().isEmpty()) {
            TypeEntry.Method method =
                    TypeEntry.find(
                                    entry.get().constructors(),
                                    "new",
                                    OptionalInt.of(arguments.size()))
                            .orElseThrow(
                                    () -> MemberErrors.noOverload(type.name(), arguments.size()));
            return made(method, type, arguments);
        }
        Optional<Class<?>> javaClass = JavaMembers.find(type.baseName());
        if (javaClass.isPresent()) {
            try {
                return java.construct(javaClass.get(), arguments);
            } catch (NetException e) {
                throw MemberErrors.thrown(".ctor", arguments.size(), e);
            }
        }
        throw MemberErrors.noOverload(type.name(), arguments.size());
    }

    private Object made(TypeEntry.Method method, NetType type, List<@Nullable Object> arguments) {
        try {
            Object made = method.body().run(new Call(values, type, arguments));
            return made == null ? Nothing.NOTHING : made;
        } catch (NetException e) {
            throw MemberErrors.thrown(".ctor", arguments.size(), e);
        }
    }

    private NetList list(NetList.Kind kind, NetType type, List<@Nullable Object> arguments) {
        NetType element = type.arguments().isEmpty() ? NetType.OBJECT : type.arguments().getFirst();
        NetList list = new NetList(kind, element);
        if (!arguments.isEmpty() && Sequences.is(arguments.getFirst())) {
            for (Object one : Sequences.elements(arguments.getFirst())) {
                Object converted = values.conversions().convert(one, element);
                if (kind != NetList.Kind.HASH_SET || !list.contains(converted)) {
                    list.add(converted);
                }
            }
        }
        return list;
    }

    private ExceptionValue exception(NetType type, List<@Nullable Object> arguments) {
        String message =
                arguments.isEmpty()
                        ? "Exception of type '" + type.baseName() + "' was thrown."
                        : values.text().of(arguments.getFirst());
        ExceptionValue inner =
                arguments.size() > 1 && arguments.get(1) instanceof ExceptionValue it ? it : null;
        if (arguments.size() > 1 && arguments.get(1) instanceof String parameter) {
            message += " (Parameter '" + parameter + "')";
        }
        return new ExceptionValue(type.baseName(), message, inner);
    }

    List<String> names(NetType type) {
        List<String> names = new ArrayList<>();
        EnumTypes.Constants constants = EnumTypes.of(type);
        if (constants != null) {
            names.addAll(constants.values().keySet());
        }
        TypeTable.find(type)
                .ifPresent(entry -> {
                    entry.constants().forEach(constant -> names.add(constant.name()));
                    entry.statics().forEach(method -> names.add(method.name()));
                });
        names.add("new");
        return names.stream().distinct().toList();
    }
}
