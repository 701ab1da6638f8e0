package dev.keyward.language.utility;

import static dev.keyward.language.utility.Command.flag;
import static dev.keyward.language.utility.Command.number;
import static dev.keyward.language.utility.Command.text;

import dev.keyward.cmdlet.Cmdlet;
import dev.keyward.cmdlet.ErrorCategory;
import dev.keyward.cmdlet.Invocation;
import dev.keyward.cmdlet.Signature;
import dev.keyward.language.value.Values;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Export-Clixml and Import-Clixml.
final class ClixmlCommands {
    private static final int USUAL_DEPTH = 2;

    private ClixmlCommands() {}

    static List<Cmdlet> all() {
        return List.of(write(), read());
    }

    private static Command write() {
        return Command.of(
                        "Export-Clixml",
                        "Keeps objects in a file that its owner alone may read; secure strings are readable for who can read the file.",
                        Signature.of(
                                text("Path").required().at(0).aka("LiteralPath"),
                                Command.input(),
                                number("Depth"),
                                flag("Force"),
                                flag("NoClobber").aka("NoOverwrite"),
                                text("Encoding")),
                        invocation -> Gathering.whole(invocation, all -> write(invocation, all)))
                .showing(
                        "Keep a table for later",
                        "@{ vault = 'demo'; keys = 1, 2 } | Export-Clixml kept.xml; (Import-Clixml kept.xml).keys[1]",
                        "2");
    }

    private static void write(Invocation invocation, List<@Nullable Object> all) {
        Path path = TextFiles.path(invocation);
        int depth = invocation.arguments().number("Depth", USUAL_DEPTH);
        try {
            if (!Files.exists(path)) {
                Files.createFile(
                        path,
                        PosixFilePermissions.asFileAttribute(
                                PosixFilePermissions.fromString("rw-------")));
            } else if (invocation.arguments().flag("NoClobber")) {
                throw invocation.terminating(
                        TextFiles.record(
                                "System.IO.IOException",
                                "The file '" + path + "' already exists.",
                                "NoClobber",
                                ErrorCategory.ResourceExists));
            }
        } catch (IOException e) {
            throw invocation.terminating(TextFiles.failure(e, path));
        }
        String xml = new ClixmlWriter(Values.of(invocation.session())).write(all, depth);
        TextFiles.write(path, xml.getBytes(StandardCharsets.UTF_8), false);
    }

    private static Command read() {
        return Command.each(
                "Import-Clixml",
                "Brings back objects from a file that Export-Clixml wrote.",
                Signature.of(ContentCommands.paths()),
                invocation -> {
                    for (Places.Place place : Places.given(invocation, true)) {
                        switch (place) {
                            case Places.File(var path) -> read(invocation, path);
                            case Places.Missing(var path) ->
                                    invocation.writeError(TextFiles.missing(path));
                            case Places.Item _ -> {}
                        }
                    }
                });
    }

    private static void read(Invocation invocation, Path path) {
        String xml = TextFiles.read(path, null);
        try {
            new ClixmlReader(Values.of(invocation.session())).read(xml).forEach(invocation::write);
        } catch (IOException e) {
            invocation.writeError(
                    TextFiles.record(
                            "System.Xml.XmlException",
                            "can't read '" + path + "': " + e.getMessage(),
                            "XmlException",
                            ErrorCategory.InvalidData));
        }
    }
}
