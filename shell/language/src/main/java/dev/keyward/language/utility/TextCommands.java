package dev.keyward.language.utility;

import static dev.keyward.language.utility.Command.any;
import static dev.keyward.language.utility.Command.flag;
import static dev.keyward.language.utility.Command.number;
import static dev.keyward.language.utility.Command.text;
import static dev.keyward.language.utility.Command.texts;

import dev.keyward.cmdlet.Arguments;
import dev.keyward.cmdlet.Cmdlet;
import dev.keyward.cmdlet.Invocation;
import dev.keyward.cmdlet.Membership;
import dev.keyward.cmdlet.Parameter;
import dev.keyward.cmdlet.Processor;
import dev.keyward.cmdlet.PsObject;
import dev.keyward.cmdlet.Signature;
import dev.keyward.cmdlet.TypeToken;
import dev.keyward.language.value.Members;
import dev.keyward.language.value.NetType;
import dev.keyward.language.value.Sequences;
import dev.keyward.language.value.Values;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// Select-String, Tee-Object, Join-String and ConvertTo-Html.
final class TextCommands {
    private TextCommands() {}

    static List<Cmdlet> all() {
        return List.of(select(), tee(), join(), html());
    }

    private static Command select() {
        return Command.of(
                        "Select-String",
                        "Finds text in lines and files.",
                        Signature.of(
                                texts("Pattern").required().at(0),
                                texts("Path").in(Membership.everywhere().at(1).byPropertyName()),
                                texts("LiteralPath").aka("PSPath", "LP"),
                                any("InputObject").in(Membership.everywhere().byValue()),
                                flag("SimpleMatch"),
                                flag("CaseSensitive"),
                                flag("Quiet"),
                                flag("List"),
                                flag("NotMatch"),
                                flag("AllMatches"),
                                flag("Raw"),
                                flag("NoEmphasis"),
                                text("Encoding"),
                                Parameter.of("Context", TypeToken.INT.many())),
                        SelectStringRun::new)
                .aka("sls");
    }

    private static final class SelectStringRun implements Processor {
        private final Invocation invocation;
        private int line;
        private boolean found;

        SelectStringRun(Invocation invocation) {
            this.invocation = invocation;
        }

        @Override
        public void process() {
            Arguments arguments = invocation.arguments();
            Object input = arguments.get("InputObject");
            if (input instanceof PsObject file && file.is("System.IO.FileInfo")) {
                search(Path.of(String.valueOf(file.get("FullName"))));
            } else if (input != null) {
                for (Object one : Sequences.elements(input)) {
                    test(Values.of(invocation.session()).text().of(one), "InputStream", ++line);
                }
            }
            if (arguments.has("Path") || arguments.has("LiteralPath")) {
                for (Places.Place place : Places.given(invocation, true)) {
                    switch (place) {
                        case Places.File(var path) -> search(path);
                        case Places.Missing(var path) ->
                                invocation.writeError(TextFiles.missing(path));
                        case Places.Item _ -> {}
                    }
                }
            }
        }

        private void search(Path path) {
            int number = 0;
            for (String one :
                    TextFiles.read(path, invocation.arguments().text("Encoding"))
                            .lines()
                            .toList()) {
                if (test(one, path.toString(), ++number) && invocation.arguments().flag("List")) {
                    return;
                }
            }
        }

        private boolean test(String text, String path, int number) {
            Arguments arguments = invocation.arguments();
            Members members = Values.of(invocation.session()).members();
            List<@Nullable Object> matches = new ArrayList<>();
            String pattern = "";
            for (String one : arguments.texts("Pattern")) {
                pattern = one;
                String source =
                        arguments.flag("SimpleMatch")
                                ? String.valueOf(
                                        members.invokeStatic(NetType.REGEX, "Escape", List.of(one)))
                                : one;
                Object all =
                        members.invokeStatic(
                                NetType.REGEX,
                                "Matches",
                                List.of(
                                        text,
                                        source,
                                        arguments.flag("CaseSensitive") ? "None" : "IgnoreCase"));
                matches.addAll(Sequences.elements(all));
                if (!matches.isEmpty()) {
                    break;
                }
            }
            if (matches.isEmpty() != arguments.flag("NotMatch")) {
                return false;
            }
            found = true;
            if (arguments.flag("Raw")) {
                invocation.write(text);
            } else if (!arguments.flag("Quiet")) {
                invocation.write(match(text, path, number, pattern, matches));
            }
            return true;
        }

        private static PsObject match(
                String text,
                String path,
                int number,
                String pattern,
                List<@Nullable Object> matches) {
            boolean stream = path.equals("InputStream");
            String name = path.substring(path.lastIndexOf('/') + 1);
            return new PsObject("Microsoft.PowerShell.Commands.MatchInfo")
                    .set("IgnoreCase", true)
                    .set("LineNumber", number)
                    .set("Line", text)
                    .set("Filename", name)
                    .set("Path", path)
                    .set("Pattern", pattern)
                    .set("Context", null)
                    .set("Matches", matches.toArray())
                    .readingAs(_ -> stream ? text : path + ":" + number + ":" + text);
        }

        @Override
        public void end() {
            if (invocation.arguments().flag("Quiet")) {
                invocation.write(found);
            }
        }
    }

    private static Command tee() {
        return Command.of(
                        "Tee-Object",
                        "Keeps objects in a file or variable and passes them on.",
                        Signature.of(
                                        any("InputObject").in(Membership.everywhere().byValue()),
                                        text("FilePath")
                                                .in(Membership.in("File").required().at(0))
                                                .aka("Path"),
                                        text("LiteralPath")
                                                .in(Membership.in("LiteralFile").required())
                                                .aka("PSPath"),
                                        text("Variable").in(Membership.in("Variable").required()),
                                        flag("Append"),
                                        text("Encoding"))
                                .defaultSet("File"),
                        TeeRun::new)
                .aka("tee");
    }

