package dev.keyward.language.eval;

import dev.keyward.cmdlet.Span;
import dev.keyward.language.syntax.ScriptBody;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/// Code of the language that's about to run: a function, a block or a file.
///
/// @param name empty for a block
/// @param file the script file it is, null if it isn't one
record Callee(
        String name,
        String invokedAs,
        ScriptBody body,
        boolean filter,
        @Nullable Scope home,
        @Nullable Path file,
        Span call) {
    static Callee of(FunctionInfo function, String invokedAs, Span call) {
        return new Callee(
                function.name(),
                invokedAs,
                function.body(),
                function.filter(),
                function.home(),
                null,
                call);
    }

    static Callee of(BlockValue block, Span call) {
        return new Callee("", "", block.body(), false, block.home(), null, call);
    }

    static Callee of(Path file, ScriptBody body, String invokedAs, Span call) {
        return new Callee(
                String.valueOf(file.getFileName()), invokedAs, body, false, null, file, call);
    }
}
