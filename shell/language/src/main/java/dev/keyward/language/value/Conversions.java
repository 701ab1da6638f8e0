package dev.keyward.language.value;

import dev.keyward.cmdlet.CmdletError;
import dev.keyward.cmdlet.DateTime;
import dev.keyward.cmdlet.ExceptionValue;
import dev.keyward.cmdlet.PsHashtable;
import dev.keyward.cmdlet.PsObject;
import dev.keyward.cmdlet.SwitchParameter;
import dev.keyward.cmdlet.TypeToken;
import java.lang.reflect.Array;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Conversion of any value to any type (language rules 5).
public final class Conversions {
    private final Values values;
    private final NumberConversion numbers;
    private final ObjectConversion objects;

    Conversions(Values values) {
        this.values = values;
        this.numbers = new NumberConversion(values.text());
        this.objects = new ObjectConversion(values, this);
    }

    /// Converts to the type a parameter declares.
    ///
    /// @throws CmdletError if it can't be done
    public @Nullable Object convert(@Nullable Object value, TypeToken type) {
        return convert(value, NetType.of(type));
    }

    /// Converts as a cast does.
    ///
    /// @throws CmdletError if it can't be done
    public @Nullable Object convert(@Nullable Object given, NetType type) {
        Object value = given == Nothing.NOTHING ? null : given;
        if (type.element() != null) {
            return value == null ? null : array(value, type.element());
        }
        if (type.isNullable()) {
            return value == null || "".equals(value)
                    ? null
                    : convert(value, type.arguments().getFirst());
        }
        if (value == null) {
            return ofNull(type);
        }
        if (TypeOf.value(value).equals(type)
                && !type.equals(NetType.CUSTOM)
                && !isTextObject(value)) {
            return value;
        }
        return converted(value, type);
    }

    /// Converts as `-as` does: null if it can't be done.
    public @Nullable Object tryConvert(@Nullable Object value, NetType type) {
        return attempt(value, type).orElse(null);
    }

    /// Converts, if it can be done and doesn't give null.
    public Optional<Object> attempt(@Nullable Object value, NetType type) {
        try {
            return Optional.ofNullable(convert(value, type));
        } catch (CmdletError e) {
            return Optional.empty();
        }
    }

    /// Whether a value is of a type already, so that binding needs no coercion.
    public boolean isAssignable(@Nullable Object value, NetType type) {
        return value != null
                && !(type.equals(NetType.STRING) && isTextObject(value))
                && (TypeOf.is(value, type)
                        || type.baseName().equals("System.Management.Automation.PSObject")
                                && !type.isArray());
    }

    private static boolean isTextObject(Object value) {
        return value instanceof PsObject object && object.isText();
    }

    private @Nullable Object ofNull(NetType type) {
        return switch (type.baseName()) {
            case "System.String" -> "";
            case "System.Boolean" -> false;
            case "System.Char" -> '\0';
            case "System.Management.Automation.SwitchParameter" -> new SwitchParameter(false);
            case "System.DateTime", "System.DateTimeOffset", "System.TimeSpan", "System.Guid" ->
                    throw CastErrors.fromNull(type);
            default -> {
                if (NumberConversion.isNumeric(type)) {
                    yield numbers.convert(0, type);
                }
                if (EnumTypes.of(type) != null) {
                    throw CastErrors.fromNull(type);
                }
                yield null;
            }
        };
    }

    private @Nullable Object converted(Object value, NetType type) {
        if (NumberConversion.isNumeric(type)) {
            return numbers.convert(single(value, type), type);
        }
        EnumTypes.Constants constants = EnumTypes.of(type);
        if (constants != null) {
            return enumValue(value, constants);
        }
        return switch (type.baseName()) {
            case "System.Object", "System.Management.Automation.PSObject" ->
                    objects.psObject(value, type);
            case "System.String" -> values.text().of(value);
            case "System.Boolean" -> bool(value);
            case "System.Char" -> character(value);
            case "System.Management.Automation.SwitchParameter" ->
                    new SwitchParameter(Truth.of(value));
            case "System.Void" -> Nothing.NOTHING;
            case "System.DateTime" -> date(single(value, type), type);
            case "System.TimeSpan" -> span(single(value, type), type);
            case "System.DateTimeOffset" -> offset(single(value, type), type);
            default -> objects.convert(value, type);
        };
    }

    /// The element of a sequence of one; anything else as it is.
    private Object single(Object value, NetType type) {
        if (!Sequences.is(value)) {
            return value;
        }
        List<@Nullable Object> elements = Sequences.elements(value);
        Object first = elements.size() == 1 ? elements.getFirst() : null;
        if (first == null) {
            throw CastErrors.impossible(values.text().of(value), TypeOf.value(value), type);
        }
        return first;
    }

