package dev.keyward.language.utility;

import static dev.keyward.language.utility.Command.any;
import static dev.keyward.language.utility.Command.flag;
import static dev.keyward.language.utility.Command.many;
import static dev.keyward.language.utility.Command.number;

import dev.keyward.cmdlet.Arguments;
import dev.keyward.cmdlet.Cmdlet;
import dev.keyward.cmdlet.Invocation;
import dev.keyward.cmdlet.Membership;
import dev.keyward.cmdlet.Parameter;
import dev.keyward.cmdlet.PsHashtable;
import dev.keyward.cmdlet.Signature;
import dev.keyward.cmdlet.View;
import dev.keyward.language.format.FormattedText;
import dev.keyward.language.format.ListLayout;
import dev.keyward.language.format.TableColumn;
import dev.keyward.language.format.TableLayout;
import dev.keyward.language.format.Views;
import dev.keyward.language.value.Values;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// Format-Table, Format-List, Format-Wide and Format-Custom.
final class FormatCommands {
    private FormatCommands() {}

    static List<Cmdlet> all() {
        return List.of(table(), list("Format-List", "fl"), list("Format-Custom", "fc"), wide());
    }

    private static List<Parameter> shared() {
        return new ArrayList<>(
                List.of(
                        any("InputObject").in(Membership.everywhere().byValue()),
                        many("Property").at(0),
                        any("GroupBy"),
                        Command.text("View"),
                        flag("ShowError"),
                        flag("DisplayError"),
                        flag("Force"),
                        Command.text("Expand")));
    }

    private static Command table() {
        List<Parameter> parameters = shared();
        parameters.add(flag("AutoSize"));
        parameters.add(flag("Wrap"));
        parameters.add(flag("HideTableHeaders"));
        parameters.add(flag("RepeatHeader"));
        return Command.of(
                        "Format-Table",
                        "Lays objects out as a table.",
                        new Signature(parameters, null, null, List.of()),
                        invocation ->
                                Gathering.of(invocation, all -> tables(invocation, present(all))))
                .aka("ft");
    }

    private static List<Object> present(List<@Nullable Object> all) {
        List<Object> present = new ArrayList<>();
        for (Object one : all) {
            if (one instanceof PsHashtable table) {
                present.addAll(table.entries());
            } else if (one != null) {
                present.add(one);
            }
        }
        return present;
    }

    private static Views views(Invocation invocation) {
        return new Views(Values.of(invocation.session()), invocation.session().catalogue().views());
    }

    private static void tables(Invocation invocation, List<Object> all) {
        if (all.isEmpty()) {
            return;
        }
        Arguments arguments = invocation.arguments();
        Values values = Values.of(invocation.session());
        List<Choice> choices = Choice.of(invocation, "Property");
        if (choices.isEmpty() && views(invocation).isPlain(all.getFirst())) {
            invocation.write(
                    new FormattedText(
                            OutputCommands.lines(
                                    invocation, new ArrayList<>(all), invocation.host().width())));
            return;
        }
        TableLayout layout =
                new TableLayout(
                        values,
                        new TableLayout.Options(
                                invocation.host().width(),
                                arguments.flag("Wrap"),
                                arguments.flag("HideTableHeaders")));
        List<String> lines = new ArrayList<>();
        for (Group group : groups(invocation, all)) {
            lines.add("");
            if (!group.title().isEmpty()) {
                lines.add("   " + group.title());
                lines.add("");
            }
            List<TableColumn> columns = columns(invocation, choices, group.members().getFirst());
            lines.addAll(layout.lines(columns, group.members()));
        }
        lines.add("");
        invocation.write(new FormattedText(lines));
    }

    private record Group(String title, List<Object> members) {}

    /// Runs of objects with one value of `-GroupBy`.
    private static List<Group> groups(Invocation invocation, List<Object> all) {
        List<Choice> by = Choice.of(invocation, "GroupBy");
        if (by.isEmpty()) {
            return List.of(new Group("", all));
        }
        Values values = Values.of(invocation.session());
        List<Group> groups = new ArrayList<>();
        for (Object one : all) {
            String title =
                    by.getFirst().label()
                            + ": "
                            + values.text().shown(by.getFirst().read(invocation, one));
            if (groups.isEmpty() || !groups.getLast().title().equals(title)) {
                groups.add(new Group(title, new ArrayList<>()));
            }
            groups.getLast().members().add(one);
        }
        return groups;
    }

