package dev.keyward.language.eval;

import dev.keyward.cmdlet.CmdletError;
import dev.keyward.cmdlet.ErrorCategory;
import dev.keyward.cmdlet.PsObject;
import dev.keyward.cmdlet.Span;
import dev.keyward.language.syntax.ScriptBody;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Modules written in the language: `.psm1` files.
///
/// Names of the modules that Key Vault scripts import stand for what's built in and load quietly.
final class Modules {
    private static final List<String> BUILT_IN =
            List.of(
                    "az",
                    "az.accounts",
                    "az.keyvault",
                    "az.resources",
                    "az.storage",
                    "azurerm",
                    "azurerm.profile",
                    "azurerm.keyvault",
                    "azurerm.resources",
                    "azurerm.bootstrapper",
                    "azure",
                    "azs.*",
                    "microsoft.powershell.*",
                    "azurestack*",
                    "pkiclient",
                    "psreadline",
                    "keyward*");

    private final Evaluator evaluator;
    private final Map<String, Module> loaded = new LinkedHashMap<>();
    private @Nullable Loading loading;

    /// A module with the functions it gives.
    record Module(String name, Path file, List<String> functions) {}

    /// A module whose file is running.
    private static final class Loading {
        private @Nullable List<String> functions;
    }

    Modules(Evaluator evaluator) {
        this.evaluator = evaluator;
    }

    /// Loads a module by path or name.
    ///
    /// @return the module as an object
    /// @throws CmdletError if there's none
    PsObject load(String name, Span span) {
        Optional<Path> file = find(name);
        if (file.isEmpty()) {
            if (isBuiltIn(name)) {
                return view(name, "", List.of());
            }
            throw CmdletError.of(
                    "System.IO.FileNotFoundException",
                    "The specified module '%s' was not loaded because no valid module file was found in any module directory."
                            .formatted(name),
                    "Modules_ModuleNotFound,Microsoft.PowerShell.Commands.ImportModuleCommand",
                    ErrorCategory.ResourceUnavailable);
        }
        return run(file.get(), span);
    }

    boolean isBuiltIn(String name) {
        return BUILT_IN.stream().anyMatch(pattern -> evaluator.isLike(name, pattern));
    }

    static List<String> builtIn() {
        return BUILT_IN;
    }

    private Optional<Path> find(String name) {
        boolean path = name.contains("/") || name.contains("\\") || name.endsWith(".psm1");
        if (!path) {
            return Optional.empty();
        }
        for (String ending : List.of("", ".psm1", ".ps1")) {
            Path file = evaluator.session().resolve(name + ending);
            if (Files.isRegularFile(file)) {
                return Optional.of(file);
            }
        }
        return Optional.empty();
    }

    private PsObject run(Path file, Span span) {
        ScriptBody body = Commands.parse(file);
        Scope importer = evaluator.scope().scriptScope();
        Scope scope = evaluator.global().child(Scope.Kind.MODULE);
        Loading before = loading;
        Loading now = new Loading();
        loading = now;
        try {
            Context inside = evaluator.context().in(scope);
            evaluator.within(
                    inside,
                    () -> {
                        FunctionStage stage =
                                new FunctionStage(
                                        evaluator,
                                        Callee.of(file, body, file.toString(), span),
                                        List.of(),
                                        false,
                                        true,
                                        Sink.NOWHERE);
                        stage.begin();
                        stage.processWithoutInput();
                        stage.end();
                        stage.close();
                    });
        } finally {
            loading = before;
        }
        List<String> given = new ArrayList<>();
        for (FunctionInfo function : scope.ownFunctions().values()) {
            if (exports(now, function.name())) {
                importer.define(function.in(scope));
                given.add(function.name());
            }
        }
        String name = String.valueOf(file.getFileName()).replaceAll("\\.psm?1$", "");
        loaded.put(Scope.key(name), new Module(name, file, given));
        return view(name, file.toString(), given);
    }

    private boolean exports(Loading now, String function) {
        List<String> patterns = now.functions;
        return patterns == null
                || patterns.stream().anyMatch(pattern -> evaluator.isLike(function, pattern));
    }

    /// Says what the loading module gives.
    void export(List<String> functions) {
        if (loading != null) {
            List<String> all = new ArrayList<>(functions);
            if (loading.functions != null) {
                all.addAll(loading.functions);
            }
            loading.functions = all;
        }
    }

    boolean remove(String name) {
        Module module = loaded.remove(Scope.key(name));
        if (module != null) {
            module.functions().forEach(evaluator.scope()::removeFunction);
        }
        return module != null;
    }

    List<PsObject> loaded() {
        return loaded.values().stream()
                .map(module -> view(module.name(), module.file().toString(), module.functions()))
                .toList();
    }

    static PsObject view(String name, String path, List<String> functions) {
        PsObject view = new PsObject("System.Management.Automation.PSModuleInfo");
        view.set("ModuleType", path.isEmpty() ? "Binary" : "Script");
        view.set("Version", "1.0");
        view.set("Name", name);
        view.set("Path", path);
        view.set("ExportedCommands", functions.toArray());
        view.readingAs(_ -> name);
        return view;
    }
}
