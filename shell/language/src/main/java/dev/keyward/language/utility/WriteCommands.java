package dev.keyward.language.utility;

import static dev.keyward.language.utility.Command.any;
import static dev.keyward.language.utility.Command.flag;
import static dev.keyward.language.utility.Command.number;
import static dev.keyward.language.utility.Command.text;
import static dev.keyward.language.utility.Command.texts;

import dev.keyward.cmdlet.Arguments;
import dev.keyward.cmdlet.Cmdlet;
import dev.keyward.cmdlet.Invocation;
import dev.keyward.cmdlet.Parameter;
import dev.keyward.cmdlet.Signature;
import dev.keyward.cmdlet.StreamRecord;
import dev.keyward.cmdlet.TypeToken;
import dev.keyward.language.value.Sequences;
import dev.keyward.language.value.Text;
import dev.keyward.language.value.Values;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Write-Host, Write-Output and their kin.
final class WriteCommands {
    private WriteCommands() {}

    static List<Cmdlet> all() {
        return List.of(
                host(),
                output(),
                message("Write-Warning", "Writes a warning.", Invocation::warning),
                message(
                        "Write-Verbose",
                        "Writes text for those who asked for detail.",
                        Invocation::verbose),
                message(
                        "Write-Debug",
                        "Writes text for those who look for faults.",
                        Invocation::debug),
                information(),
                progress());
    }

    private static Command host() {
        return Command.each(
                "Write-Host",
                "Writes text to the screen, past the pipeline.",
                Signature.of(
                        any("Object").at(0).byValue().theRest().aka("Msg", "Message"),
                        flag("NoNewline"),
                        any("Separator"),
                        text("ForegroundColor"),
                        text("BackgroundColor")),
                WriteCommands::writeHost);
    }

    private static void writeHost(Invocation invocation) {
        Arguments arguments = invocation.arguments();
        Text text = Values.of(invocation.session()).text();
        String separator = arguments.has("Separator") ? text.of(arguments.get("Separator")) : " ";
        Object object = arguments.get("Object");
        String shown = joined(text, object, separator);
        String fore = arguments.text("ForegroundColor");
        String back = arguments.text("BackgroundColor");
        invocation.information(
                new StreamRecord.InformationRecord(
                        object,
                        shown,
                        List.of("PSHOST"),
                        !arguments.flag("NoNewline"),
                        true,
                        new StreamRecord.Colors(
                                fore == null ? "" : fore, back == null ? "" : back)));
    }

    private static String joined(Text text, @Nullable Object value, String separator) {
        if (!Sequences.is(value)) {
            return text.shown(value);
        }
        List<String> parts = new ArrayList<>();
        for (Object one : Sequences.elements(value)) {
            parts.add(joined(text, one, separator));
        }
        return String.join(separator, parts);
    }

    private static Command output() {
        return Command.each(
                        "Write-Output",
                        "Sends objects down the pipeline.",
                        Signature.of(
                                any("InputObject").required().at(0).byValue().theRest(),
                                flag("NoEnumerate")),
                        invocation -> {
                            Object value = invocation.arguments().get("InputObject");
                            if (invocation.arguments().flag("NoEnumerate")) {
                                invocation.write(value);
                            } else {
                                invocation.writeEach(value);
                            }
                        })
                .aka("echo", "write");
    }

    private interface Writer {
        void write(Invocation invocation, String message);
    }

    private static Command message(String name, String synopsis, Writer writer) {
        return Command.each(
                name,
                synopsis,
                Signature.of(
                        text("Message")
                                .required()
                                .at(0)
                                .byValue()
                                .aka("Msg")
                                .allowing(Command.EMPTY)),
                invocation -> {
                    String message = invocation.arguments().text("Message");
                    writer.write(invocation, message == null ? "" : message);
                });
    }

    private static Command information() {
        return Command.each(
                "Write-Information",
                "Writes to the information stream.",
                Signature.of(
                        any("MessageData").required().at(0).byValue().aka("Msg", "Message"),
                        texts("Tags").at(1)),
                invocation -> {
                    Object data = invocation.arguments().get("MessageData");
                    invocation.information(
                            new StreamRecord.InformationRecord(
                                    data,
                                    Values.of(invocation.session()).text().shown(data),
                                    invocation.arguments().texts("Tags"),
                                    true,
                                    false,
                                    StreamRecord.Colors.USUAL));
                });
    }

    private static Command progress() {
        return Command.each(
                "Write-Progress",
                "Shows how far something has come.",
                Signature.of(
                        text("Activity").at(0).allowing(Command.EMPTY),
                        text("Status").at(1).allowing(Command.EMPTY),
                        number("Id").at(2),
                        number("PercentComplete"),
                        number("SecondsRemaining"),
                        text("CurrentOperation"),
                        number("ParentId"),
                        flag("Completed"),
                        Parameter.of("SourceId", TypeToken.INT)),
                invocation -> {
                    Arguments arguments = invocation.arguments();
                    String activity = arguments.text("Activity");
                    String status = arguments.text("Status");
                    invocation.progress(
                            new Invocation.Progress(
                                    activity == null ? "" : activity,
                                    status == null ? "" : status,
                                    arguments.number("PercentComplete", -1),
                                    arguments.flag("Completed")));
                });
    }
}
