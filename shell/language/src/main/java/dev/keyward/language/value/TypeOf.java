package dev.keyward.language.value;

import dev.keyward.cmdlet.Credential;
import dev.keyward.cmdlet.DateTime;
import dev.keyward.cmdlet.ErrorCategory;
import dev.keyward.cmdlet.ErrorRecord;
import dev.keyward.cmdlet.ExceptionValue;
import dev.keyward.cmdlet.PsHashtable;
import dev.keyward.cmdlet.PsObject;
import dev.keyward.cmdlet.ScriptBlock;
import dev.keyward.cmdlet.SecureString;
import dev.keyward.cmdlet.StreamRecord;
import dev.keyward.cmdlet.SwitchParameter;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.net.URI;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.w3c.dom.Document;
import org.w3c.dom.Element;

/// The .NET type of a value.
public final class TypeOf {
    private static final Map<Class<?>, NetType> BY_CLASS =
            Map.ofEntries(
                    Map.entry(Object.class, NetType.OBJECT),
                    Map.entry(String.class, NetType.STRING),
                    Map.entry(Character.class, NetType.CHAR),
                    Map.entry(Boolean.class, NetType.BOOL),
                    Map.entry(Integer.class, NetType.INT),
                    Map.entry(Long.class, NetType.LONG),
                    Map.entry(Short.class, NetType.SHORT),
                    Map.entry(Byte.class, NetType.SBYTE),
                    Map.entry(Double.class, NetType.DOUBLE),
                    Map.entry(Float.class, NetType.FLOAT),
                    Map.entry(BigDecimal.class, NetType.DECIMAL),
                    Map.entry(BigInteger.class, NetType.BIG_INTEGER),
                    Map.entry(DateTime.class, NetType.DATE_TIME),
                    Map.entry(OffsetDateTime.class, NetType.DATE_TIME_OFFSET),
                    Map.entry(Duration.class, NetType.TIME_SPAN),
                    Map.entry(UUID.class, NetType.GUID),
                    Map.entry(URI.class, NetType.URI),
                    Map.entry(NetVersion.class, NetType.VERSION),
                    Map.entry(NetType.class, NetType.TYPE),
                    Map.entry(SecureString.class, NetType.SECURE_STRING),
                    Map.entry(Credential.class, NetType.CREDENTIAL),
                    Map.entry(SwitchParameter.class, NetType.SWITCH),
                    Map.entry(ErrorRecord.class, NetType.ERROR),
                    Map.entry(RegexDialect.class, NetType.REGEX),
                    Map.entry(
                            PsHashtable.Entry.class,
                            NetType.of("System.Collections.DictionaryEntry")),
                    Map.entry(
                            StreamRecord.WarningRecord.class,
                            NetType.of("System.Management.Automation.WarningRecord")),
                    Map.entry(
                            StreamRecord.VerboseRecord.class,
                            NetType.of("System.Management.Automation.VerboseRecord")),
                    Map.entry(
                            StreamRecord.DebugRecord.class,
                            NetType.of("System.Management.Automation.DebugRecord")),
                    Map.entry(
                            StreamRecord.InformationRecord.class,
                            NetType.of("System.Management.Automation.InformationRecord")),
                    Map.entry(
                            ErrorCategory.class,
                            NetType.of("System.Management.Automation.ErrorCategory")),
                    Map.entry(DateTime.Kind.class, NetType.of("System.DateTimeKind")),
                    Map.entry(byte.class, NetType.BYTE),
                    Map.entry(int.class, NetType.INT),
                    Map.entry(long.class, NetType.LONG),
                    Map.entry(short.class, NetType.SHORT),
                    Map.entry(char.class, NetType.CHAR),
                    Map.entry(double.class, NetType.DOUBLE),
                    Map.entry(float.class, NetType.FLOAT),
                    Map.entry(boolean.class, NetType.BOOL));

    private TypeOf() {}

    public static NetType value(Object value) {
        NetType known = BY_CLASS.get(value.getClass());
        if (known != null) {
            return known;
        }
        return switch (value) {
            case Unsigned it -> it.kind().type();
            case NetObject it -> it.type();
            case Reference _ -> NetType.of("System.Management.Automation.PSReference");
            case NetList it -> it.type();
            case PsHashtable it -> it.isOrdered() ? NetType.ORDERED : NetType.HASHTABLE;
            case PsObject it -> NetType.of(it.typeName());
            case NetEnum it -> it.type();
            case ExceptionValue it -> NetType.of(it.typeName());
            case ScriptBlock _ -> NetType.SCRIPT_BLOCK;
            case Document _ -> NetType.XML;
            case Element _ -> NetType.of("System.Xml.XmlElement");
            case List<?> _ -> NetType.of(NetList.Kind.LIST.typeName()).with(NetType.OBJECT);
            default -> {
                Class<?> component = value.getClass().getComponentType();
                yield component == null
                        ? NetType.of(value.getClass().getName())
                        : elementType(component, value).many();
            }
        };
    }