    private static List<TableColumn> columns(
            Invocation invocation, List<Choice> choices, Object first) {
        if (choices.isEmpty()) {
            return views(invocation).columns(first);
        }
        List<TableColumn> columns = new ArrayList<>();
        for (Choice choice : choices) {
            if (choice.isPattern()) {
                Values values = Values.of(invocation.session());
                for (String name : choice.names(invocation, first)) {
                    columns.add(TableColumn.of(name, one -> values.members().get(one, name)));
                }
            } else {
                columns.add(column(invocation, choice, first));
            }
        }
        return columns;
    }

    private static TableColumn column(Invocation invocation, Choice choice, Object first) {
        Values values = Values.of(invocation.session());
        PsHashtable options = choice.options();
        String label = choice.label();
        if (choice.expression() instanceof String name && label.equals(name)) {
            label =
                    values.members().propertyNames(first).stream()
                            .filter(name::equalsIgnoreCase)
                            .findFirst()
                            .orElse(name);
        }
        View.Alignment alignment =
                switch (values.text().of(options.get("alignment")).toLowerCase(Locale.ROOT)) {
                    case "left" -> View.Alignment.LEFT;
                    case "right" -> View.Alignment.RIGHT;
                    case "center" -> View.Alignment.CENTER;
                    default -> View.Alignment.BY_TYPE;
                };
        return new TableColumn(
                label,
                one -> choice.read(invocation, one),
                values.text().of(options.get("formatstring")),
                options.get("width") instanceof Integer width ? width : 0,
                alignment);
    }

    private static Command list(String name, String alias) {
        return Command.of(
                        name,
                        "Lays each object out as a list of its properties.",
                        new Signature(shared(), null, null, List.of()),
                        invocation ->
                                Gathering.of(invocation, all -> lists(invocation, present(all))))
                .aka(alias);
    }

    private static void lists(Invocation invocation, List<Object> all) {
        if (all.isEmpty()) {
            return;
        }
        List<Choice> choices = Choice.of(invocation, "Property");
        ListLayout layout =
                new ListLayout(Values.of(invocation.session()), invocation.host().width());
        List<String> lines = new ArrayList<>();
        lines.add("");
        for (Group group : groups(invocation, all)) {
            if (!group.title().isEmpty()) {
                lines.add("   " + group.title());
                lines.add("");
            }
            for (Object one : group.members()) {
                if (choices.isEmpty() && views(invocation).isPlain(one)) {
                    lines.addAll(
                            OutputCommands.lines(
                                    invocation,
                                    new ArrayList<>(List.of(one)),
                                    invocation.host().width()));
                } else {
                    lines.addAll(layout.lines(columns(invocation, choices, one), one));
                    lines.add("");
                }
            }
        }
        invocation.write(new FormattedText(lines));
    }

    private static Command wide() {
        List<Parameter> parameters = shared();
        parameters.add(number("Column"));
        parameters.add(flag("AutoSize"));
        return Command.of(
                        "Format-Wide",
                        "Lays one property of objects out in columns.",
                        new Signature(parameters, null, null, List.of()),
                        invocation ->
                                Gathering.of(invocation, all -> wide(invocation, present(all))))
                .aka("fw");
    }

    private static void wide(Invocation invocation, List<Object> all) {
        if (all.isEmpty()) {
            return;
        }
        Values values = Values.of(invocation.session());
        List<Choice> choices = Choice.of(invocation, "Property");
        List<String> texts = new ArrayList<>();
        for (Object one : all) {
            List<String> names = values.members().propertyNames(one);
            String first =
                    names.stream()
                            .filter("Name"::equalsIgnoreCase)
                            .findFirst()
                            .orElse(names.isEmpty() ? "" : names.getFirst());
            Object value =
                    !choices.isEmpty()
                            ? choices.getFirst().read(invocation, one)
                            : first.isEmpty() ? one : values.members().get(one, first);
            texts.add(values.text().shown(value));
        }
        int width = invocation.host().width();
        int longest = texts.stream().mapToInt(String::length).max().orElse(1);
        boolean fit = invocation.arguments().flag("AutoSize");
        int columns =
                Math.max(
                        1,
                        invocation.arguments().number("Column", fit ? width / (longest + 1) : 2));
        int cell = fit ? longest : Math.max(1, width / columns - 1);
        List<String> lines = new ArrayList<>();
        lines.add("");
        for (int i = 0; i < texts.size(); i += columns) {
            StringBuilder line = new StringBuilder();
            for (String text : texts.subList(i, Math.min(texts.size(), i + columns))) {
                String cut =
                        text.length() > cell
                                ? text.substring(0, Math.max(0, cell - 1)) + "…"
                                : text;
                line.append(cut).append(" ".repeat(Math.max(0, cell - cut.length()) + 1));
            }
            lines.add(line.toString().stripTrailing());
        }
        lines.add("");
        invocation.write(new FormattedText(lines));
    }
}
