package dev.keyward.language.eval;

import dev.keyward.cmdlet.CmdletError;
import dev.keyward.cmdlet.Drive;
import dev.keyward.cmdlet.ErrorCategory;
import dev.keyward.language.syntax.VariablePath;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Reads and writes variables by name, scope and drive.
final class Variables {
    private final Evaluator evaluator;

    Variables(Evaluator evaluator) {
        this.evaluator = evaluator;
    }

    /// The value of a name without a scope, null if there's none.
    @Nullable Object value(String name) {
        return get(VariablePath.of(name));
    }

    @Nullable Object get(VariablePath path) {
        String key = path.key();
        switch (path.qualifier()) {
            case "" -> {
                return unqualified(key);
            }
            case "global" -> {
                return valueOf(evaluator.global().own(key));
            }
            case "script" -> {
                return valueOf(evaluator.scope().scriptScope().own(key));
            }
            case "local", "private" -> {
                return valueOf(evaluator.scope().own(key));
            }
            case "using", "variable" -> {
                return unqualified(key);
            }
            default -> {
                return evaluator
                        .session()
                        .drive(path.qualifier())
                        .map(drive -> drive.get(path.name()))
                        .orElse(null);
            }
        }
    }

    private @Nullable Object unqualified(String key) {
        return switch (key) {
            case "true" -> true;
            case "false" -> false;
            case "null" -> null;
            case "?" -> evaluator.success();
            case "pwd" -> evaluator.session().location().toString();
            default -> valueOf(evaluator.scope().find(key));
        };
    }

    private static @Nullable Object valueOf(@Nullable Variable variable) {
        return variable == null ? null : variable.value();
    }

    /// Whether strict mode lets a variable be read: it was set, or is one that PowerShell itself
    /// sets.
    boolean isSet(VariablePath path) {
        String key = path.key();
        return switch (path.qualifier()) {
            case "", "using", "variable" ->
                    switch (key) {
                        case "true", "false", "null", "?", "pwd" -> true;
                        case "_", "psitem", "args", "input", "this" -> true;
                        default -> evaluator.scope().find(key) != null;
                    };
            case "global" -> evaluator.global().own(key) != null;
            case "script" -> evaluator.scope().scriptScope().own(key) != null;
            case "local", "private" -> evaluator.scope().own(key) != null;
            default -> true;
        };
    }

    boolean isKnown(String name) {
        VariablePath path = VariablePath.of(name);
        return path.qualifier().isEmpty()
                ? switch (path.key()) {
                    case "true", "false", "null", "?", "pwd" -> true;
                    default -> evaluator.scope().find(path.key()) != null;
                }
                : get(path) != null;
    }

    /// Writes a variable; what's assigned to `$null` is dropped.
    ///
    /// @throws CmdletError if it can't be written
    void set(VariablePath path, @Nullable Object value) {
        Optional<Scope> scope = scopeOf(path);
        if (path.key().equals("null") && scope.isPresent()) {
            return;
        }
        if (scope.isPresent()) {
            requireWritable(path);
            scope.get().set(path.name(), value);
            return;
        }
        drive(path).set(path.name(), value);
    }

    /// The scope a write goes to; empty if the qualifier is a drive.
    Optional<Scope> scopeOf(VariablePath path) {
        return switch (path.qualifier()) {
            case "", "local", "private", "variable", "using" -> Optional.of(evaluator.scope());
            case "global" -> Optional.of(evaluator.global());
            case "script" -> Optional.of(evaluator.scope().scriptScope());
            default -> Optional.empty();
        };
    }

    private Drive drive(VariablePath path) {
        return evaluator
                .session()
                .drive(path.qualifier())
                .orElseThrow(() ->
                        CmdletError.of(
                                "System.Management.Automation.DriveNotFoundException",
                                "Cannot find drive. A drive with the name '%s' does not exist."
                                        .formatted(path.qualifier()),
                                "DriveNotFound",
                                ErrorCategory.ObjectNotFound));
    }

    private static void requireWritable(VariablePath path) {
        switch (path.key()) {
            case "true", "false", "?" ->
                    throw CmdletError.of(
                            "System.Management.Automation.SessionStateUnauthorizedAccessException",
                            "Cannot overwrite variable %s because it is read-only or constant."
                                    .formatted(path.name()),
                            "VariableNotWritable",
                            ErrorCategory.WriteError);
            default -> {}
        }
    }

    Action action(String preference, Action otherwise) {
        return Action.of(unqualified(Scope.key(preference)), otherwise);
    }
}
