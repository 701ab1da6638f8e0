package dev.keyward.language.format;

import dev.keyward.cmdlet.DateTime;
import dev.keyward.cmdlet.ErrorRecord;
import dev.keyward.cmdlet.ExceptionValue;
import dev.keyward.cmdlet.PsHashtable;
import dev.keyward.cmdlet.PsObject;
import dev.keyward.cmdlet.ScriptBlock;
import dev.keyward.cmdlet.SecureString;
import dev.keyward.cmdlet.StreamRecord;
import dev.keyward.cmdlet.View;
import dev.keyward.language.value.DateFormat;
import dev.keyward.language.value.NetEnum;
import dev.keyward.language.value.NetType;
import dev.keyward.language.value.TypeOf;
import dev.keyward.language.value.Values;
import java.net.URI;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.w3c.dom.Node;

/// Chooses how objects are shown: by a registered view, else by their number of properties.
public final class Views {
    private static final int MOST_IN_TABLE = 4;
    private static final int NAME_WIDTH = 30;

    private final Values values;
    private final Map<String, View> views = new HashMap<>();

    /// @param views of several for one type the first wins
    public Views(Values values, List<View> views) {
        this.values = values;
        for (View view : views) {
            view.types().forEach(type -> this.views.putIfAbsent(key(type), view));
        }
    }

    private static String key(String type) {
        return type.toLowerCase(Locale.ROOT);
    }

    Shown choose(Object value) {
        return switch (value) {
            case String it -> new Shown.Line(it);
            case FormattedText it -> new Shown.Lines(it.lines());
            case Number _ -> line(value);
            case Boolean _ -> line(value);
            case Character _ -> line(value);
            case NetEnum _ -> line(value);
            case Enum<?> _ -> line(value);
            case SecureString _ -> line(value);
            case ScriptBlock _ -> line(value);
            case DateTime it ->
                    new Shown.Line(DateFormat.longText(it, values.surroundings().zone()));
            case ErrorRecord it -> line(it.message());
            case ExceptionValue it -> line(it.message());
            case StreamRecord it -> line(it.message());
            case Node _ -> line(value);
            case PsObject it when it.isText() -> line(it);
            case PsObject it when it.is("Microsoft.PowerShell.Commands.MatchInfo") -> line(it);
            case PsHashtable.Entry _ -> entries();
            default -> ofObject(value);
        };
    }

    private Shown line(Object value) {
        return new Shown.Line(values.text().shown(value));
    }

    private Shown entries() {
        return new Shown.Row(
                "DictionaryEntry",
                List.of(
                        new TableColumn(
                                "Name",
                                column("Name").value(),
                                "",
                                NAME_WIDTH,
                                View.Alignment.LEFT),
                        new TableColumn(
                                "Value", column("Value").value(), "", 0, View.Alignment.LEFT)),
                null);
    }

    private Shown ofObject(Object value) {
        for (String name : TypeOf.names(value)) {
            View view = views.get(key(name));
            if (view != null) {
                return ofView(view);
            }
        }
        List<String> names =
                switch (value) {
                    case UUID _ -> List.of("Guid");
                    case Duration _ ->
                            List.of(
                                    "Days",
                                    "Hours",
                                    "Minutes",
                                    "Seconds",
                                    "Milliseconds",
                                    "Ticks",
                                    "TotalDays",
                                    "TotalHours",
                                    "TotalMinutes",
                                    "TotalSeconds",
                                    "TotalMilliseconds");
                    case NetType _ -> List.of("IsPublic", "IsSerial", "Name", "BaseType");
                    case URI _ ->
                            List.of(
                                    "AbsolutePath",
                                    "AbsoluteUri",
                                    "LocalPath",
                                    "Authority",
                                    "Host",
                                    "Port",
                                    "Query",
                                    "Scheme",
                                    "OriginalString",
                                    "IsAbsoluteUri");
                    default -> values.members().propertyNames(value);
                };
        boolean reads = value instanceof PsObject it && it.ownText().isPresent() && names.isEmpty();
        if (names.isEmpty() || reads) {
            return value instanceof PsObject it && it.isCustom() && it.ownText().isEmpty()
                    ? new Shown.Line("")
                    : line(value);
        }
        List<TableColumn> columns = names.stream().map(this::column).toList();
        boolean custom = value instanceof PsObject it && it.isCustom();
        return names.size() <= MOST_IN_TABLE
                ? new Shown.Row(
                        custom ? PsObject.CUSTOM : TypeOf.value(value).fullName(), columns, null)
                : new Shown.Items(columns);
    }

    private Shown ofView(View view) {
        return switch (view) {
            case View.ListView it -> new Shown.Items(it.items().stream().map(this::item).toList());
            case View.TableView it ->
                    new Shown.Row(
                            it.types().getFirst(),
                            it.columns().stream().map(this::column).toList(),
                            group(it));
        };
    }

    private @Nullable TableColumn group(View.TableView view) {
        View.Item group = view.groupBy();
        return group == null ? null : item(group);
    }

    private TableColumn column(View.Column column) {
        TableColumn item = item(column.item());
        return new TableColumn(item.label(), item.value(), "", column.width(), column.alignment());
    }

    private TableColumn item(View.Item item) {
        return switch (item.expression()) {
            case View.Expression.Property(var name) ->
                    TableColumn.of(item.label(), object -> values.members().get(object, name));
            case View.Expression.Computed(var value) -> TableColumn.of(item.label(), value);
        };
    }

    /// A property under its own name.
    TableColumn column(String property) {
        return TableColumn.of(property, object -> values.members().get(object, property));
    }

    /// The columns Format-Table takes when a script names none.
    public List<TableColumn> columns(Object value) {
        return switch (choose(value)) {
            case Shown.Row(_, var columns, _) -> columns;
            case Shown.Items(var items) -> items;
            case Shown.Line(var text) -> List.of(TableColumn.of("Value", _ -> text));
            case Shown.Lines _ -> List.of();
        };
    }

    /// The columns of all properties: `Format-List *`.
    public List<TableColumn> allColumns(Object value) {
        return values.members().propertyNames(value).stream().map(this::column).toList();
    }

    /// Whether values of its kind have no columns: texts and numbers.
    public boolean isPlain(Object value) {
        return switch (choose(value)) {
            case Shown.Line _, Shown.Lines _ -> true;
            case Shown.Row _, Shown.Items _ -> false;
        };
    }
}
