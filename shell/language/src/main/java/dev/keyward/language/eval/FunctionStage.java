package dev.keyward.language.eval;

import dev.keyward.cmdlet.CmdletError;
import dev.keyward.cmdlet.Parameter;
import dev.keyward.cmdlet.PsHashtable;
import dev.keyward.cmdlet.SwitchParameter;
import dev.keyward.language.syntax.Block;
import dev.keyward.language.syntax.ScriptBody;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A function, script block or script file in a pipeline.
final class FunctionStage implements Stage {
    /// Calls inside of calls; more is taken for a mistake.
    private static final int DEEPEST = 5000;

    private final Evaluator evaluator;
    private final Callee callee;
    private final Shape shape;
    private final List<Arg> arguments;
    private final boolean expectsInput;
    private final boolean dot;
    private final Sink out;
    private final List<@Nullable Object> input = new ArrayList<>();
    private @Nullable Running running;
    private boolean finished;
    private @Nullable Integer exitCode;

    /// What's known once arguments are bound.
    private record Running(Context context, Binder binder, InputBinder inputs, Sink out) {}

    FunctionStage(
            Evaluator evaluator,
            Callee callee,
            List<Arg> arguments,
            boolean expectsInput,
            boolean dot,
            Sink out) {
        this.evaluator = evaluator;
        this.callee = callee;
        this.shape = evaluator.shapes().of(callee.name(), callee.body());
        this.arguments = arguments;
        this.expectsInput = expectsInput;
        this.dot = dot;
        this.out = out;
    }

    @Override
    public void begin() {
        if (evaluator.context().frame().depth() >= DEEPEST) {
            throw evaluator.reports().tooDeep(callee.call());
        }
        try {
            Binder binder =
                    new Binder(evaluator, shape, expectsInput && takesInput()).bind(arguments);
            Context base = evaluator.context();
            Scope scope = scope(base);
            Frame frame = base.frame().calling(callee.name(), callee.file() != null, callee.call());
            CommonEffects effects = new CommonEffects(evaluator, binder.common());
            Context inside = base.in(scope).at(frame).writingTo(effects.streams(base.streams()));
            running = new Running(inside, binder, new InputBinder(binder), effects.output(out));
            evaluator.within(
                    inside,
                    () -> {
                        effects.setPreferences(scope);
                        new FunctionVariables(evaluator, callee, shape).fill(scope, binder);
                    });
        } catch (CmdletError e) {
            throw evaluator.reports().located(e, callee.call(), callee.name(), callee.invokedAs());
        }
        run(callee.body().begin());
    }

    private boolean takesInput() {
        return shape.signature().parameters().stream()
                .anyMatch(parameter ->
                        parameter.sets().stream()
                                .anyMatch(set -> set.fromPipeline() || set.fromPropertyName()));
    }

    private Scope scope(Context base) {
        if (dot) {
            return base.scope();
        }
        Scope parent = callee.home() != null ? callee.home() : base.scope();
        return parent.child(callee.file() != null ? Scope.Kind.SCRIPT : Scope.Kind.LOCAL);
    }

    private @Nullable Block processBlock() {
        ScriptBody body = callee.body();
        return body.process() != null ? body.process() : callee.filter() ? body.end() : null;
    }

    /// What a script file gave to `exit`, null if it didn't.
    @Nullable Integer exitCode() {
        return exitCode;
    }

    @Override
    public void process(@Nullable Object item) {
        if (finished) {
            return;
        }
        Running now = running();
        Block process = processBlock();
        if (process == null) {
            input.add(item);
            bindLast(now, item);
            return;
        }
        if (now.inputs().takesInput()) {
            if (!bindInput(now, item)) {
                return;
            }
        } else if (shape.advanced() && !shape.signature().parameters().isEmpty()) {
            report(now.binder().errors().inputNotBound());
            return;
        }
        now.context().scope().put(new Variable("_", item));
        run(process);
    }

    /// Whether the object fits; says so if it doesn't.
    private boolean bindInput(Running now, @Nullable Object item) {
        try {
            now.inputs().bind(item);
        } catch (CmdletError e) {
            report(e);
            return false;
        }
        evaluator.within(
                now.context(),
                () ->
                        new FunctionVariables(evaluator, callee, shape)
                                .rebind(now.context().scope(), now.binder(), now.inputs()));
        return true;
    }

    private void report(CmdletError e) {
        evaluator
                .reports()
                .report(
                        evaluator
                                .reports()
                                .located(e, callee.call(), callee.name(), callee.invokedAs())
                                .errorRecord(),
                        evaluator.variables().action("ErrorActionPreference", Action.CONTINUE));
    }

    /// A function without a process block finds the last object in its parameter.
    private void bindLast(Running now, @Nullable Object item) {
        if (now.inputs().takesInput()) {
            bindInput(now, item);
        }
    }

    @Override
    public void processWithoutInput() {
        Block process = processBlock();
        if (process != null && !finished) {
            run(process);
        }
    }

    @Override
    public void end() {
        if (finished) {
            return;
        }
        Running now = running();
        if (!dot || expectsInput) {
            now.context().scope().put(new Variable("input", input.iterator()));
        }
        if (!callee.filter()) {
            run(callee.body().end());
        }
    }

    @Override
    public void close() {}

    private Running running() {
        if (running == null) {
            throw new IllegalStateException("the function hasn't begun");
        }
        return running;
    }

    private void run(@Nullable Block block) {
        if (block == null || finished) {
            return;
        }
        Running now = running();
        try {
            evaluator.within(now.context(), () -> evaluator.statements().run(block, now.out()));
        } catch (PsCmdlet.Terminated e) {
            throw e.error();
        } catch (Flow.Return _) {
            // leaves this block; the others still run
        } catch (Flow.Exit exit) {
            if (callee.file() == null) {
                throw exit;
            }
            finished = true;
            exitCode = exit.code();
            evaluator.global().set("LASTEXITCODE", exit.code());
            if (exit.code() != 0) {
                evaluator.context().status().fail();
            }
        }
    }

    /// The value a parameter has when nothing is given for it.
    static @Nullable Object empty(Evaluator evaluator, Parameter parameter) {
        if (parameter.type().array() || parameter.type().nullable()) {
            return null;
        }
        if (parameter.type().isSwitch()) {
            return new SwitchParameter(false);
        }
        try {
            return evaluator.convert(null, parameter.type());
        } catch (CmdletError _) {
            // types without an empty value, such as dates, begin as null
            return null;
        }
    }

    /// `$PSBoundParameters`.
    static PsHashtable bound(Binder binder) {
        PsHashtable table = new PsHashtable();
        binder.arguments().names().forEach(name -> table.put(name, binder.arguments().get(name)));
        return table;
    }
}
