package dev.keyward.language.eval;

import dev.keyward.cmdlet.Scripts;
import dev.keyward.language.syntax.Block;
import dev.keyward.language.syntax.ScriptBody;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// Runs script blocks for cmdlets and methods.
final class BlockRunner implements Scripts {
    private final Evaluator evaluator;

    BlockRunner(Evaluator evaluator) {
        this.evaluator = evaluator;
    }

    @Override
    public void run(Call call, Consumer<@Nullable Object> output) {
        if (!(call.block() instanceof BlockValue block)) {
            throw new IllegalArgumentException("a script block of another evaluator");
        }
        evaluator.checkpoint();
        if (call.newScope() || block.home() != null || block.body().params() != null) {
            inOwnScope(block, call, output::accept);
        } else {
            inPlace(block.body(), call, output::accept);
        }
    }

    private void inOwnScope(BlockValue block, Call call, Sink out) {
        List<Arg> arguments = new ArrayList<>();
        call.arguments().forEach(value -> arguments.add(new Arg.Positional(value)));
        Callee callee = Callee.of(block, block.body().span());
        Context context = evaluator.context();
        Scope around = context.scope();
        Scope holder = (block.home() != null ? block.home() : around).child(Scope.Kind.LOCAL);
        if (call.bindIt()) {
            holder.put(new Variable("_", call.it()));
        }
        Callee inHolder =
                new Callee(
                        callee.name(),
                        callee.invokedAs(),
                        callee.body(),
                        false,
                        holder,
                        null,
                        callee.call());
        FunctionStage stage =
                new FunctionStage(
                        evaluator,
                        inHolder,
                        arguments,
                        false,
                        false,
                        value -> evaluator.within(context, () -> out.accept(value)));
        try {
            stage.begin();
            stage.processWithoutInput();
            stage.end();
        } finally {
            stage.close();
        }
    }

    /// Runs the block in the caller's own scope; what it assigns stays.
    private void inPlace(ScriptBody body, Call call, Sink out) {
        Scope scope = evaluator.scope();
        Variable before = scope.own("_");
        Variable argumentsBefore = scope.own("args");
        if (call.bindIt()) {
            scope.put(new Variable("_", call.it()));
        }
        if (!call.arguments().isEmpty()) {
            scope.put(new Variable("args", call.arguments().toArray()));
        }
        try {
            for (Block block : blocks(body)) {
                try {
                    evaluator.statements().run(block, out);
                } catch (Flow.Return _) {
                    // ends the block for this object
                }
            }
        } finally {
            if (call.bindIt()) {
                restore(scope, "_", before);
            }
            if (!call.arguments().isEmpty()) {
                restore(scope, "args", argumentsBefore);
            }
        }
    }

    private static void restore(Scope scope, String name, @Nullable Variable before) {
        scope.remove(name);
        if (before != null) {
            scope.put(before);
        }
    }

    private static List<Block> blocks(ScriptBody body) {
        List<Block> blocks = new ArrayList<>();
        for (@Nullable Block block :
                java.util.Arrays.asList(body.begin(), body.process(), body.end())) {
            if (block != null) {
                blocks.add(block);
            }
        }
        return blocks;
    }
}
