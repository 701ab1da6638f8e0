package dev.keyward.language.eval;

import dev.keyward.cmdlet.CmdletError;
import dev.keyward.cmdlet.ErrorCategory;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/// A variable: a value, what each new value is turned into first, and whether it may change.
final class Variable {
    private final String name;
    private @Nullable Object value;
    private UnaryOperator<@Nullable Object> constraint = UnaryOperator.identity();
    private boolean constant;

    Variable(String name, @Nullable Object value) {
        this.name = name;
        this.value = value;
    }

    String name() {
        return name;
    }

    @Nullable Object value() {
        return value;
    }

    /// @throws CmdletError if the variable is constant or the value breaks its constraint
    void set(@Nullable Object value) {
        if (constant) {
            throw CmdletError.of(
                    "System.Management.Automation.SessionStateUnauthorizedAccessException",
                    "Cannot overwrite variable %s because it is read-only or constant."
                            .formatted(name),
                    "VariableNotWritable",
                    ErrorCategory.WriteError);
        }
        this.value = constraint.apply(value);
    }

    /// Makes every later value go through this.
    void constrain(UnaryOperator<@Nullable Object> constraint) {
        this.constraint = constraint;
    }

    Variable makeConstant() {
        constant = true;
        return this;
    }

    boolean isConstant() {
        return constant;
    }

    Variable copy() {
        Variable copy = new Variable(name, value);
        copy.constraint = constraint;
        return copy;
    }
}
