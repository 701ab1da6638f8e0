package dev.keyward.language.eval;

import dev.keyward.cmdlet.Cmdlet;
import dev.keyward.cmdlet.Invocation;
import dev.keyward.cmdlet.Parameter;
import dev.keyward.cmdlet.PsObject;
import dev.keyward.cmdlet.Signature;
import dev.keyward.cmdlet.TypeToken;
import java.util.List;
import java.util.Objects;

/// The commands about modules; those of the Azure modules load and install quietly, being built in.
final class ModuleCmdlets {
    private final Evaluator evaluator;

    ModuleCmdlets(Evaluator evaluator) {
        this.evaluator = evaluator;
    }

    List<Cmdlet> all() {
        Parameter names = Parameter.of("Name", TypeToken.STRINGS).at(0).byValue();
        Parameter version = Parameter.of("RequiredVersion", TypeToken.STRING);
        Parameter least = Parameter.of("MinimumVersion", TypeToken.STRING).aka("Version");
        Parameter force = Parameter.flag("Force");
        Parameter scope = Parameter.of("Scope", TypeToken.STRING);
        Parameter repository = Parameter.of("Repository", TypeToken.STRINGS);
        return List.of(
                Simple.of(
                        "Import-Module",
                        List.of("ipmo"),
                        "Loads a module.",
                        Signature.of(
                                names.required(),
                                version,
                                least,
                                force,
                                scope,
                                Parameter.flag("Global"),
                                Parameter.flag("PassThru"),
                                Parameter.flag("DisableNameChecking"),
                                Parameter.flag("UseWindowsPowerShell"),
                                Parameter.flag("NoClobber"),
                                Parameter.of("ArgumentList", TypeToken.OBJECTS),
                                Parameter.of("Prefix", TypeToken.STRING)),
                        invocation -> () -> load(invocation)),
                Simple.of(
                        "Get-Module",
                        List.of("gmo"),
                        "Gets modules.",
                        Signature.of(names, Parameter.flag("ListAvailable"), Parameter.flag("All")),
                        invocation -> () -> get(invocation)),
                Simple.of(
                        "Remove-Module",
                        List.of("rmo"),
                        "Removes modules from the session.",
                        Signature.of(names.required(), force),
                        invocation ->
                                () ->
                                        invocation
                                                .arguments()
                                                .texts("Name")
                                                .forEach(evaluator.modules()::remove)),
                Simple.of(
                        "Export-ModuleMember",
                        List.of(),
                        "Says what a module gives.",
                        Signature.of(
                                Parameter.of("Function", TypeToken.STRINGS).at(0).byValue(),
                                Parameter.of("Cmdlet", TypeToken.STRINGS),
                                Parameter.of("Variable", TypeToken.STRINGS),
                                Parameter.of("Alias", TypeToken.STRINGS)),
                        invocation ->
                                () ->
                                        evaluator
                                                .modules()
                                                .export(invocation.arguments().texts("Function"))),
                Simple.of(
                        "Install-Module",
                        List.of(),
                        "Does nothing for the Azure modules, which are built in.",
                        Signature.of(
                                names.required(),
                                version,
                                least,
                                force,
                                scope,
                                repository,
                                Parameter.flag("AllowClobber"),
                                Parameter.flag("SkipPublisherCheck"),
                                Parameter.flag("AllowPrerelease"),
                                Parameter.flag("AcceptLicense")),
                        invocation -> () -> install(invocation)));
    }

    private void load(Invocation invocation) {
        for (String name : invocation.arguments().texts("Name")) {
            PsObject module = evaluator.modules().load(name, invocation.span());
            if (invocation.arguments().flag("PassThru")) {
                invocation.write(module);
            }
        }
    }

    private void get(Invocation invocation) {
        List<String> names = invocation.arguments().texts("Name");
        boolean available = invocation.arguments().flag("ListAvailable");
        for (PsObject module : evaluator.modules().loaded()) {
            if (names.isEmpty() || isNamed(module, names)) {
                invocation.write(module);
            }
        }
        for (String name : names) {
            if (available && evaluator.modules().isBuiltIn(name) && !name.contains("*")) {
                invocation.write(Modules.view(name, "", List.of()));
            }
        }
    }

    private boolean isNamed(PsObject module, List<String> patterns) {
        String name = Objects.requireNonNullElse(module.get("Name"), "").toString();
        return patterns.stream().anyMatch(pattern -> evaluator.isLike(name, pattern));
    }

    private void install(Invocation invocation) {
        for (String name : invocation.arguments().texts("Name")) {
            if (!evaluator.modules().isBuiltIn(name)) {
                throw Reports.error(
                        "No match was found for the module '%s': modules are loaded from files."
                                .formatted(name),
                        "NoMatchFoundForCriteria");
            }
        }
    }
}
