package dev.keyward.language.eval;

import dev.keyward.cmdlet.Catalogue;
import dev.keyward.cmdlet.Cmdlet;
import dev.keyward.cmdlet.CmdletError;
import dev.keyward.cmdlet.ErrorCategory;
import dev.keyward.cmdlet.ErrorRecord;
import dev.keyward.cmdlet.ExceptionValue;
import dev.keyward.cmdlet.PsObject;
import dev.keyward.cmdlet.Source;
import dev.keyward.cmdlet.Span;
import dev.keyward.language.syntax.Parser;
import dev.keyward.language.syntax.ScriptBody;
import dev.keyward.language.syntax.SyntaxError;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// Finds what a command's name stands for: alias, function, cmdlet, script file, program.
final class Commands {
    private final Evaluator evaluator;
    private final Map<String, Cmdlet> cmdlets = new HashMap<>();
    private final Map<String, String> cmdletAliases = new TreeMap<>();
    private final Catalogue catalogue;

    Commands(Evaluator evaluator, Catalogue catalogue) {
        this.evaluator = evaluator;
        this.catalogue = catalogue;
        for (Cmdlet cmdlet : catalogue.cmdlets()) {
            cmdlets.put(Scope.key(cmdlet.name()), cmdlet);
        }
        for (Cmdlet cmdlet : catalogue.cmdlets()) {
            cmdlet.aliases().forEach(alias -> cmdletAliases.put(Scope.key(alias), cmdlet.name()));
        }
    }

    Catalogue catalogue() {
        return catalogue;
    }

    /// What a name stands for.
    sealed interface Found {
        record OfCmdlet(Cmdlet cmdlet) implements Found {}

        record OfFunction(FunctionInfo function) implements Found {}

        record OfScript(Path file) implements Found {}

        record OfProgram(Path file) implements Found {}
    }

    Optional<String> alias(String name) {
        return evaluator
                .scope()
                .alias(name)
                .or(() -> Optional.ofNullable(cmdletAliases.get(Scope.key(name))));
    }

    /// Every alias seen from here, with its target.
    Map<String, String> aliases() {
        Map<String, String> all = new TreeMap<>(cmdletAliases);
        all.putAll(evaluator.scope().visibleAliases());
        return all;
    }

    Optional<Cmdlet> cmdlet(String name) {
        return Optional.ofNullable(cmdlets.get(Scope.key(name)));
    }

    Optional<Found> find(String given) {
        String name = withoutModule(given);
        String target = name;
        for (int i = 0; i < 16; i++) {
            Optional<String> alias = alias(target);
            if (alias.isEmpty() || alias.get().equalsIgnoreCase(target)) {
                break;
            }
            target = alias.get();
        }
        Optional<FunctionInfo> function = evaluator.scope().function(withoutScope(target));
        if (function.isPresent()) {
            return Optional.of(new Found.OfFunction(function.get()));
        }
        Cmdlet cmdlet = cmdlets.get(Scope.key(target));
        if (cmdlet != null) {
            return Optional.of(new Found.OfCmdlet(cmdlet));
        }
        return file(given);
    }

    private static String withoutScope(String name) {
        String key = Scope.key(name);
        return key.startsWith("global:") || key.startsWith("script:") || key.startsWith("local:")
                ? name.substring(name.indexOf(':') + 1)
                : name;
    }

    /// `Module\Command` without the module.
    private static String withoutModule(String name) {
        int slash = name.lastIndexOf('\\');
        boolean module =
                slash > 0
                        && slash < name.length() - 1
                        && name.indexOf('/') < 0
                        && name.substring(0, slash).matches("[A-Za-z][\\w.]*");
        return module ? name.substring(slash + 1) : name;
    }

    private Optional<Found> file(String name) {
        boolean path = name.contains("/") || name.contains("\\") || name.startsWith("~");
        if (path) {
            Path file = evaluator.session().resolve(name);
            if (!Files.isRegularFile(file)) {
                file = evaluator.session().resolve(name + ".ps1");
            }
            if (!Files.isRegularFile(file)) {
                return Optional.empty();
            }
            return Optional.of(
                    Scope.key(file.toString()).endsWith(".ps1")
                            ? new Found.OfScript(file)
                            : new Found.OfProgram(file));
        }
        return program(name);
    }

