package dev.keyward.language.value;

import dev.keyward.cmdlet.ExceptionValue;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/// All types whose members are written out, by name.
final class TypeTable {
    private static final Map<String, TypeEntry> ENTRIES = new LinkedHashMap<>();

    static {
        Stream.of(
                        StringTypes.entries(),
                        NumberTypes.entries(),
                        MathTypes.entries(),
                        ConvertTypes.entries(),
                        DateTypes.entries(),
                        ObjectTypes.entries(),
                        ListTypes.entries(),
                        TableTypes.entries(),
                        TextTypes.entries(),
                        RegexTypes.entries(),
                        FileTypes.entries(),
                        SystemTypes.entries(),
                        SecretTypes.entries(),
                        HashTypes.entries(),
                        ErrorTypes.entries())
                .flatMap(List::stream)
                .forEach(entry -> ENTRIES.put(entry.typeName().toLowerCase(Locale.ROOT), entry));
    }

    private TypeTable() {}

    static Collection<String> names() {
        return ENTRIES.values().stream().map(TypeEntry::typeName).toList();
    }

    static Optional<TypeEntry> find(NetType type) {
        return type.isArray() ? named("System.Array") : named(type.baseName());
    }

    private static Optional<TypeEntry> named(String name) {
        return Optional.ofNullable(ENTRIES.get(name.toLowerCase(Locale.ROOT)));
    }

    /// The entries that describe a value, the most specific first.
    static List<TypeEntry> of(Object value) {
        List<TypeEntry> entries = new ArrayList<>();
        NetType type = TypeOf.value(value);
        find(type).ifPresent(entries::add);
        switch (value) {
            case ExceptionValue _ -> named("System.Exception").ifPresent(entries::add);
            case NetEnum _ -> named("System.Enum").ifPresent(entries::add);
            case Enum<?> _ -> named("System.Enum").ifPresent(entries::add);
            case TextEncoding _ -> named(TextEncoding.class.getName()).ifPresent(entries::add);
            case Number _ -> named("System.ValueType").ifPresent(entries::add);
            case List<?> list when !(list instanceof NetList) ->
                    named(NetList.Kind.LIST.typeName()).ifPresent(entries::add);
            default -> {}
        }
        named("System.Object").ifPresent(entries::add);
        return entries;
    }
}
