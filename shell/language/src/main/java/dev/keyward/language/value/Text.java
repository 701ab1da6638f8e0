package dev.keyward.language.value;

import dev.keyward.cmdlet.DateTime;
import dev.keyward.cmdlet.PsHashtable;
import dev.keyward.cmdlet.PsObject;
import dev.keyward.cmdlet.PsProperty;
import dev.keyward.cmdlet.ScriptBlock;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.w3c.dom.Node;

/// Values as text.
public final class Text {
    private final Surroundings surroundings;

    Text(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    /// As a cast to string and interpolation write it: invariant, arrays joined by `$OFS`.
    public String of(@Nullable Object value) {
        return switch (value) {
            case null -> "";
            case Nothing _ -> "";
            case String it -> it;
            case Object it when Sequences.is(it) -> joined(Sequences.elements(it), separator());
            case PsObject it when it.ownText().isEmpty() && it.isCustom() -> notes(it);
            case DateTime it -> DateFormat.invariant(it, surroundings.zone());
            case OffsetDateTime it -> offset(it, "MM/dd/yyyy HH:mm:ss zzz");
            case Object it -> plain(it);
        };
    }

    /// As `.ToString()` and a cell write it: the same, but dates in the current culture.
    public String shown(@Nullable Object value) {
        return switch (value) {
            case DateTime it -> DateFormat.general(it, surroundings.zone());
            case OffsetDateTime it -> offset(it, "M/d/yyyy h:mm:ss tt zzz");
            case null, default -> of(value);
        };
    }

    String joined(List<? extends @Nullable Object> values, String separator) {
        List<String> parts = new ArrayList<>();
        for (Object value : values) {
            parts.add(element(value));
        }
        return String.join(separator, parts);
    }

    private String element(@Nullable Object value) {
        return value != null && Sequences.is(value) ? TypeOf.value(value).toString() : of(value);
    }

    private String separator() {
        Object separator = surroundings.session().variable("OFS");
        return separator == null ? " " : separator.toString();
    }

    /// Text in a .NET format, as `-f` and `.ToString(format)` write it.
    ///
    /// @param format a standard or custom format of the value's type; empty for none
    /// @throws NetException if the format isn't one
    public String formatted(@Nullable Object value, String format) {
        return switch (value) {
            case null -> "";
            case Number it -> format.isEmpty() ? Numbers.text(it) : NumberFormat.format(it, format);
            case DateTime it -> DateFormat.format(it, format, surroundings.zone());
            case OffsetDateTime it ->
                    offset(it, format.isEmpty() ? "M/d/yyyy h:mm:ss tt zzz" : format);
            case Duration it -> TimeSpans.format(it, format);
            case UUID it -> guid(it, format);
            case NetEnum it when !format.isEmpty() ->
                    switch (format.toUpperCase(Locale.ROOT)) {
                        case "D" -> Long.toString(it.value());
                        case "X" -> "%08X".formatted(it.value());
                        default -> it.name();
                    };
            default -> shown(value);
        };
    }

    private String offset(OffsetDateTime at, String format) {
        return DateFormat.format(
                new DateTime(at.toLocalDateTime(), DateTime.Kind.Local), format, at.getOffset());
    }

    static String guid(UUID id, String format) {
        String text = id.toString();
        return switch (format.toUpperCase(Locale.ROOT)) {
            case "", "D" -> text;
            case "N" -> text.replace("-", "");
            case "B" -> "{" + text + "}";
            case "P" -> "(" + text + ")";
            default ->
                    throw NetException.format(
                            "Format string can be only \"D\", \"d\", \"N\", \"n\", \"P\", \"p\","
                                    + " \"B\", \"b\", \"X\" or \"x\".");
        };
    }

    private String plain(Object value) {
        return switch (value) {
            case Boolean it -> it ? "True" : "False";
            case Number it -> Numbers.text(it);
            case Duration it -> TimeSpans.text(it);
            case NetType it -> TypeNames.shortest(it);
            case ScriptBlock it -> it.text();
            case PsHashtable.Entry _ -> "System.Collections.DictionaryEntry";
            case RegexDialect it -> it.source();
            case Node it -> XmlMembers.text(it);
            default -> value.toString();
        };
    }

    private String notes(PsObject object) {
        List<String> parts = new ArrayList<>();
        for (PsProperty property : object.properties()) {
            parts.add(property.name() + "=" + note(object.get(property.name())));
        }
        return "@{" + String.join("; ", parts) + "}";
    }

    private String note(@Nullable Object value) {
        return value instanceof Object[] ? "System.Object[]" : element(value);
    }
}
