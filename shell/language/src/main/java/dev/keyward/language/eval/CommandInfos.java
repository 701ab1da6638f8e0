package dev.keyward.language.eval;

import dev.keyward.cmdlet.Cmdlet;
import dev.keyward.cmdlet.Membership;
import dev.keyward.cmdlet.Parameter;
import dev.keyward.cmdlet.PsHashtable;
import dev.keyward.cmdlet.PsObject;
import dev.keyward.cmdlet.Signature;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Commands as objects: what Get-Command gives.
final class CommandInfos {
    static final String TYPE = "System.Management.Automation.CommandInfo";

    private final Evaluator evaluator;

    CommandInfos(Evaluator evaluator) {
        this.evaluator = evaluator;
    }

    @Nullable PsObject of(String name) {
        Optional<String> alias = evaluator.commands().alias(name);
        if (alias.isPresent()) {
            return alias(name, alias.get());
        }
        return evaluator.commands().find(name).map(this::of).orElse(null);
    }

    PsObject of(Commands.Found found) {
        return switch (found) {
            case Commands.Found.OfCmdlet it -> cmdlet(it.cmdlet());
            case Commands.Found.OfFunction it -> function(it.function());
            case Commands.Found.OfScript it -> file("ExternalScript", it.file());
            case Commands.Found.OfProgram it -> file("Application", it.file());
        };
    }

    PsObject alias(String name, String target) {
        PsObject info = info("Alias", name, "");
        info.set("Definition", target);
        info.set("ResolvedCommandName", target);
        info.set("DisplayName", name + " -> " + target);
        return info;
    }

    PsObject cmdlet(Cmdlet cmdlet) {
        PsObject info = info("Cmdlet", cmdlet.name(), moduleOf(cmdlet));
        describe(info, cmdlet.name(), cmdlet.signature(), true);
        return info;
    }

    /// The package behind the language's own is taken for the module.
    private static String moduleOf(Cmdlet cmdlet) {
        return cmdlet.getClass().getPackageName().startsWith("dev.keyward.language")
                ? "Microsoft.PowerShell.Utility"
                : "Keyward";
    }

    PsObject function(FunctionInfo function) {
        PsObject info = info(function.filter() ? "Filter" : "Function", function.name(), "");
        Shape shape = evaluator.shapes().of(function.name(), function.body());
        describe(info, function.name(), shape.signature(), shape.advanced());
        info.set("ScriptBlock", new BlockValue(function.body(), function.home()));
        info.set("Definition", function.body().text());
        return info;
    }

    private static PsObject file(String kind, Path file) {
        PsObject info = info(kind, String.valueOf(file.getFileName()), "");
        info.set("Path", file.toString());
        info.set("Definition", file.toString());
        return info;
    }

    private static PsObject info(String kind, String name, String source) {
        PsObject info = new PsObject("System.Management.Automation." + kind + "Info", TYPE);
        info.set("CommandType", kind);
        info.set("Name", name);
        info.set("Version", null);
        info.set("Source", source);
        info.set("ModuleName", source);
        info.readingAs(_ -> name);
        return info;
    }

    private static void describe(
            PsObject info, String name, Signature signature, boolean advanced) {
        PsHashtable parameters = PsHashtable.ordered();
        for (Parameter parameter : advanced ? Common.with(signature) : signature.parameters()) {
            PsObject view = new PsObject("System.Management.Automation.ParameterMetadata");
            view.set("Name", parameter.name());
            view.set("ParameterType", parameter.type().display());
            view.set("Aliases", parameter.aliases().toArray(String[]::new));
            view.set("SwitchParameter", parameter.type().isSwitch());
            view.set(
                    "ParameterSets",
                    parameter.sets().stream().map(Membership::set).toArray(String[]::new));
            parameters.put(parameter.name(), view);
        }
        info.set("Parameters", parameters);
        info.set("DefaultParameterSet", signature.defaultSet());
        info.set("Definition", Syntax.lines(name, signature, advanced));
        if (name.contains("-")) {
            info.set("Verb", name.substring(0, name.indexOf('-')));
            info.set("Noun", name.substring(name.indexOf('-') + 1));
        }
    }
}