    private Optional<Found> program(String name) {
        if (name.isBlank() || name.indexOf('\0') >= 0) {
            return Optional.empty();
        }
        String folders = evaluator.session().environment().getOrDefault("PATH", "");
        for (String folder : folders.split(java.io.File.pathSeparator)) {
            if (!folder.isEmpty()) {
                Path file = Path.of(folder).resolve(name);
                if (Files.isRegularFile(file) && Files.isExecutable(file)) {
                    return Optional.of(new Found.OfProgram(file));
                }
            }
        }
        return Optional.empty();
    }

    /// The stage that runs a command.
    ///
    /// @throws CmdletError if there's no such command
    Stage stage(Pipelines.Invoked invoked, boolean expectsInput, Sink out, Context context) {
        Object name = invoked.name();
        Span span = invoked.span();
        if (name instanceof BlockValue block) {
            return function(Callee.of(block, span), invoked, expectsInput, out);
        }
        if (name instanceof PsObject info && info.get("Name") instanceof String called) {
            name = info.get("Path") instanceof String path ? path : called;
        }
        String text = evaluator.values().text().of(name);
        if (text.isEmpty()) {
            throw Reports.error(
                    "The expression after '%s' in a pipeline element produced an object that was not valid. It must result in a command name, a script block, or a CommandInfo object."
                            .formatted(invoked.dot() ? "." : "&"),
                    "BadExpression");
        }
        Found found = find(text).orElseThrow(() -> notFound(text, span));
        return switch (found) {
            case Found.OfCmdlet it ->
                    new CmdletStage(
                            evaluator,
                            it.cmdlet(),
                            withoutModule(text),
                            invoked.arguments(),
                            expectsInput,
                            out,
                            span);
            case Found.OfFunction it ->
                    function(Callee.of(it.function(), text, span), invoked, expectsInput, out);
            case Found.OfScript it ->
                    function(
                            Callee.of(it.file(), parse(it.file()), text, span),
                            invoked,
                            expectsInput,
                            out);
            case Found.OfProgram it ->
                    new ProgramStage(evaluator, it.file(), invoked.arguments(), expectsInput, out);
        };
    }

    private Stage function(
            Callee callee, Pipelines.Invoked invoked, boolean expectsInput, Sink out) {
        return new FunctionStage(
                evaluator, callee, invoked.arguments(), expectsInput, invoked.dot(), out);
    }

    /// Reads a script file.
    ///
    /// @throws CmdletError if it can't be read or isn't a program
    static ScriptBody parse(Path file) {
        try {
            String text = Files.readString(file, StandardCharsets.UTF_8);
            return Parser.parse(new Source(file.toString(), text));
        } catch (IOException e) {
            throw CmdletError.of(
                    "The file '%s' cannot be read.".formatted(file),
                    "FileReadError",
                    ErrorCategory.ReadError);
        } catch (SyntaxError e) {
            throw Reports.of(e);
        }
    }

    private CmdletError notFound(String name, Span span) {
        List<String> lines = new ArrayList<>();
        lines.add(
                "The term '%s' is not recognized as a name of a cmdlet, function, script file, or executable program."
                        .formatted(name));
        lines.add(
                "Check the spelling of the name, or if a path was included, verify that the path is correct and try again.");
        if (isPlain(name) && Files.isRegularFile(evaluator.session().resolve(suggested(name)))) {
            lines.add("");
            lines.add(
                    "The command \"%s\" was not found, but does exist in the current location. Keyward does not load commands from the current location by default. If you trust this command, instead type: \"./%s\"."
                            .formatted(name, name));
        }
        ErrorRecord record =
                ErrorRecord.of(
                                ExceptionValue.of(
                                        "System.Management.Automation.CommandNotFoundException",
                                        String.join("\n", lines)),
                                "CommandNotFoundException",
                                ErrorCategory.ObjectNotFound)
                        .withTarget(name);
        return new CmdletError(evaluator.reports().located(record, span, name, name));
    }

    private static boolean isPlain(String name) {
        return name.indexOf('/') < 0 && name.indexOf('\0') < 0;
    }

    private static String suggested(String name) {
        return Scope.key(name).endsWith(".ps1") ? name : name + ".ps1";
    }

    /// What there's to know of a command, as Get-Command shows it.
    @Nullable PsObject info(String name) {
        return new CommandInfos(evaluator).of(name);
    }
}
