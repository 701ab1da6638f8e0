package dev.keyward.language.eval;

import dev.keyward.cmdlet.Arguments;
import dev.keyward.cmdlet.Cmdlet;
import dev.keyward.cmdlet.ErrorCategory;
import dev.keyward.cmdlet.ErrorRecord;
import dev.keyward.cmdlet.ExceptionValue;
import dev.keyward.cmdlet.Invocation;
import dev.keyward.cmdlet.Parameter;
import dev.keyward.cmdlet.Signature;
import dev.keyward.cmdlet.TypeToken;
import java.util.List;
import java.util.Optional;

/// Get-Help.
final class HelpCmdlet {
    private final Evaluator evaluator;

    HelpCmdlet(Evaluator evaluator) {
        this.evaluator = evaluator;
    }

    Cmdlet cmdlet() {
        return Simple.of(
                "Get-Help",
                List.of("help", "man"),
                "Shows what a command is for, what it takes and how it's used.",
                Signature.of(
                        Parameter.of("Name", TypeToken.STRING).at(0).byPropertyName(),
                        Parameter.of("Parameter", TypeToken.STRINGS),
                        Parameter.flag("Detailed"),
                        Parameter.flag("Full"),
                        Parameter.flag("Examples"),
                        Parameter.flag("Online"),
                        Parameter.flag("ShowWindow")),
                invocation -> () -> help(invocation));
    }

    private void help(Invocation invocation) {
        Arguments given = invocation.arguments();
        String name = given.text("Name");
        if (name == null || name.isEmpty()) {
            invocation.write(
                    "Get-Command lists the commands, Get-Help NAME explains one, Get-Help NAME -Full explains all of it.");
            return;
        }
        if (name.contains("*")) {
            evaluator.commands().catalogue().cmdlets().stream()
                    .filter(cmdlet -> evaluator.isLike(cmdlet.name(), name))
                    .forEach(cmdlet ->
                            invocation.write(
                                    "%-36s %s".formatted(cmdlet.name(), cmdlet.synopsis())));
            return;
        }
        Optional<HelpText> found = evaluator.commands().find(name).flatMap(this::text);
        if (found.isEmpty()) {
            invocation.writeError(
                    ErrorRecord.of(
                                    ExceptionValue.of(
                                            "Microsoft.PowerShell.Commands.HelpNotFoundException",
                                            "Get-Help could not find %s in a help file in this session."
                                                    .formatted(name)),
                                    "HelpNotFound",
                                    ErrorCategory.ResourceUnavailable)
                            .withTarget(name));
            return;
        }
        HelpText text = found.get();
        List<String> parameters = given.texts("Parameter");
        if (!parameters.isEmpty()) {
            invocation.write(
                    text.parameters(parameter ->
                            parameters.stream()
                                    .anyMatch(pattern -> evaluator.isLike(parameter, pattern))));
        } else if (given.flag("Examples")) {
            invocation.write(text.withExamples());
        } else if (given.flag("Full") || given.flag("Detailed")) {
            invocation.write(text.full());
        } else {
            invocation.write(text.brief());
        }
    }

    private Optional<HelpText> text(Commands.Found found) {
        return switch (found) {
            case Commands.Found.OfCmdlet it -> Optional.of(HelpText.of(it.cmdlet()));
            case Commands.Found.OfFunction it ->
                    Optional.of(
                            HelpText.of(
                                    it.function(),
                                    evaluator
                                            .shapes()
                                            .of(it.function().name(), it.function().body())));
            case Commands.Found.OfScript _, Commands.Found.OfProgram _ -> Optional.empty();
        };
    }
}
