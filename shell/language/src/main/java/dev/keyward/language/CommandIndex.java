package dev.keyward.language;

import dev.keyward.cmdlet.Parameter;
import dev.keyward.language.eval.Programs;
import java.util.List;

/// The commands of a session as an editor asks for them.
public final class CommandIndex {
    private final Programs programs;

    CommandIndex(Programs programs) {
        this.programs = programs;
    }

    /// Names of cmdlets, functions and aliases.
    public List<String> names() {
        return programs.commandNames();
    }

    /// Whether a name stands for a command, a script or program included.
    public boolean isKnown(String name) {
        return programs.isCommand(name);
    }

    /// A command's parameters, the common ones included; empty if there's no such command.
    public List<Parameter> parameters(String command) {
        return programs.parameters(command);
    }

    /// A command's syntax lines; empty if there's no such command.
    public String syntax(String command) {
        return programs.syntax(command);
    }
}