    private static final class TeeRun implements Processor {
        private final Invocation invocation;
        private final List<@Nullable Object> all = new ArrayList<>();

        TeeRun(Invocation invocation) {
            this.invocation = invocation;
        }

        @Override
        public void process() {
            if (Command.hasInput(invocation)) {
                all.add(invocation.arguments().get("InputObject"));
                invocation.write(invocation.arguments().get("InputObject"));
            }
        }

        @Override
        public void end() {
            Arguments arguments = invocation.arguments();
            if (arguments.has("Variable")) {
                invocation
                        .session()
                        .variable(
                                arguments.requiredText("Variable"),
                                all.size() == 1 ? all.getFirst() : all.toArray());
                return;
            }
            String text =
                    String.join(
                            "",
                            OutputCommands.lines(invocation, all, invocation.host().width())
                                    .stream()
                                    .map(line -> line + "\n")
                                    .toList());
            TextFiles.write(
                    TextFiles.path(invocation),
                    text,
                    arguments.text("Encoding"),
                    arguments.flag("Append"));
        }
    }

    private static Command join() {
        return Command.of(
                "Join-String",
                "Joins objects into one text.",
                Signature.of(
                        any("InputObject").in(Membership.everywhere().byValue()),
                        any("Property").at(0),
                        text("Separator").at(1).allowing(Command.EMPTY),
                        text("OutputPrefix").aka("op"),
                        text("OutputSuffix").aka("os"),
                        flag("SingleQuote"),
                        flag("DoubleQuote"),
                        text("FormatString")),
                invocation -> Gathering.of(invocation, all -> joined(invocation, all)));
    }

    private static void joined(Invocation invocation, List<@Nullable Object> all) {
        Arguments arguments = invocation.arguments();
        Values values = Values.of(invocation.session());
        List<Choice> choices = Choice.of(invocation, "Property");
        String quote =
                arguments.flag("SingleQuote") ? "'" : arguments.flag("DoubleQuote") ? "\"" : "";
        List<String> parts = new ArrayList<>();
        for (Object one : all) {
            Object value = choices.isEmpty() ? one : choices.getFirst().read(invocation, one);
            String format = arguments.text("FormatString");
            String text =
                    format == null
                            ? values.text().of(value)
                            : String.valueOf(values.operators().apply("f", format, value));
            parts.add(quote + text + quote);
        }
        String separator =
                arguments.has("Separator")
                        ? arguments.text("Separator")
                        : values.text().of(invocation.session().variable("OFS"));
        invocation.write(
                Objects.requireNonNullElse(arguments.text("OutputPrefix"), "")
                        + String.join(Objects.requireNonNullElse(separator, ""), parts)
                        + Objects.requireNonNullElse(arguments.text("OutputSuffix"), ""));
    }

    private static Command html() {
        return Command.of(
                "ConvertTo-Html",
                "Writes objects as an HTML table.",
                Signature.of(
                        any("InputObject").in(Membership.everywhere().byValue()),
                        Command.many("Property").at(0),
                        texts("Head").at(1),
                        text("Title").at(2),
                        texts("Body").at(3),
                        text("As"),
                        texts("PreContent"),
                        texts("PostContent"),
                        flag("Fragment")),
                invocation -> Gathering.of(invocation, all -> html(invocation, all)));
    }

    private static void html(Invocation invocation, List<@Nullable Object> all) {
        Arguments arguments = invocation.arguments();
        Values values = Values.of(invocation.session());
        List<String> lines = new ArrayList<>();
        String title = arguments.has("Title") ? arguments.requiredText("Title") : "HTML TABLE";
        if (!arguments.flag("Fragment")) {
            lines.add(
                    "<!DOCTYPE html PUBLIC \"-//W3C//DTD XHTML 1.0 Strict//EN\"  \"http://www.w3.org/TR/xhtml1/DTD/xhtml1-strict.dtd\">");
            lines.add("<html xmlns=\"http://www.w3.org/1999/xhtml\">");
            lines.add("<head>");
            lines.addAll(
                    arguments.has("Head")
                            ? arguments.texts("Head")
                            : List.of("<title>" + escaped(title) + "</title>"));
            lines.add("</head><body>");
            lines.addAll(arguments.texts("Body"));
        }
        lines.addAll(arguments.texts("PreContent"));
        List<Choice> choices = Choice.of(invocation, "Property");
        if (choices.isEmpty() && !all.isEmpty() && all.getFirst() != null) {
            choices =
                    values.members().propertyNames(all.getFirst()).stream()
                            .map(n -> new Choice(n, n, new dev.keyward.cmdlet.PsHashtable()))
                            .toList();
        }
        lines.add("<table>");
        lines.add("<colgroup>" + "<col/>".repeat(choices.size()) + "</colgroup>");
        lines.add(
                "<tr>"
                        + String.join(
                                "",
                                choices.stream()
                                        .map(c -> "<th>" + escaped(c.label()) + "</th>")
                                        .toList())
                        + "</tr>");
        for (Object one : all) {
            StringBuilder row = new StringBuilder("<tr>");
            choices.forEach(c ->
                    row.append("<td>")
                            .append(escaped(values.text().shown(c.read(invocation, one))))
                            .append("</td>"));
            lines.add(row.append("</tr>").toString());
        }
        lines.add("</table>");
        lines.addAll(arguments.texts("PostContent"));
        if (!arguments.flag("Fragment")) {
            lines.add("</body></html>");
        }
        lines.forEach(invocation::write);
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;");
    }
}
