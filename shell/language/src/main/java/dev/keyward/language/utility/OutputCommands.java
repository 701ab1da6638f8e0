package dev.keyward.language.utility;

import static dev.keyward.language.utility.Command.any;
import static dev.keyward.language.utility.Command.flag;
import static dev.keyward.language.utility.Command.number;
import static dev.keyward.language.utility.Command.text;

import dev.keyward.cmdlet.Arguments;
import dev.keyward.cmdlet.Cmdlet;
import dev.keyward.cmdlet.CmdletError;
import dev.keyward.cmdlet.ConfirmImpact;
import dev.keyward.cmdlet.ErrorCategory;
import dev.keyward.cmdlet.Invocation;
import dev.keyward.cmdlet.Membership;
import dev.keyward.cmdlet.Parameter;
import dev.keyward.cmdlet.Signature;
import dev.keyward.language.format.Formatter;
import dev.keyward.language.format.Views;
import dev.keyward.language.value.Values;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Out-String, Out-File, Out-Null, Out-Host and what else takes output away.
final class OutputCommands {
    private OutputCommands() {}

    static List<Cmdlet> all() {
        return List.of(string(), file(), nothing(), host(), grid(), clear());
    }

    /// Objects as the lines the end of a pipeline would show.
    static List<String> lines(Invocation invocation, List<@Nullable Object> all, int width) {
        List<String> lines = new ArrayList<>();
        Formatter formatter = formatter(invocation, width, lines);
        all.forEach(formatter::show);
        formatter.finish();
        return lines;
    }

    private static Formatter formatter(Invocation invocation, int width, List<String> lines) {
        Values values = Values.of(invocation.session());
        Views views = new Views(values, invocation.session().catalogue().views());
        return new Formatter(values, views, width, lines::add);
    }

    private static int width(Invocation invocation) {
        return invocation.arguments().number("Width", invocation.host().width());
    }

    private static Command string() {
        return Command.of(
                        "Out-String",
                        "Gives the text that would be shown.",
                        Signature.of(
                                any("InputObject").in(Membership.everywhere().byValue()),
                                number("Width"),
                                flag("Stream"),
                                flag("NoNewline")),
                        invocation -> Gathering.of(invocation, all -> shown(invocation, all)))
                .aka("oss");
    }

    private static void shown(Invocation invocation, List<@Nullable Object> all) {
        List<String> lines = lines(invocation, all, width(invocation));
        if (invocation.arguments().flag("Stream")) {
            lines.forEach(invocation::write);
            return;
        }
        String end = invocation.arguments().flag("NoNewline") ? "" : "\n";
        StringBuilder text = new StringBuilder();
        lines.forEach(line -> text.append(line).append(end));
        invocation.write(text.toString());
    }

    private static Command file() {
        return Command.of(
                "Out-File",
                "Writes the text that would be shown to a file.",
                Signature.of(
                                any("InputObject").in(Membership.everywhere().byValue()),
                                text("FilePath").at(0).aka("Path"),
                                text("LiteralPath").aka("PSPath", "LP"),
                                text("Encoding").at(1),
                                flag("Append"),
                                flag("Force"),
                                flag("NoClobber").aka("NoOverwrite"),
                                number("Width"),
                                flag("NoNewline"))
                        .changing(ConfirmImpact.Medium),
                invocation -> Gathering.of(invocation, all -> written(invocation, all)));
    }

    private static void written(Invocation invocation, List<@Nullable Object> all) {
        Arguments arguments = invocation.arguments();
        Path path = TextFiles.path(invocation);
        if (arguments.flag("NoClobber") && TextFiles.exists(path)) {
            throw new CmdletError(
                    TextFiles.record(
                            "System.IO.IOException",
                            "The file '" + path + "' already exists.",
                            "NoClobber,Microsoft.PowerShell.Commands.OutFileCommand",
                            ErrorCategory.ResourceExists));
        }
        if (!invocation.shouldProcess(path.toString(), "Output to File")) {
            return;
        }
        StringBuilder text = new StringBuilder();
        String end = arguments.flag("NoNewline") ? "" : "\n";
        lines(invocation, all, width(invocation)).forEach(line -> text.append(line).append(end));
        TextFiles.write(
                path, text.toString(), arguments.text("Encoding"), arguments.flag("Append"));
    }

    private static Command nothing() {
        return Command.each(
                "Out-Null",
                "Throws output away.",
                Signature.of(any("InputObject").in(Membership.everywhere().byValue())),
                _ -> {});
    }

    private static Command host() {
        return Command.of(
                        "Out-Host",
                        "Shows output at once.",
                        Signature.of(
                                any("InputObject").in(Membership.everywhere().byValue()),
                                flag("Paging")),
                        invocation ->
                                Gathering.of(
                                        invocation,
                                        all ->
                                                lines(invocation, all, invocation.host().width())
                                                        .forEach(line ->
                                                                invocation
                                                                        .host()
                                                                        .out(line + "\n"))))
                .aka("oh");
    }

    private static Command grid() {
        return Command.each(
                        "Out-GridView",
                        "Has no window to show a grid in.",
                        Signature.of(
                                any("InputObject").in(Membership.everywhere().byValue()),
                                text("Title"),
                                flag("PassThru"),
                                Parameter.of("OutputMode", dev.keyward.cmdlet.TypeToken.STRING),
                                flag("Wait")),
                        _ -> {
                            throw CmdletError.of(
                                    "System.NotSupportedException",
                                    "Out-GridView needs a desktop; use Format-Table, or Read-Host to ask for a choice.",
                                    "NotSupported",
                                    ErrorCategory.NotImplemented);
                        })
                .aka("ogv");
    }

    private static Command clear() {
        return Command.each(
                        "Clear-Host",
                        "Clears the screen.",
                        Signature.of(),
                        invocation -> invocation.host().clear())
                .aka("cls", "clear");
    }
}
