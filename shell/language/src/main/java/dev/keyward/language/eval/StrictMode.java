package dev.keyward.language.eval;

import dev.keyward.cmdlet.CmdletError;
import dev.keyward.cmdlet.ErrorCategory;
import dev.keyward.language.syntax.VariablePath;
import dev.keyward.language.value.Sequences;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// The checks that `Set-StrictMode` asks for: from version 1 on of variables, from 2 on of
/// variables in texts and of properties, from 3 on of indexes (about_Set-StrictMode).
final class StrictMode {
    static final int LATEST = 3;

    private static final int TEXTS_AND_PROPERTIES = 2;

    private final Evaluator evaluator;
    private boolean inText;

    StrictMode(Evaluator evaluator) {
        this.evaluator = evaluator;
    }

    private boolean asks(int version) {
        return evaluator.scope().strictness() >= version;
    }

    /// Works out a part of a text, in which version 1 lets variables be missing.
    String inText(Supplier<String> part) {
        boolean before = inText;
        inText = true;
        try {
            return part.get();
        } finally {
            inText = before;
        }
    }

    /// @throws CmdletError if the variable was never set
    void read(VariablePath path) {
        if (asks(inText ? TEXTS_AND_PROPERTIES : 1) && !evaluator.variables().isSet(path)) {
            throw CmdletError.of(
                    "The variable '$%s' cannot be retrieved because it has not been set."
                            .formatted(path.name()),
                    "VariableIsUndefined",
                    ErrorCategory.InvalidOperation);
        }
    }

    /// @throws CmdletError if the value has no such property
    void property(@Nullable Object target, String name) {
        if (asks(TEXTS_AND_PROPERTIES)
                && !(target instanceof BlockValue)
                && evaluator.values().members().find(target, name).isEmpty()) {
            throw CmdletError.of(
                    "System.Management.Automation.PropertyNotFoundException",
                    "The property '%s' cannot be found on this object. Verify that the property exists."
                            .formatted(name),
                    "PropertyNotFoundStrict",
                    ErrorCategory.NotSpecified);
        }
    }

    /// @throws CmdletError if the index lies outside
    void index(@Nullable Object target, @Nullable Object index) {
        if (asks(LATEST) && Sequences.is(target) && index instanceof Integer at) {
            int size = Sequences.elements(target).size();
            if (at >= size || at < -size) {
                throw CmdletError.of(
                        "System.IndexOutOfRangeException",
                        "Index was outside the bounds of the array.",
                        "System.IndexOutOfRangeException",
                        ErrorCategory.OperationStopped);
            }
        }
    }
}