    private boolean bool(Object value) {
        return Truth.of(value);
    }

    private Object character(Object value) {
        return switch (value) {
            case String it when it.length() == 1 -> it.charAt(0);
            case String it ->
                    throw CastErrors.because(
                            it,
                            NetType.CHAR,
                            "String must be exactly one character long.",
                            "InvalidCastFromStringToChar");
            case Number it -> (char) it.intValue();
            default -> throw impossible(value, NetType.CHAR);
        };
    }

    private NetEnum enumValue(Object value, EnumTypes.Constants constants) {
        try {
            return switch (value) {
                case Number it -> constants.numbered(it.longValue());
                case NetEnum it -> constants.numbered(it.value());
                case Enum<?> it -> EnumTypes.parse(constants, it.name());
                case Object it when Sequences.is(it) ->
                        EnumTypes.parse(
                                constants, values.text().joined(Sequences.elements(it), ","));
                default -> EnumTypes.parse(constants, values.text().of(value));
            };
        } catch (NetException e) {
            throw CastErrors.because(
                    values.text().of(value),
                    constants.type(),
                    e.value().message(),
                    "SubstringDisambiguationEnumParseThrewAnException");
        }
    }

    private DateTime date(Object value, NetType type) {
        return switch (value) {
            case DateTime it -> it;
            case OffsetDateTime it -> DateTime.local(it.toInstant(), values.surroundings().zone());
            case Number it when Numbers.isIntegral(it) -> Dates.ofTicks(it.longValue());
            case java.time.Instant it -> DateTime.utc(it);
            case String it ->
                    values.dates()
                            .parse(it)
                            .orElseThrow(() ->
                                    CastErrors.parse(
                                            it,
                                            type,
                                            "String '"
                                                    + it
                                                    + "' was not recognized as a valid"
                                                    + " DateTime."));
            default -> throw impossible(value, type);
        };
    }

    private OffsetDateTime offset(Object value, NetType type) {
        DateTime date = date(value, type);
        java.time.ZoneId zone = values.surroundings().zone();
        return switch (date.kind()) {
            case Utc -> date.fields().atOffset(java.time.ZoneOffset.UTC);
            case Local, Unspecified -> date.fields().atZone(zone).toOffsetDateTime();
        };
    }

    private Duration span(Object value, NetType type) {
        return switch (value) {
            case Duration it -> it;
            case Number it when Numbers.isIntegral(it) ->
                    Duration.ofSeconds(
                            it.longValue() / 10_000_000, it.longValue() % 10_000_000 * 100);
            case String it ->
                    TimeSpans.parse(it)
                            .orElseThrow(() ->
                                    CastErrors.parse(
                                            it,
                                            type,
                                            "String '"
                                                    + it
                                                    + "' was not recognized as a valid"
                                                    + " TimeSpan."));
            default -> throw impossible(value, type);
        };
    }

    private Object array(Object value, NetType element) {
        if (TypeOf.value(value).equals(element.many())) {
            return value;
        }
        if (element.equals(NetType.CHAR) && value instanceof String text) {
            return text.chars().mapToObj(c -> (char) c).toArray(Character[]::new);
        }
        List<@Nullable Object> elements = Sequences.elements(value);
        Class<?> component = TypeOf.component(element);
        Object array = Array.newInstance(component, elements.size());
        for (int i = 0; i < elements.size(); i++) {
            Object one = convert(elements.get(i), element);
            if (array instanceof byte[] bytes) {
                bytes[i] = ((Number) java.util.Objects.requireNonNull(one)).byteValue();
            } else {
                Array.set(array, i, one);
            }
        }
        return array;
    }

    CmdletError impossible(Object value, NetType type) {
        return CastErrors.impossible(values.text().of(value), TypeOf.value(value), type);
    }

    /// The exception value of what a cast to an exception type gives.
    static ExceptionValue exception(NetType type, String message, @Nullable ExceptionValue inner) {
        return new ExceptionValue(type.baseName(), message, inner);
    }

    /// `[pscustomobject]@{}`: a note for each entry, in the table's order.
    public static PsObject custom(PsHashtable table) {
        PsObject object = new PsObject();
        for (PsHashtable.Entry entry : table.entries()) {
            String name = String.valueOf(entry.key());
            if (name.equalsIgnoreCase("PSTypeName")) {
                object.typeNames().addFirst(String.valueOf(entry.value()));
            } else {
                object.set(name, entry.value());
            }
        }
        return object;
    }
}
