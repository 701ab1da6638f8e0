package dev.keyward.language.utility;

import static dev.keyward.language.utility.Command.flag;
import static dev.keyward.language.utility.Command.number;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.keyward.cmdlet.Arguments;
import dev.keyward.cmdlet.Cmdlet;
import dev.keyward.cmdlet.CmdletError;
import dev.keyward.cmdlet.ErrorCategory;
import dev.keyward.cmdlet.Invocation;
import dev.keyward.cmdlet.Membership;
import dev.keyward.cmdlet.Parameter;
import dev.keyward.cmdlet.Processor;
import dev.keyward.cmdlet.Signature;
import dev.keyward.cmdlet.TypeToken;
import dev.keyward.language.value.Values;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// ConvertTo-Json, ConvertFrom-Json and Test-Json.
final class JsonCommands {
    private static final int USUAL_DEPTH = 2;

    private JsonCommands() {}

    static List<Cmdlet> all() {
        return List.of(to(), from(), test());
    }

    private static Command to() {
        return Command.of(
                "ConvertTo-Json",
                "Writes objects as JSON.",
                Signature.of(
                        Parameter.of("InputObject", TypeToken.OBJECT)
                                .in(Membership.everywhere().required().at(0).byValue())
                                .allowing(Command.EMPTY),
                        number("Depth"),
                        flag("Compress"),
                        flag("EnumsAsStrings"),
                        flag("AsArray"),
                        Command.text("EscapeHandling")),
                invocation -> Gathering.whole(invocation, all -> written(invocation, all)));
    }

    private static void written(Invocation invocation, List<@Nullable Object> all) {
        if (all.isEmpty()) {
            return;
        }
        Arguments arguments = invocation.arguments();
        int depth = arguments.number("Depth", USUAL_DEPTH);
        boolean array = all.size() > 1 || arguments.flag("AsArray");
        Json.Writer writer =
                new Json.Writer(
                        Values.of(invocation.session()),
                        new Json.Style(
                                depth,
                                arguments.flag("Compress"),
                                arguments.flag("EnumsAsStrings")));
        String text = writer.write(array ? all.toArray() : all.getFirst());
        if (writer.wasCut()) {
            invocation.warning(
                    "Resulting JSON is truncated as serialization has exceeded the set depth of "
                            + depth
                            + ".");
        }
        invocation.write(text);
    }

    private static Parameter textInput() {
        return Parameter.of("InputObject", TypeToken.STRING)
                .in(Membership.everywhere().required().at(0).byValue())
                .allowing(Command.EMPTY);
    }

    private static Command from() {
        return Command.of(
                "ConvertFrom-Json",
                "Reads objects from JSON.",
                Signature.of(
                        textInput(),
                        flag("AsHashtable"),
                        number("Depth"),
                        flag("NoEnumerate"),
                        Command.text("DateKind")),
                FromRun::new);
    }

    private static final class FromRun implements Processor {
        private final Invocation invocation;
        private final List<String> parts = new ArrayList<>();

        FromRun(Invocation invocation) {
            this.invocation = invocation;
        }

        @Override
        public void process() {
            String text = invocation.arguments().text("InputObject");
            if (text != null) {
                parts.add(text);
            }
        }

        /// Several texts are one document, or one document each if the first is one by itself.
        @Override
        public void end() {
            if (parts.isEmpty()) {
                return;
            }
            boolean table = invocation.arguments().flag("AsHashtable");
            Values values = Values.of(invocation.session());
            if (parts.size() > 1) {
                try {
                    Object first = Json.read(values, parts.getFirst(), table);
                    give(first);
                    for (String part : parts.subList(1, parts.size())) {
                        give(read(values, part, table));
                    }
                    return;
                } catch (JsonProcessingException e) {
                    give(read(values, String.join("\n", parts), table));
                    return;
                }
            }
            give(read(values, parts.getFirst(), table));
        }

        private static @Nullable Object read(Values values, String text, boolean table) {
            if (text.isBlank()) {
                return null;
            }
            try {
                return Json.read(values, text, table);
            } catch (JsonProcessingException e) {
                throw CmdletError.of(
                        "System.ArgumentException",
                        "Conversion from JSON failed with error: " + e.getOriginalMessage(),
                        "System.ArgumentException,Microsoft.PowerShell.Commands.ConvertFromJsonCommand",
                        ErrorCategory.NotSpecified);
            }
        }

        private void give(@Nullable Object value) {
            if (invocation.arguments().flag("NoEnumerate")) {
                invocation.write(value);
            } else {
                invocation.writeEach(value);
            }
        }
    }

    private static Command test() {
        return Command.each(
                "Test-Json",
                "Says whether text is JSON.",
                Signature.of(textInput().aka("Json"), Command.text("Schema").at(1)),
                invocation -> {
                    String text = invocation.arguments().text("InputObject");
                    boolean holds;
                    try {
                        Json.read(Values.of(invocation.session()), text == null ? "" : text, true);
                        holds = text != null && !text.isBlank();
                    } catch (JsonProcessingException e) {
                        holds = false;
                    }
                    invocation.write(holds);
                });
    }
}