    private static NetType elementType(Class<?> component, Object array) {
        if ((component == Unsigned.class || component == NetEnum.class)
                && array instanceof Object[] elements
                && elements.length > 0) {
            return value(elements[0]);
        }
        return BY_CLASS.getOrDefault(component, NetType.of(component.getName()));
    }

    /// The Java class of the elements of an array of a type.
    static Class<?> component(NetType element) {
        for (var entry : BY_CLASS.entrySet()) {
            if (!entry.getKey().isPrimitive() && entry.getValue().equals(element)) {
                return entry.getKey();
            }
        }
        return switch (element.baseName()) {
            case "System.Byte" -> byte.class;
            case "System.UInt16", "System.UInt32", "System.UInt64" -> Unsigned.class;
            case "System.Collections.Hashtable" -> PsHashtable.class;
            default -> EnumTypes.of(element) != null ? NetEnum.class : Object.class;
        };
    }

    /// A value's type names from the most to the least specific, as views and Get-Member use them.
    public static List<String> names(Object value) {
        if (value instanceof PsObject object) {
            List<String> names = new ArrayList<>(object.typeNames());
            names.add("System.Object");
            return names;
        }
        NetType type = value(value);
        List<String> names = new ArrayList<>(List.of(type.fullName()));
        if (value instanceof ExceptionValue) {
            names.add("System.Exception");
        } else if (type.isArray()) {
            names.add("System.Array");
        } else if (value instanceof Number
                || value instanceof Boolean
                || value instanceof Character) {
            names.add("System.ValueType");
        } else if (value instanceof NetEnum || value instanceof Enum<?>) {
            names.add("System.Enum");
            names.add("System.ValueType");
        }
        names.add("System.Object");
        return names;
    }

    /// `-is`.
    public static boolean is(@Nullable Object value, NetType type) {
        if (value == null || value == Nothing.NOTHING) {
            return false;
        }
        if (type.isNullable()) {
            return is(value, type.arguments().getFirst());
        }
        NetType actual = value(value);
        if (actual.equals(type)) {
            return true;
        }
        if (type.isArray()) {
            return false;
        }
        boolean list = value.getClass().isArray() || value instanceof Collection<?>;
        return switch (type.baseName()) {
            case "System.Object" -> true;
            case "System.Array" -> value.getClass().isArray();
            case "System.Collections.IEnumerable" ->
                    list || value instanceof String || value instanceof PsHashtable;
            case "System.Collections.IList", "System.Collections.ICollection" ->
                    list || value instanceof PsHashtable && !type.baseName().endsWith("IList");
            case "System.Collections.IDictionary" -> value instanceof PsHashtable;
            case "System.Collections.Generic.Dictionary" -> false;
            case "System.Management.Automation.PSObject" -> value instanceof PsObject;
            case "System.Management.Automation.PSCustomObject" -> value instanceof PsObject;
            case "System.Enum" -> value instanceof NetEnum || value instanceof Enum<?>;
            case "System.Type" -> value instanceof NetType;
            case "System.ValueType" ->
                    value instanceof Number && !(value instanceof BigInteger)
                            || value instanceof Boolean
                            || value instanceof Character
                            || value instanceof DateTime
                            || value instanceof Duration
                            || value instanceof UUID
                            || value instanceof NetEnum;
            default -> named(value, actual, type);
        };
    }

    private static boolean named(Object value, NetType actual, NetType type) {
        if (value instanceof ExceptionValue exception) {
            return ExceptionNames.extendsType(exception.typeName(), type.baseName());
        }
        if (value instanceof PsObject object) {
            return object.is(type.baseName());
        }
        if (!type.arguments().isEmpty()) {
            return false;
        }
        if (actual.baseName().equalsIgnoreCase(type.baseName())) {
            return !actual.isArray();
        }
        return JavaMembers.find(type.baseName()).map(c -> c.isInstance(value)).orElse(false);
    }

    /// Whether an error of one exception type is caught by a clause for another.
    public static boolean isException(String typeName, NetType caught) {
        return ExceptionNames.extendsType(typeName, caught.baseName());
    }
}
