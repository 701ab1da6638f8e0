package dev.keyward.language.value;

import dev.keyward.cmdlet.CmdletError;
import dev.keyward.cmdlet.Credential;
import dev.keyward.cmdlet.PsHashtable;
import dev.keyward.cmdlet.PsObject;
import dev.keyward.cmdlet.ScriptBlock;
import dev.keyward.cmdlet.SecureString;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// Conversion to types that are neither primitive nor dates.
final class ObjectConversion {
    private final Values values;
    private final Conversions conversions;

    ObjectConversion(Values values, Conversions conversions) {
        this.values = values;
        this.conversions = conversions;
    }

    @Nullable Object psObject(Object value, NetType type) {
        boolean table = value instanceof PsHashtable && !type.equals(NetType.OBJECT);
        return table ? Conversions.custom((PsHashtable) value) : value;
    }

    @Nullable Object convert(Object value, NetType type) {
        if (TypeOf.is(value, type) && !type.equals(NetType.CUSTOM)) {
            return value;
        }
        return switch (type.baseName()) {
            case "System.Management.Automation.PSCustomObject" ->
                    value instanceof PsHashtable table ? Conversions.custom(table) : value;
            case "System.Array" -> Sequences.elements(value).toArray();
            case "System.Guid" -> guid(value, type);
            case "System.Uri" -> uri(value, type);
            case "System.Version" -> version(value, type);
            case "System.Type", "System.RuntimeType" -> TypeNames.require(values.text().of(value));
            case "System.Text.RegularExpressions.Regex" -> regex(value, type);
            case "System.Xml.XmlDocument" -> xml(value, type);
            case "System.Collections.Hashtable",
                    "System.Collections.IDictionary",
                    "System.Collections.Specialized.OrderedDictionary" ->
                    table(value, type);
            case "System.Management.Automation.ScriptBlock" -> script(value, type);
            case "System.Management.Automation.PSCredential" -> credential(value, type);
            case "System.Collections.IEnumerable",
                    "System.Collections.IList",
                    "System.Collections.ICollection" ->
                    Sequences.elements(value).toArray();
            case "System.Management.Automation.PSReference" -> value;
            default -> other(value, type);
        };
    }

    private @Nullable Object other(Object value, NetType type) {
        Optional<NetList> list = list(value, type);
        if (list.isPresent()) {
            return list.get();
        }
        if (type.baseName().equals("System.Collections.Generic.Dictionary")
                && value instanceof PsHashtable table) {
            PsHashtable dictionary = PsHashtable.caseSensitive();
            table.entries().forEach(entry -> dictionary.put(entry.key(), entry.value()));
            return dictionary;
        }
        if (ExceptionNames.isException(type.baseName())) {
            return Conversions.exception(type, values.text().of(value), null);
        }
        if (TypeTable.find(type).isPresent()
                && (value instanceof String || value instanceof Number)) {
            return constructed(value, type);
        }
        if (value instanceof PsHashtable table && isKnown(type)) {
            return filled(table, type);
        }
        if (value instanceof PsObject && !isKnown(type)) {
            throw conversions.impossible(value, type);
        }
        Optional<Object> java = JavaMembers.adapt(value, type);
        if (java.isPresent()) {
            return java.get();
        }
        throw conversions.impossible(value, type);
    }

    private static boolean isKnown(NetType type) {
        return TypeTable.find(type).isPresent() || JavaMembers.find(type.baseName()).isPresent();
    }

    private @Nullable Object constructed(Object value, NetType type) {
        try {
            return values.members().construct(type, List.of(value));
        } catch (CmdletError e) {
            throw CastErrors.construct(
                    values.text().of(value), type, inner(e.errorRecord().message()));
        }
    }

    private static String inner(String message) {
        int quote = message.indexOf(": \"");
        return quote > 0 && message.endsWith("\"")
                ? message.substring(quote + 3, message.length() - 1)
                : message;
    }

    private @Nullable Object filled(PsHashtable table, NetType type) {
        Object made = values.members().construct(type, List.of());
        for (PsHashtable.Entry entry : table.entries()) {
            values.members().set(made, String.valueOf(entry.key()), entry.value());
        }
        return made;
    }

    private Optional<NetList> list(Object value, NetType type) {
        for (NetList.Kind kind : NetList.Kind.values()) {
            if (kind.typeName().equals(type.baseName())) {
                NetType element =
                        type.arguments().isEmpty() ? NetType.OBJECT : type.arguments().getFirst();
                NetList list = new NetList(kind, element);
                for (Object one : Sequences.elements(value)) {
                    list.add(conversions.convert(one, element));
                }
                return Optional.of(list);
            }
        }
        return Optional.empty();
    }

    private UUID guid(Object value, NetType type) {
        String text = values.text().of(value).strip();
        return Guids.parse(text)
                .orElseThrow(() ->
                        CastErrors.because(
                                text,
                                type,
                                Guids.NOT_RECOGNIZED,
                                "InvalidCastParseTargetInvocation"));
    }

    private URI uri(Object value, NetType type) {
        String text = values.text().of(value).strip();
        try {
            return Uris.parse(text);
        } catch (URISyntaxException e) {
            throw CastErrors.construct(
                    text, type, "Invalid URI: The format of the URI could not be determined.");
        }
    }

    private NetVersion version(Object value, NetType type) {
        String text = values.text().of(value);
        try {
            return NetVersion.parse(
                    value instanceof Number && !text.contains(".") ? text + ".0" : text);
        } catch (NetException e) {
            throw CastErrors.parse(text, type, e.value().message());
        }
    }

    private RegexDialect regex(Object value, NetType type) {
        String text = values.text().of(value);
        try {
            return RegexDialect.of(text, false);
        } catch (NetException e) {
            throw CastErrors.construct(text, type, e.value().message());
        }
    }

    private Object xml(Object value, NetType type) {
        String text =
                Sequences.is(value)
                        ? values.text().joined(Sequences.elements(value), "\n")
                        : values.text().of(value);
        try {
            return XmlMembers.parse(text);
        } catch (NetException e) {
            throw CastErrors.because(text, type, e.value().message(), "InvalidCastToXmlDocument");
        }
    }

    private PsHashtable table(Object value, NetType type) {
        PsHashtable table =
                type.equals(NetType.ORDERED) ? PsHashtable.ordered() : new PsHashtable();
        switch (value) {
            case PsHashtable it -> it.entries().forEach(e -> table.put(e.key(), e.value()));
            case Map<?, ?> it ->
                    it.forEach((key, one) -> {
                        if (key != null) {
                            table.put(key, one);
                        }
                    });
            default -> throw conversions.impossible(value, type);
        }
        return table;
    }

    private ScriptBlock script(Object value, NetType type) {
        if (value instanceof ScriptBlock block) {
            return block;
        }
        throw conversions.impossible(value, type);
    }

    private Credential credential(Object value, NetType type) {
        if (value instanceof Collection<?> || value instanceof Object[]) {
            List<@Nullable Object> parts = Sequences.elements(value);
            if (parts.size() == 2
                    && parts.getFirst() instanceof String user
                    && parts.getLast() instanceof SecureString password) {
                return new Credential(user, password);
            }
        }
        throw conversions.impossible(value, type);
    }
}
