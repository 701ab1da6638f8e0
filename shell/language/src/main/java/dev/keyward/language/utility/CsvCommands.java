package dev.keyward.language.utility;

import static dev.keyward.language.utility.Command.flag;
import static dev.keyward.language.utility.Command.text;
import static dev.keyward.language.utility.Command.texts;

import dev.keyward.cmdlet.Arguments;
import dev.keyward.cmdlet.Cmdlet;
import dev.keyward.cmdlet.Invocation;
import dev.keyward.cmdlet.Membership;
import dev.keyward.cmdlet.Parameter;
import dev.keyward.cmdlet.Processor;
import dev.keyward.cmdlet.Signature;
import dev.keyward.cmdlet.TypeToken;
import dev.keyward.language.value.Values;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// ConvertTo-Csv, ConvertFrom-Csv, Export-Csv and Import-Csv.
final class CsvCommands {
    private CsvCommands() {}

    static List<Cmdlet> all() {
        return List.of(to(), from(), export(), load());
    }

    private static List<Parameter> writing() {
        return new ArrayList<>(
                List.of(
                        Parameter.of("InputObject", TypeToken.OBJECT)
                                .in(Membership.everywhere().required().byValue())
                                .allowing(Command.EMPTY),
                        text("Delimiter"),
                        flag("NoTypeInformation").aka("NTI"),
                        flag("IncludeTypeInformation").aka("ITI"),
                        flag("UseCulture"),
                        text("UseQuotes").aka("UQ"),
                        texts("QuoteFields").aka("QF"),
                        flag("NoHeader")));
    }

    private static char delimiter(Arguments arguments) {
        String given = arguments.text("Delimiter");
        return given == null || given.isEmpty() ? ',' : given.charAt(0);
    }

    private static Csv.Quotes quotes(Arguments arguments) {
        String given = arguments.text("UseQuotes");
        return switch (given == null ? "" : given.toLowerCase(Locale.ROOT)) {
            case "asneeded" -> Csv.Quotes.AS_NEEDED;
            case "never" -> Csv.Quotes.NEVER;
            default -> Csv.Quotes.ALWAYS;
        };
    }

    /// The lines of objects; the first one's properties are the header.
    private static List<String> lines(
            Invocation invocation, List<@Nullable Object> all, List<String> known) {
        Values values = Values.of(invocation.session());
        char delimiter = delimiter(invocation.arguments());
        Csv.Quotes quotes = quotes(invocation.arguments());
        List<String> lines = new ArrayList<>();
        List<String> header = known;
        for (Object one : all) {
            if (one == null) {
                continue;
            }
            if (header.isEmpty()) {
                header = Csv.header(values, one);
                if (!invocation.arguments().flag("NoHeader")) {
                    lines.add(Csv.line(values, header, delimiter, quotes));
                }
            }
            lines.add(Csv.line(values, header, one, delimiter, quotes));
        }
        return lines;
    }

    private static Command to() {
        return Command.of(
                "ConvertTo-Csv",
                "Writes objects as comma separated values.",
                new Signature(writing(), null, null, List.of()),
                invocation ->
                        Gathering.of(
                                invocation,
                                all ->
                                        lines(invocation, all, List.of())
                                                .forEach(invocation::write)));
    }

    private static Command export() {
        List<Parameter> parameters = writing();
        parameters.add(text("Path").at(0).aka("FilePath"));
        parameters.add(text("LiteralPath").aka("PSPath", "LP"));
        parameters.add(flag("Append"));
        parameters.add(flag("Force"));
        parameters.add(flag("NoClobber").aka("NoOverwrite"));
        parameters.add(text("Encoding"));
        return Command.of(
                        "Export-Csv",
                        "Writes objects to a file of comma separated values.",
                        new Signature(parameters, null, null, List.of()),
                        invocation -> Gathering.of(invocation, all -> exported(invocation, all)))
                .aka("epcsv");
    }

    private static void exported(Invocation invocation, List<@Nullable Object> all) {
        Arguments arguments = invocation.arguments();
        Path path = TextFiles.path(invocation);
        List<String> known = List.of();
        boolean append = arguments.flag("Append") && TextFiles.exists(path);
        if (append) {
            String before = TextFiles.read(path, arguments.text("Encoding"));
            known = before.isBlank() ? List.of() : headerOf(before, delimiter(arguments));
        }
        StringBuilder text = new StringBuilder();
        lines(invocation, all, known).forEach(line -> text.append(line).append('\n'));
        TextFiles.write(path, text.toString(), arguments.text("Encoding"), append);
    }

    private static List<String> headerOf(String text, char delimiter) {
        String first = text.lines().findFirst().orElse("");
        var objects = Csv.read(first + "\n" + first, delimiter, List.of());
        return objects.isEmpty()
                ? List.of()
                : objects.getFirst().properties().stream().map(p -> p.name()).toList();
    }

    private static Command from() {
        return Command.of(
                "ConvertFrom-Csv",
                "Reads objects from comma separated values.",
                Signature.of(
                        Parameter.of("InputObject", TypeToken.STRINGS)
                                .in(Membership.everywhere().required().at(0).byValue())
                                .allowing(Command.EMPTY),
                        text("Delimiter").at(1),
                        texts("Header"),
                        flag("UseCulture")),
                FromRun::new);
    }

    private static final class FromRun implements Processor {
        private final Invocation invocation;
        private final List<String> lines = new ArrayList<>();

        FromRun(Invocation invocation) {
            this.invocation = invocation;
        }

        @Override
        public void process() {
            lines.addAll(invocation.arguments().texts("InputObject"));
        }

        @Override
        public void end() {
            Arguments arguments = invocation.arguments();
            Csv.read(String.join("\n", lines), delimiter(arguments), arguments.texts("Header"))
                    .forEach(invocation::write);
        }
    }

    private static Command load() {
        return Command.each(
                        "Import-Csv",
                        "Reads objects from a file of comma separated values.",
                        Signature.of(
                                texts("Path").at(0).byValue().byPropertyName(),
                                texts("LiteralPath").aka("PSPath", "LP"),
                                text("Delimiter").at(1),
                                texts("Header"),
                                text("Encoding"),
                                flag("UseCulture")),
                        invocation -> {
                            Arguments arguments = invocation.arguments();
                            List<String> paths = new ArrayList<>(arguments.texts("Path"));
                            paths.addAll(arguments.texts("LiteralPath"));
                            for (String path : paths) {
                                String text =
                                        TextFiles.read(
                                                invocation.session().resolve(path),
                                                arguments.text("Encoding"));
                                Csv.read(text, delimiter(arguments), arguments.texts("Header"))
                                        .forEach(invocation::write);
                            }
                        })
                .aka("ipcsv");
    }
}
