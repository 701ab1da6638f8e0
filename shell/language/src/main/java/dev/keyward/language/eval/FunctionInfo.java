package dev.keyward.language.eval;

import dev.keyward.language.syntax.ScriptBody;
import org.jspecify.annotations.Nullable;

/// A function that's been defined.
///
/// @param filter its loose statements run once for each pipeline object
/// @param home the module it belongs to; null runs it below its caller
record FunctionInfo(String name, ScriptBody body, boolean filter, @Nullable Scope home) {
    FunctionInfo in(@Nullable Scope home) {
        return new FunctionInfo(name, body, filter, home);
    }
}
