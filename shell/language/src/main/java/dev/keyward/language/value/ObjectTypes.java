package dev.keyward.language.value;

import dev.keyward.cmdlet.ScriptBlock;
import dev.keyward.cmdlet.Scripts;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// What every value has, types as values, enums, references and script blocks.
final class ObjectTypes {
    private ObjectTypes() {}

    static List<TypeEntry> entries() {
        return List.of(object(), type(), enumeration(), reference(), script(), noteProperty());
    }

    @SuppressWarnings("ReferenceEquality") // As .NET names it.
    private static TypeEntry object() {
        return TypeEntry.of(NetType.OBJECT)
                .method("ToString", 0, 2, ObjectTypes::text)
                .method("GetType", 0, 0, c -> TypeOf.value(Objects.requireNonNull(c.target())))
                .method(
                        "Equals",
                        1,
                        1,
                        c -> c.values().operators().isEqual(c.target(), c.get(0), true))
                .method("GetHashCode", 0, 0, c -> Objects.hashCode(c.target()))
                .method(
                        "CompareTo",
                        1,
                        1,
                        c -> c.values().operators().order(c.target(), c.get(0), true))
                .method("Where", 1, 3, ObjectTypes::where)
                .method("ForEach", 1, TypeEntry.ANY, ObjectTypes::forEach)
                .fixed("ReferenceEquals", 2, 2, c -> c.get(0) == c.get(1));
    }

    private static String text(Call c) {
        Object target = c.target();
        if (c.get(0) instanceof String format) {
            return c.values().text().formatted(target, format);
        }
        return switch (target) {
            case Number it -> Numbers.roundTrip(it);
            case NetType it -> it.toString();
            case Object it when Sequences.is(it) -> TypeOf.value(it).toString();
            case null, default -> c.values().text().shown(target);
        };
    }

    private static Scripts scripts(Call c) {
        return c.values().surroundings().scripts();
    }

    private static Object where(Call c) {
        ScriptBlock block = c.as(0, NetType.SCRIPT_BLOCK, ScriptBlock.class);
        String mode = c.has(1) ? c.text(1).toLowerCase(Locale.ROOT) : "default";
        int most = c.has(2) ? c.whole(2) : 0;
        List<@Nullable Object> yes = new ArrayList<>();
        List<@Nullable Object> no = new ArrayList<>();
        boolean passed = false;
        for (Object one : Sequences.elements(c.target())) {
            boolean holds = Truth.of(scripts(c).value(Scripts.Call.with(block, one)));
            passed |= holds;
            boolean takes =
                    switch (mode) {
                        case "until" -> !passed;
                        case "skipuntil" -> passed;
                        default -> holds;
                    };
            (takes ? yes : no).add(one);
        }
        return switch (mode) {
            case "first" ->
                    NetList.collection(yes.subList(0, Math.min(Math.max(most, 1), yes.size())));
            case "last" ->
                    NetList.collection(
                            yes.subList(Math.max(0, yes.size() - Math.max(most, 1)), yes.size()));
            case "split" ->
                    NetList.collection(List.of(NetList.collection(yes), NetList.collection(no)));
            default ->
                    NetList.collection(most > 0 ? yes.subList(0, Math.min(most, yes.size())) : yes);
        };
    }

    private static Object forEach(Call c) {
        List<@Nullable Object> all = new ArrayList<>();
        List<@Nullable Object> rest = c.arguments().subList(1, c.count());
        for (Object one : Sequences.elements(c.target())) {
            switch (c.get(0)) {
                case ScriptBlock block ->
                        scripts(c).run(new Scripts.Call(block, one, true, rest, false), all::add);
                case NetType type -> all.add(c.values().conversions().convert(one, type));
                case null, default -> all.addAll(named(c, one, rest));
            }
        }
        return NetList.collection(all);
    }

    private static List<@Nullable Object> named(
            Call c, @Nullable Object one, List<@Nullable Object> rest) {
        String name = c.text(0);
        if (one == null) {
            return List.of();
        }
        Members members = c.values().members();
        if (members.hasMethod(one, name)) {
            return Sequences.elements(members.invoke(one, name, rest));
        }
        if (!rest.isEmpty()) {
            members.set(one, name, rest.getFirst());
            return List.of();
        }
        return Sequences.elements(members.get(one, name));
    }

