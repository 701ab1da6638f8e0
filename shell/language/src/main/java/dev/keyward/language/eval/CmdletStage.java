package dev.keyward.language.eval;

import dev.keyward.cmdlet.Cmdlet;
import dev.keyward.cmdlet.CmdletError;
import dev.keyward.cmdlet.ErrorRecord;
import dev.keyward.cmdlet.Processor;
import dev.keyward.cmdlet.Span;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A cmdlet in a pipeline.
final class CmdletStage implements Stage {
    private final Evaluator evaluator;
    private final Cmdlet cmdlet;
    private final String calledAs;
    private final List<Arg> arguments;
    private final boolean expectsInput;
    private final Sink out;
    private final Span span;
    private final Shape shape;
    private @Nullable Running running;

    /// What's known once arguments are bound.
    private record Running(
            Context context,
            Binder binder,
            InputBinder inputs,
            CmdletInvocation invocation,
            Processor processor) {}

    CmdletStage(
            Evaluator evaluator,
            Cmdlet cmdlet,
            String calledAs,
            List<Arg> arguments,
            boolean expectsInput,
            Sink out,
            Span span) {
        this.evaluator = evaluator;
        this.cmdlet = cmdlet;
        this.calledAs = calledAs;
        this.arguments = arguments;
        this.expectsInput = expectsInput;
        this.out = out;
        this.span = span;
        this.shape =
                new Shape(cmdlet.name(), cmdlet.errorSource(), cmdlet.signature(), true, false);
    }

    @Override
    public void begin() {
        guarded(() -> {
            Binder binder = new Binder(evaluator, shape, expectsInput).bind(arguments);
            CommonEffects effects = new CommonEffects(evaluator, binder.common());
            Context base = evaluator.context();
            Context inside = base.writingTo(effects.streams(base.streams()));
            InputBinder inputs = new InputBinder(binder);
            CmdletInvocation invocation =
                    new CmdletInvocation(
                            evaluator,
                            this,
                            new CmdletInvocation.Call(cmdlet, calledAs, span, expectsInput),
                            binder,
                            inputs,
                            effects.output(out));
            evaluator.within(
                    inside,
                    () -> {
                        Processor processor = cmdlet.open(invocation);
                        running = new Running(inside, binder, inputs, invocation, processor);
                        processor.begin();
                    });
        });
    }

    @Override
    public void process(@Nullable Object input) {
        Running now = running();
        evaluator.within(
                now.context(),
                () -> {
                    try {
                        now.inputs().bind(input);
                    } catch (CmdletError e) {
                        now.invocation().writeError(e.errorRecord());
                        return;
                    }
                    now.invocation().input(input);
                    guarded(now.processor()::process);
                });
    }

    @Override
    public void processWithoutInput() {
        Running now = running();
        evaluator.within(now.context(), () -> guarded(now.processor()::process));
    }

    @Override
    public void end() {
        Running now = running();
        now.invocation().input(null);
        evaluator.within(now.context(), () -> guarded(now.processor()::end));
    }

    @Override
    public void close() {
        if (running != null) {
            Running now = running;
            evaluator.within(now.context(), now.processor()::close);
        }
    }

    private Running running() {
        if (running == null) {
            throw new IllegalStateException("the cmdlet hasn't begun");
        }
        return running;
    }

    /// Runs the cmdlet's code; an error gets its place, an unexpected failure becomes an error.
    private void guarded(Runnable action) {
        try {
            action.run();
        } catch (CmdletError e) {
            throw evaluator.reports().located(withSource(e), span, cmdlet.name(), calledAs);
        } catch (Flow
                | ScriptStop
                | PsCmdlet.Terminated
                | dev.keyward.language.value.NetException e) {
            throw e;
        } catch (RuntimeException e) {
            evaluator.checkpoint();
            throw evaluator
                    .reports()
                    .located(
                            evaluator.reports().unexpected(cmdlet.name(), e),
                            span,
                            cmdlet.name(),
                            calledAs);
        }
    }

    /// Errors a cmdlet throws carry its name in their ids.
    private CmdletError withSource(CmdletError e) {
        String id = e.errorRecord().id();
        return id.contains(",") || !e.errorRecord().origin().equals(ErrorRecord.Origin.UNKNOWN)
                ? e
                : new CmdletError(
                        e.errorRecord().withId(CmdletInvocation.idWithSource(id, cmdlet)), e);
    }
}
