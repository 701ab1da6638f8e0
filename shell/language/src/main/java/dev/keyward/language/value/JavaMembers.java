package dev.keyward.language.value;

import java.lang.reflect.Array;
import java.lang.reflect.Constructor;
import java.lang.reflect.Executable;
import java.lang.reflect.Field;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Public members of Java classes, for values that are none of the language's own.
final class JavaMembers {
    private final Values values;

    JavaMembers(Values values) {
        this.values = values;
    }

    /// The class of a full Java name such as `java.util.UUID`.
    static Optional<Class<?>> find(String name) {
        if (name.indexOf('.') < 0 || name.startsWith("System.") || name.startsWith("Microsoft.")) {
            return Optional.empty();
        }
        try {
            return Optional.of(Class.forName(name, false, JavaMembers.class.getClassLoader()));
        } catch (ClassNotFoundException | LinkageError e) {
            return Optional.empty();
        }
    }

    /// The value if it's of the Java class a type names, or text that names one of its enum
    /// constants.
    static Optional<Object> adapt(Object value, NetType type) {
        return find(type.baseName()).flatMap(wanted -> adapt(value, wanted));
    }

    private static Optional<Object> adapt(Object value, Class<?> wanted) {
        if (wanted.isInstance(value)) {
            return Optional.of(value);
        }
        if (wanted.isEnum() && value instanceof String text) {
            return Stream.of((Object[]) wanted.getEnumConstants())
                    .filter(one -> ((Enum<?>) one).name().equalsIgnoreCase(text))
                    .findFirst();
        }
        return Optional.empty();
    }

    /// A property by accessor (`getX`, `isX`, `x()`) or public field.
    Optional<Property> property(Object target, String name) {
        String capital =
                name.isEmpty()
                        ? name
                        : name.substring(0, 1).toUpperCase(Locale.ROOT) + name.substring(1);
        for (Method method : target.getClass().getMethods()) {
            boolean fits =
                    method.getParameterCount() == 0
                            && !Modifier.isStatic(method.getModifiers())
                            && (method.getName().equalsIgnoreCase(name)
                                            && !method.getName().equals("toString")
                                    || method.getName().equalsIgnoreCase("get" + capital)
                                    || method.getName().equalsIgnoreCase("is" + capital));
            if (fits && method.getReturnType() != void.class) {
                return accessible(method, target)
                        .map(open -> new Property(run(() -> open.invoke(target))));
            }
        }
        return Optional.empty();
    }

    /// The value of a property that was found; may be null.
    record Property(@Nullable Object value) {}

    boolean hasMethod(Class<?> type, String name) {
        return Stream.of(type.getMethods()).anyMatch(m -> m.getName().equalsIgnoreCase(name));
    }

    @Nullable Object invoke(Object target, String name, List<@Nullable Object> arguments) {
        for (Method method : target.getClass().getMethods()) {
            if (!method.getName().equalsIgnoreCase(name)) {
                continue;
            }
            @Nullable Object[] actual = actual(method, arguments);
            Optional<Method> open = accessible(method, target);
            if (actual != null && open.isPresent()) {
                Object result = run(() -> open.get().invoke(target, actual));
                return method.getReturnType() == void.class ? Nothing.NOTHING : result;
            }
        }
        throw MemberErrors.noOverload(name, arguments.size());
    }

    @Nullable Object invokeStatic(Class<?> type, String name, List<@Nullable Object> arguments) {
        for (Method method : type.getMethods()) {
            if (!method.getName().equalsIgnoreCase(name)
                    || !Modifier.isStatic(method.getModifiers())) {
                continue;
            }
            @Nullable Object[] actual = actual(method, arguments);
            if (actual != null) {
                Object result = run(() -> method.invoke(null, actual));
                return method.getReturnType() == void.class ? Nothing.NOTHING : result;
            }
        }
        throw MemberErrors.noOverload(name, arguments.size());
    }

    Object construct(Class<?> type, List<@Nullable Object> arguments) {
        for (Constructor<?> constructor : type.getConstructors()) {
            @Nullable Object[] actual = actual(constructor, arguments);
            if (actual != null) {
                Object made = run(() -> constructor.newInstance(actual));
                if (made != null) {
                    return made;
                }
            }
        }
        throw MemberErrors.noOverload(".ctor", arguments.size());
    }

