package dev.keyward.cmdlet;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// Runs script blocks for a cmdlet, in the scope of the cmdlet's caller.
///
/// What a block throws passes through; so do `break`, `continue` and `exit`.
public interface Scripts {
    /// How a block is run.
    ///
    /// @param it the value of `$_`
    /// @param bindIt false leaves `$_` as it is
    /// @param arguments the values of `$args` or of the block's parameters
    /// @param newScope false runs it in the caller's own scope, as ForEach-Object does
    record Call(
            ScriptBlock block,
            @Nullable Object it,
            boolean bindIt,
            List<@Nullable Object> arguments,
            boolean newScope) {
        /// Runs in the caller's scope with `$_` set.
        public static Call with(ScriptBlock block, @Nullable Object it) {
            return new Call(block, it, true, List.of(), false);
        }

        /// Runs in a scope of its own with `$_` left alone.
        public static Call plain(ScriptBlock block, List<@Nullable Object> arguments) {
            return new Call(block, null, false, arguments, true);
        }
    }

    /// Runs a block, handing each output object on as it comes.
    void run(Call call, Consumer<@Nullable Object> output);

    /// Runs a block and gathers its output.
    default List<@Nullable Object> collect(Call call) {
        List<@Nullable Object> all = new ArrayList<>();
        run(call, all::add);
        return all;
    }

    /// Runs a block and gives its output as a script would see it assigned: null for nothing, the
    /// object for one, an array for several.
    default @Nullable Object value(Call call) {
        List<@Nullable Object> all = collect(call);
        return switch (all.size()) {
            case 0 -> null;
            case 1 -> all.getFirst();
            default -> all.toArray();
        };
    }
}
