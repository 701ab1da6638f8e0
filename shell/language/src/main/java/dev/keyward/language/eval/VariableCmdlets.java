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
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// The commands that read and write variables by name.
final class VariableCmdlets {
    private final Evaluator evaluator;

    VariableCmdlets(Evaluator evaluator) {
        this.evaluator = evaluator;
    }

    List<Cmdlet> all() {
        Parameter names = Parameter.of("Name", TypeToken.STRINGS).at(0);
        Parameter scope = Parameter.of("Scope", TypeToken.STRING);
        Parameter force = Parameter.flag("Force");
        Parameter value = Parameter.of("Value", TypeToken.OBJECT).at(1);
        Parameter option = Parameter.of("Option", TypeToken.STRING);
        Parameter description = Parameter.of("Description", TypeToken.STRING);
        return List.of(
                Simple.of(
                        "Get-Variable",
                        List.of("gv"),
                        "Gets variables.",
                        Signature.of(names, scope, Parameter.flag("ValueOnly")),
                        invocation -> () -> get(invocation)),
                Simple.of(
                        "Set-Variable",
                        List.of("sv", "set"),
                        "Sets the value of a variable, making it if there's none.",
                        Signature.of(
                                names.required(),
                                value.byValue(),
                                scope,
                                option,
                                description,
                                force,
                                Parameter.flag("PassThru")),
                        invocation -> () -> set(invocation, false)),
                Simple.of(
                        "New-Variable",
                        List.of("nv"),
                        "Makes a variable.",
                        Signature.of(
                                names.required(),
                                value,
                                scope,
                                option,
                                description,
                                force,
                                Parameter.flag("PassThru")),
                        invocation -> () -> set(invocation, true)),
                Simple.of(
                        "Remove-Variable",
                        List.of("rv"),
                        "Removes variables.",
                        Signature.of(names.required(), scope, force),
                        invocation -> () -> remove(invocation)),
                Simple.of(
                        "Clear-Variable",
                        List.of("clv"),
                        "Sets variables to null.",
                        Signature.of(names.required(), scope, force),
                        invocation -> () -> clear(invocation)));
    }

    private List<Variable> find(Invocation invocation) {
        List<Variable> found = new ArrayList<>();
        List<String> names = invocation.arguments().texts("Name");
        for (String name : names.isEmpty() ? List.of("*") : names) {
            boolean pattern = name.contains("*") || name.contains("?") || name.contains("[");
            List<Variable> matching =
                    evaluator.scope().visible().values().stream()
                            .filter(variable ->
                                    pattern
                                            ? evaluator.isLike(variable.name(), name)
                                            : variable.name().equalsIgnoreCase(name))
                            .toList();
            if (matching.isEmpty() && !pattern) {
                invocation.writeError(missing(name));
            }
            found.addAll(matching);
        }
        return found;
    }

    private static ErrorRecord missing(String name) {
        return ErrorRecord.of(
                        ExceptionValue.of(
                                "System.Management.Automation.ItemNotFoundException",
                                "Cannot find a variable with the name '%s'.".formatted(name)),
                        "VariableNotFound",
                        ErrorCategory.ObjectNotFound)
                .withTarget(name);
    }

    private void get(Invocation invocation) {
        for (Variable variable : find(invocation)) {
            invocation.write(
                    invocation.arguments().flag("ValueOnly") ? variable.value() : view(variable));
        }
    }

    private static PsObject view(Variable variable) {
        PsObject view = new PsObject("System.Management.Automation.PSVariable");
        view.set("Name", variable.name());
        view.add(
                new dev.keyward.cmdlet.PsProperty.Computed(
                        "Value", _ -> variable.value(), (_, value) -> variable.set(value)));
        return view;
    }

    private void set(Invocation invocation, boolean mustBeNew) {
        Arguments given = invocation.arguments();
        Scope scope = scope(given.text("Scope"));
        for (String name : given.texts("Name")) {
            if (mustBeNew && scope.own(Scope.key(name)) != null && !given.flag("Force")) {
                throw CmdletError.of(
                        "System.Management.Automation.SessionStateException",
                        "A variable with name '%s' already exists.".formatted(name),
                        "VariableAlreadyExists",
                        ErrorCategory.ResourceExists);
            }
            Variable variable = scope.set(name, given.get("Value"));
            String option = String.valueOf(given.text("Option")).toLowerCase(Locale.ROOT);
            if (option.contains("constant") || option.contains("readonly")) {
                variable.makeConstant();
            }
            if (given.flag("PassThru")) {
                invocation.write(view(variable));
            }
        }
    }

    /// `Global`, `Script`, `Local`, or how many scopes up.
    private Scope scope(@org.jspecify.annotations.Nullable String name) {
        Scope here = evaluator.scope();
        return switch (String.valueOf(name).toLowerCase(Locale.ROOT)) {
            case "global" -> evaluator.global();
            case "script" -> here.scriptScope();
            case "null", "local", "0" -> here;
            default -> {
                Scope scope = here;
                int up = name != null && name.matches("\\d{1,4}") ? Integer.parseInt(name) : 0;
                while (up-- > 0 && scope.parent() != null) {
                    scope = java.util.Objects.requireNonNull(scope.parent());
                }
                yield scope;
            }
        };
    }

    private void remove(Invocation invocation) {
        for (Variable variable : find(invocation)) {
            for (Scope scope = evaluator.scope(); scope != null; scope = scope.parent()) {
                if (scope.remove(variable.name())) {
                    break;
                }
            }
        }
    }

    private void clear(Invocation invocation) {
        find(invocation).forEach(variable -> variable.set(null));
    }
}