    Optional<Property> constant(Class<?> type, String name) {
        for (Field field : type.getFields()) {
            if (field.getName().equalsIgnoreCase(name) && Modifier.isStatic(field.getModifiers())) {
                return Optional.of(new Property(run(() -> field.get(null))));
            }
        }
        return Optional.empty();
    }

    /// The method as declared by a public class or interface, so that it can be called.
    private static Optional<Method> accessible(Method method, Object target) {
        if (method.canAccess(target)) {
            return Optional.of(method);
        }
        for (Class<?> type = target.getClass(); type != null; type = type.getSuperclass()) {
            for (Class<?> face : type.getInterfaces()) {
                try {
                    Method open = face.getMethod(method.getName(), method.getParameterTypes());
                    if (open.canAccess(target)) {
                        return Optional.of(open);
                    }
                } catch (NoSuchMethodException _) {
                    // The next one may have it.
                }
            }
        }
        return Optional.empty();
    }

    private static @Nullable Object run(Callable<? extends @Nullable Object> call) {
        try {
            return call.call();
        } catch (InvocationTargetException e) {
            Throwable cause = e.getCause() == null ? e : e.getCause();
            throw NetException.of(cause.getClass().getName(), String.valueOf(cause.getMessage()));
        } catch (RuntimeException e) {
            throw e;
        } catch (Exception e) {
            throw NetException.of(e.getClass().getName(), String.valueOf(e.getMessage()));
        }
    }

    private @Nullable Object @Nullable [] actual(
            Executable executable, List<@Nullable Object> arguments) {
        Class<?>[] types = executable.getParameterTypes();
        if (executable.isVarArgs() && arguments.size() >= types.length - 1) {
            return spread(types, arguments);
        }
        if (types.length != arguments.size()) {
            return null;
        }
        List<@Nullable Object> actual = new ArrayList<>();
        for (int i = 0; i < types.length; i++) {
            Object given = arguments.get(i);
            Optional<Object> one = given == null ? Optional.empty() : fitted(given, types[i]);
            if (given != null && one.isEmpty() || given == null && types[i].isPrimitive()) {
                return null;
            }
            actual.add(one.orElse(null));
        }
        return actual.toArray();
    }

    private @Nullable Object @Nullable [] spread(
            Class<?>[] types, List<@Nullable Object> arguments) {
        int fixed = types.length - 1;
        List<@Nullable Object> actual = new ArrayList<>();
        for (int i = 0; i < fixed; i++) {
            Object given = arguments.get(i);
            Optional<Object> one = given == null ? Optional.empty() : fitted(given, types[i]);
            if (given != null && one.isEmpty()) {
                return null;
            }
            actual.add(one.orElse(null));
        }
        Class<?> component = types[fixed].getComponentType();
        Object rest = Array.newInstance(component, arguments.size() - fixed);
        for (int i = fixed; i < arguments.size(); i++) {
            Object given = arguments.get(i);
            Optional<Object> one = given == null ? Optional.empty() : fitted(given, component);
            if (given != null && one.isEmpty()) {
                return null;
            }
            Array.set(rest, i - fixed, one.orElse(null));
        }
        actual.add(rest);
        return actual.toArray();
    }

    private Optional<Object> fitted(Object value, Class<?> wanted) {
        if (wanted.isInstance(value)) {
            return Optional.of(value);
        }
        NetType type =
                switch (wanted.getName()) {
                    case "int" -> NetType.INT;
                    case "long" -> NetType.LONG;
                    case "double" -> NetType.DOUBLE;
                    case "boolean" -> NetType.BOOL;
                    case "char" -> NetType.CHAR;
                    case "java.lang.String", "java.lang.CharSequence" -> NetType.STRING;
                    case "[B" -> NetType.BYTE.many();
                    case "[C" -> NetType.CHAR.many();
                    default -> NetType.OBJECT;
                };
        if (type.equals(NetType.OBJECT)) {
            return adapt(value, wanted);
        }
        boolean number =
                type.equals(NetType.INT)
                        || type.equals(NetType.LONG)
                        || type.equals(NetType.DOUBLE);
        if (number && !(value instanceof Number)
                || type.equals(NetType.BOOL) && !(value instanceof Boolean)) {
            return Optional.empty();
        }
        Optional<Object> converted = values.conversions().attempt(value, type);
        if (wanted == char[].class) {
            return converted.map(
                    c -> values.text().joined(Sequences.elements(c), "").toCharArray());
        }
        return converted;
    }
}
