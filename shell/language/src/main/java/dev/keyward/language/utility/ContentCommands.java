package dev.keyward.language.utility;

import static dev.keyward.language.utility.Command.count;
import static dev.keyward.language.utility.Command.flag;
import static dev.keyward.language.utility.Command.many;
import static dev.keyward.language.utility.Command.number;
import static dev.keyward.language.utility.Command.text;
import static dev.keyward.language.utility.Command.texts;

import dev.keyward.cmdlet.Arguments;
import dev.keyward.cmdlet.Cmdlet;
import dev.keyward.cmdlet.ConfirmImpact;
import dev.keyward.cmdlet.Invocation;
import dev.keyward.cmdlet.Membership;
import dev.keyward.cmdlet.Parameter;
import dev.keyward.cmdlet.Processor;
import dev.keyward.cmdlet.Signature;
import dev.keyward.language.value.NetType;
import dev.keyward.language.value.Sequences;
import dev.keyward.language.value.Values;
import java.io.ByteArrayOutputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Get-Content, Set-Content, Add-Content and Clear-Content.
final class ContentCommands {
    private ContentCommands() {}

    static List<Cmdlet> all() {
        return List.of(get(), put("Set-Content", false), put("Add-Content", true), clear());
    }

    private static Command get() {
        return Command.each(
                        "Get-Content",
                        "Reads a file, line by line or whole.",
                        Signature.of(
                                texts("Path").in(Membership.everywhere().at(0).byPropertyName()),
                                texts("LiteralPath")
                                        .in(Membership.everywhere().byPropertyName())
                                        .aka("PSPath", "LP"),
                                flag("Raw"),
                                flag("AsByteStream"),
                                text("Encoding"),
                                text("Delimiter"),
                                count("TotalCount", 0).aka("First", "Head"),
                                count("Tail", 0).aka("Last"),
                                number("ReadCount"),
                                flag("Force"),
                                flag("Wait")),
                        ContentCommands::read)
                .aka("gc", "cat", "type");
    }

    private static boolean isBytes(Arguments arguments) {
        return arguments.flag("AsByteStream")
                || "Byte".equalsIgnoreCase(arguments.text("Encoding"));
    }

    private static void read(Invocation invocation) {
        Arguments arguments = invocation.arguments();
        for (Places.Place place : Places.given(invocation, true)) {
            switch (place) {
                case Places.Item(var drive, var name) -> invocation.writeEach(drive.get(name));
                case Places.Missing(var path) -> invocation.writeError(TextFiles.missing(path));
                case Places.File(var path) -> {
                    if (isBytes(arguments)) {
                        byte[] bytes = TextFiles.bytes(path);
                        if (arguments.flag("Raw")) {
                            invocation.write(bytes);
                        } else {
                            invocation.writeEach(bytes);
                        }
                    } else {
                        lines(invocation, TextFiles.read(path, arguments.text("Encoding")));
                    }
                }
            }
        }
    }

    private static void lines(Invocation invocation, String text) {
        Arguments arguments = invocation.arguments();
        if (arguments.flag("Raw")) {
            if (!text.isEmpty()) {
                invocation.write(text);
            }
            return;
        }
        List<String> lines = text.lines().toList();
        if (arguments.has("TotalCount")) {
            lines = lines.subList(0, Math.min(lines.size(), arguments.number("TotalCount", 0)));
        }
        if (arguments.has("Tail")) {
            lines =
                    lines.subList(
                            Math.max(0, lines.size() - arguments.number("Tail", 0)), lines.size());
        }
        lines.forEach(invocation::write);
    }

    private static Command put(String name, boolean append) {
        return Command.of(
                        name,
                        append ? "Adds to the end of a file." : "Writes a file anew.",
                        Signature.of(
                                        text("Path")
                                                .in(
                                                        Membership.in("Path")
                                                                .required()
                                                                .at(0)
                                                                .byPropertyName()),
                                        text("LiteralPath")
                                                .in(Membership.in("LiteralPath").required())
                                                .aka("PSPath", "LP"),
                                        many("Value")
                                                .in(
                                                        Membership.everywhere()
                                                                .at(1)
                                                                .byValue()
                                                                .byPropertyName()),
                                        flag("NoNewline"),
                                        text("Encoding"),
                                        flag("AsByteStream"),
                                        flag("Force"),
                                        flag("PassThru"))
                                .defaultSet("Path")
                                .changing(ConfirmImpact.Medium),
                        invocation -> new PutRun(invocation, append))
                .aka(append ? "ac" : "sc");
    }

    private static final class PutRun implements Processor {
        private final Invocation invocation;
        private final boolean append;
        private final List<@Nullable Object> all = new ArrayList<>();

        PutRun(Invocation invocation, boolean append) {
            this.invocation = invocation;
            this.append = append;
        }

        @Override
        public void process() {
            if (invocation.arguments().has("Value")) {
                all.addAll(Sequences.elements(invocation.arguments().get("Value")));
            }
        }

        @Override
        public void end() {
            Arguments arguments = invocation.arguments();
            if (!arguments.has("Path") && !arguments.has("LiteralPath")) {
                // no input brought one, and each said so
                return;
            }
            String given =
                    arguments.has("Path")
                            ? arguments.requiredText("Path")
                            : arguments.requiredText("LiteralPath");
            Values values = Values.of(invocation.session());
            Places.Place place = Places.one(invocation, given);
            if (place instanceof Places.Item(var drive, var name)) {
                drive.set(name, all.size() == 1 ? all.getFirst() : all.toArray());
                return;
            }
            Path path = invocation.session().resolve(given);
            String action = append ? "Add Content" : "Set Content";
            if (!invocation.shouldProcess("Path: " + path, action)) {
                return;
            }
            if (isBytes(arguments)) {
                TextFiles.write(path, bytes(values), append);
            } else {
                String end = arguments.flag("NoNewline") ? "" : "\n";
                StringBuilder text = new StringBuilder();
                all.forEach(one -> text.append(values.text().shown(one)).append(end));
                TextFiles.write(path, text.toString(), arguments.text("Encoding"), append);
            }
            if (arguments.flag("PassThru")) {
                all.forEach(invocation::write);
            }
        }

        private byte[] bytes(Values values) {
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            for (Object one : all) {
                if (one instanceof byte[] bytes) {
                    out.writeBytes(bytes);
                } else if (values.conversions().convert(one, NetType.BYTE)
                        instanceof Number number) {
                    out.write(number.intValue());
                }
            }
            return out.toByteArray();
        }
    }

    private static Command clear() {
        return Command.each(
                        "Clear-Content",
                        "Empties a file.",
                        Signature.of(texts("Path").required().at(0), flag("Force"))
                                .changing(ConfirmImpact.Medium),
                        invocation -> {
                            for (String given : invocation.arguments().texts("Path")) {
                                Path path = invocation.session().resolve(given);
                                if (invocation.shouldProcess("Item: " + path, "Clear Content")) {
                                    TextFiles.write(path, new byte[0], false);
                                }
                            }
                        })
                .aka("clc");
    }

    /// The parameters `-Path` and `-LiteralPath` of commands that take several items.
    static Parameter[] paths(Parameter... more) {
        List<Parameter> all = new ArrayList<>();
        all.add(texts("Path").in(Membership.everywhere().at(0).byValue().byPropertyName()));
        all.add(
                texts("LiteralPath")
                        .in(Membership.everywhere().byPropertyName())
                        .aka("PSPath", "LP"));
        all.addAll(List.of(more));
        return all.toArray(Parameter[]::new);
    }
}