    private static TypeEntry type() {
        return TypeEntry.of(NetType.TYPE)
                .property("Name", c -> c.self(NetType.class).name())
                .property("FullName", c -> c.self(NetType.class).fullName())
                .property("Namespace", c -> c.self(NetType.class).namespace())
                .property("IsArray", c -> c.self(NetType.class).isArray())
                .property("IsEnum", c -> EnumTypes.of(c.self(NetType.class)) != null)
                .property("IsPublic", _ -> true)
                .property("IsSerial", _ -> true)
                .property("BaseType", c -> base(c.self(NetType.class)))
                .method("IsInstanceOfType", 1, 1, c -> TypeOf.is(c.get(0), c.self(NetType.class)))
                .method("GetElementType", 0, 0, c -> c.self(NetType.class).element())
                .fixed("GetType", 1, 3, c -> TypeNames.find(c.text(0)).orElse(null));
    }

    private static @Nullable NetType base(NetType type) {
        if (type.equals(NetType.OBJECT)) {
            return null;
        }
        if (type.isArray()) {
            return NetType.of("System.Array");
        }
        if (EnumTypes.of(type) != null) {
            return NetType.of("System.Enum");
        }
        boolean simple =
                NumberConversion.isNumeric(type)
                        || type.equals(NetType.BOOL)
                        || type.equals(NetType.CHAR)
                        || type.equals(NetType.DATE_TIME)
                        || type.equals(NetType.TIME_SPAN)
                        || type.equals(NetType.GUID);
        return simple ? NetType.of("System.ValueType") : NetType.OBJECT;
    }

    private static TypeEntry enumeration() {
        return TypeEntry.of("System.Enum")
                .property("value__", c -> c.self(NetEnum.class).value())
                .method("HasFlag", 1, 1, ObjectTypes::hasFlag)
                .fixed("GetNames", 1, 1, c -> enumNames(c.as(0, NetType.TYPE, NetType.class)))
                .fixed("GetValues", 1, 1, ObjectTypes::enumValues)
                .fixed("Parse", 2, 3, ObjectTypes::parsed)
                .fixed("IsDefined", 2, 2, ObjectTypes::isDefined);
    }

    private static boolean hasFlag(Call c) {
        NetEnum flags = c.self(NetEnum.class);
        NetEnum wanted = c.as(0, flags.type(), NetEnum.class);
        return (flags.value() & wanted.value()) == wanted.value();
    }

    private static EnumTypes.Constants constants(NetType type) {
        EnumTypes.Constants constants = EnumTypes.of(type);
        if (constants == null) {
            throw NetException.argument("Type provided must be an Enum.", "enumType");
        }
        return constants;
    }

    static String[] enumNames(NetType type) {
        return constants(type).values().keySet().toArray(String[]::new);
    }

    private static Object enumValues(Call c) {
        EnumTypes.Constants constants = constants(c.as(0, NetType.TYPE, NetType.class));
        return constants.values().values().stream()
                .map(constants::numbered)
                .toArray(NetEnum[]::new);
    }

    private static Object parsed(Call c) {
        EnumTypes.Constants constants = constants(c.as(0, NetType.TYPE, NetType.class));
        return constants
                .named(c.text(1))
                .orElseThrow(() ->
                        NetException.argument(
                                "Requested value '" + c.text(1) + "' was not found."));
    }

    private static boolean isDefined(Call c) {
        EnumTypes.Constants constants = constants(c.as(0, NetType.TYPE, NetType.class));
        return c.get(1) instanceof Number number
                ? constants.values().containsValue(number.longValue())
                : constants.values().containsKey(c.text(1));
    }

    private static TypeEntry reference() {
        return TypeEntry.of("System.Management.Automation.PSReference")
                .property(
                        "Value",
                        c -> c.self(Reference.class).get(),
                        c -> {
                            c.self(Reference.class).set(c.get(0));
                            return Nothing.NOTHING;
                        });
    }

    private static TypeEntry script() {
        return TypeEntry.of(NetType.SCRIPT_BLOCK)
                .method("Invoke", 0, TypeEntry.ANY, ObjectTypes::invoked)
                .method("InvokeReturnAsIs", 0, TypeEntry.ANY, c -> scripts(c).value(plain(c)))
                .property("File", _ -> null)
                .property("Ast", c -> c.self(ScriptBlock.class).text());
    }

    private static Scripts.Call plain(Call c) {
        return Scripts.Call.plain(c.self(ScriptBlock.class), c.arguments());
    }

    private static Object invoked(Call c) {
        return NetList.collection(scripts(c).collect(plain(c)));
    }

    private static TypeEntry noteProperty() {
        return TypeEntry.of("System.Management.Automation.PSNoteProperty")
                .constructor(
                        2,
                        2,
                        c ->
                                new dev.keyward.cmdlet.PsObject(
                                                "System.Management.Automation.PSNoteProperty")
                                        .set("Name", c.text(0))
                                        .set("Value", c.get(1)));
    }
}
