package dev.keyward.language.utility;

import static dev.keyward.language.utility.Command.any;
import static dev.keyward.language.utility.Command.flag;

import dev.keyward.cmdlet.Cmdlet;
import dev.keyward.cmdlet.ErrorCategory;
import dev.keyward.cmdlet.Invocation;
import dev.keyward.cmdlet.Membership;
import dev.keyward.cmdlet.Signature;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Values of items of drives that aren't folders, such as `Env:` and `Function:`.
final class DriveCommands {
    private DriveCommands() {}

    static List<Cmdlet> all() {
        return List.of(set(), clear());
    }

    private static Command set() {
        return Command.each(
                        "Set-Item",
                        "Sets the value of an item of a drive, making it if there's none.",
                        Signature.of(
                                ContentCommands.paths(
                                        any("Value")
                                                .in(
                                                        Membership.everywhere()
                                                                .at(1)
                                                                .byValue()
                                                                .byPropertyName()),
                                        flag("Force"),
                                        flag("PassThru"))),
                        invocation -> write(invocation, invocation.arguments().get("Value")))
                .aka("si")
                .showing(
                        "Set a variable of the environment",
                        "Set-Item Env:GREETING hello; $env:GREETING",
                        "hello");
    }

    private static Command clear() {
        return Command.each(
                        "Clear-Item",
                        "Empties an item of a drive.",
                        Signature.of(ContentCommands.paths(flag("Force"))),
                        invocation -> write(invocation, null))
                .aka("cli")
                .showing("Empty a variable", "$n = 5; Clear-Item Variable:n; $null -eq $n", "True");
    }

    private static void write(Invocation invocation, @Nullable Object value) {
        for (Places.Place place : Places.given(invocation, true)) {
            switch (place) {
                case Places.Item(var drive, var name) -> {
                    drive.set(name, value);
                    if (invocation.arguments().flag("PassThru")) {
                        invocation.write(FileObjects.of(drive, name));
                    }
                }
                case Places.File _, Places.Missing _ ->
                        invocation.writeError(
                                TextFiles.record(
                                        "System.Management.Automation.PSNotSupportedException",
                                        "Files have no value to set; Set-Content writes them.",
                                        "NotSupported",
                                        ErrorCategory.NotImplemented));
            }
        }
    }
}
