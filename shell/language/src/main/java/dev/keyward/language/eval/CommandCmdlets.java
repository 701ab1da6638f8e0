package dev.keyward.language.eval;

import dev.keyward.cmdlet.Arguments;
import dev.keyward.cmdlet.Cmdlet;
import dev.keyward.cmdlet.CmdletError;
import dev.keyward.cmdlet.ErrorCategory;
import dev.keyward.cmdlet.ErrorRecord;
import dev.keyward.cmdlet.ExceptionValue;
import dev.keyward.cmdlet.Invocation;
import dev.keyward.cmdlet.Parameter;
import dev.keyward.cmdlet.PsObject;
import dev.keyward.cmdlet.Signature;
import dev.keyward.cmdlet.TypeToken;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Get-Command, Get-Help and the alias commands.
final class CommandCmdlets {
    private final Evaluator evaluator;

    CommandCmdlets(Evaluator evaluator) {
        this.evaluator = evaluator;
    }

    List<Cmdlet> all() {
        return List.of(
                Simple.of(
                        "Get-Command",
                        List.of("gcm"),
                        "Gets commands: cmdlets, functions, aliases and programs.",
                        Signature.of(
                                Parameter.of("Name", TypeToken.STRINGS).at(0).byValue(),
                                Parameter.of("CommandType", TypeToken.STRINGS).aka("Type"),
                                Parameter.of("Module", TypeToken.STRINGS).aka("PSSnapin"),
                                Parameter.of("Noun", TypeToken.STRINGS),
                                Parameter.of("Verb", TypeToken.STRINGS),
                                Parameter.flag("All"),
                                Parameter.flag("ListImported"),
                                Parameter.flag("Syntax")),
                        invocation -> () -> commands(invocation)),
                new HelpCmdlet(evaluator).cmdlet(),
                Simple.of(
                        "Get-Alias",
                        List.of("gal"),
                        "Gets aliases.",
                        Signature.of(
                                Parameter.of("Name", TypeToken.STRINGS).at(0).byValue(),
                                Parameter.of("Definition", TypeToken.STRINGS)),
                        invocation -> () -> aliases(invocation)),
                Simple.of(
                        "Set-Alias",
                        List.of("sal"),
                        "Makes or changes an alias.",
                        aliasSignature(),
                        invocation -> () -> alias(invocation, false)),
                Simple.of(
                        "New-Alias",
                        List.of("nal"),
                        "Makes an alias.",
                        aliasSignature(),
                        invocation -> () -> alias(invocation, true)));
    }

    private static Signature aliasSignature() {
        return Signature.of(
                Parameter.of("Name", TypeToken.STRING).required().at(0),
                Parameter.of("Value", TypeToken.STRING).required().at(1),
                Parameter.of("Scope", TypeToken.STRING),
                Parameter.of("Option", TypeToken.STRING),
                Parameter.of("Description", TypeToken.STRING),
                Parameter.flag("Force"),
                Parameter.flag("PassThru"));
    }

    private void commands(Invocation invocation) {
        Arguments given = invocation.arguments();
        List<String> names = given.texts("Name");
        CommandInfos infos = new CommandInfos(evaluator);
        for (String name : names.isEmpty() ? List.of("*") : names) {
            boolean pattern = name.contains("*") || name.contains("?") || name.contains("[");
            if (pattern) {
                known().stream()
                        .filter(info -> evaluator.isLike(text(info, "Name"), name))
                        .filter(info -> wanted(given, info))
                        .forEach(info -> give(invocation, info));
                continue;
            }
            PsObject info = infos.of(name);
            if (info != null && wanted(given, info)) {
                give(invocation, info);
            } else {
                invocation.writeError(unknown(name));
            }
        }
    }

    private static ErrorRecord unknown(String name) {
        return ErrorRecord.of(
                        ExceptionValue.of(
                                "System.Management.Automation.CommandNotFoundException",
                                "The term '%s' is not recognized as a name of a cmdlet, function, script file, or executable program.\nCheck the spelling of the name, or if a path was included, verify that the path is correct and try again."
                                        .formatted(name)),
                        "CommandNotFoundException",
                        ErrorCategory.ObjectNotFound)
                .withTarget(name);
    }

    private void give(Invocation invocation, PsObject info) {
        invocation.write(
                invocation.arguments().flag("Syntax")
                        ? new Programs(evaluator).syntax(text(info, "Name"))
                        : info);
    }

    private static String text(PsObject info, String name) {
        Object value = info.get(name);
        return value == null ? "" : value.toString();
    }

    private boolean wanted(Arguments given, PsObject info) {
        return among(given.texts("CommandType"), text(info, "CommandType"))
                && among(given.texts("Verb"), text(info, "Verb"))
                && among(given.texts("Noun"), text(info, "Noun"))
                && among(given.texts("Module"), text(info, "Source"));
    }

    private boolean among(List<String> patterns, String text) {
        return patterns.isEmpty()
                || patterns.stream()
                        .anyMatch(pattern ->
                                pattern.equalsIgnoreCase("All") || evaluator.isLike(text, pattern));
    }

    /// Aliases, functions and cmdlets in order of their names.
    private List<PsObject> known() {
        CommandInfos infos = new CommandInfos(evaluator);
        Map<String, PsObject> all = new LinkedHashMap<>();
        evaluator
                .commands()
                .aliases()
                .forEach((name, target) -> all.put(name, infos.alias(name, target)));
        evaluator
                .scope()
                .visibleFunctions()
                .forEach((name, function) -> all.put(name, infos.function(function)));
        evaluator
                .commands()
                .catalogue()
                .cmdlets()
                .forEach(cmdlet -> all.put(Scope.key(cmdlet.name()), infos.cmdlet(cmdlet)));
        return all.values().stream()
                .sorted(Comparator.comparing(info -> Scope.key(text(info, "Name"))))
                .toList();
    }

    private void aliases(Invocation invocation) {
        List<String> names = invocation.arguments().texts("Name");
        List<String> definitions = invocation.arguments().texts("Definition");
        CommandInfos infos = new CommandInfos(evaluator);
        Map<String, String> all = evaluator.commands().aliases();
        for (String name : names) {
            if (!name.contains("*") && !all.containsKey(Scope.key(name))) {
                invocation.writeError(
                        ErrorRecord.of(
                                ExceptionValue.of(
                                        "System.Management.Automation.ItemNotFoundException",
                                        "This command cannot find a matching alias because an alias with the name '%s' does not exist."
                                                .formatted(name)),
                                "ItemNotFoundException",
                                ErrorCategory.ObjectNotFound));
            }
        }
        all.forEach((name, target) -> {
            if (among(names, name) && among(definitions, target)) {
                invocation.write(infos.alias(name, target));
            }
        });
    }

    private void alias(Invocation invocation, boolean mustBeNew) {
        Arguments given = invocation.arguments();
        String name = given.requiredText("Name");
        if (mustBeNew && !given.flag("Force") && evaluator.commands().alias(name).isPresent()) {
            throw CmdletError.of(
                    "System.Management.Automation.SessionStateException",
                    "The alias is not allowed, because an alias with the name '%s' already exists."
                            .formatted(name),
                    "AliasAlreadyExists",
                    ErrorCategory.ResourceExists);
        }
        Scope scope =
                "global".equalsIgnoreCase(given.text("Scope"))
                        ? evaluator.global()
                        : evaluator.scope();
        scope.alias(name, given.requiredText("Value"));
        if (given.flag("PassThru")) {
            invocation.write(new CommandInfos(evaluator).alias(name, given.requiredText("Value")));
        }
    }
}
