package dev.keyward.language.eval;

import dev.keyward.cmdlet.CmdletError;
import dev.keyward.cmdlet.PsHashtable;
import dev.keyward.cmdlet.Span;
import dev.keyward.language.syntax.Expression;
import dev.keyward.language.syntax.Statement;
import dev.keyward.language.value.Nothing;
import dev.keyward.language.value.Sequences;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Builds pipelines out of their trees and runs them.
final class Pipelines {
    private final Evaluator evaluator;

    Pipelines(Evaluator evaluator) {
        this.evaluator = evaluator;
    }

    void run(Statement.Pipeline pipeline, Sink out) {
        List<Statement.Stage> stages = pipeline.stages();
        if (stages.size() == 1
                && stages.getFirst() instanceof Statement.ValueStage value
                && value.redirections().isEmpty()) {
            write(value.expression(), out);
            evaluator.success(true);
            return;
        }
        boolean before = evaluator.success();
        PipelineStatus status = new PipelineStatus();
        RunningPipeline running = new RunningPipeline(evaluator, status, out);
        try {
            Object source = Nothing.NOTHING;
            int from = 0;
            Statement.ValueStage value = null;
            if (stages.getFirst() instanceof Statement.ValueStage first) {
                value = first;
                from = 1;
            }
            boolean hasSource = value != null;
            List<Statement.Redirection> redirections =
                    value == null ? List.of() : value.redirections();
            Sink.Gathering merged = new Sink.Gathering();
            Streams streams = running.redirect(redirections, merged, this::file);
            for (int i = from; i < stages.size(); i++) {
                if (stages.get(i) instanceof Statement.CommandStage command) {
                    add(running, command, i > 0);
                }
            }
            if (value != null) {
                source =
                        redirections.isEmpty()
                                ? evaluator.expressions().raw(value.expression())
                                : gathered(value.expression(), streams, merged);
            }
            evaluator.success(before);
            running.run(hasSource, source);
        } catch (CmdletError e) {
            evaluator.success(false);
            throw evaluator.reports().located(e, pipeline.span());
        }
        evaluator.success(!status.failed());
    }

    private void write(Expression expression, Sink out) {
        Object value = evaluator.expressions().raw(expression);
        if (!(expression instanceof Expression.Step)) {
            out.writeEach(value);
        }
    }

    /// The output of an expression whose other streams are redirected, together with the records
    /// that are merged into it, in their order.
    ///
    /// Only what is reported while the expression runs follows the redirection. An error that ends
    /// the expression itself, as `1/0 2>$null` has it, ends the statement, which reports it
    /// outside; PowerShell does the same.
    private @Nullable Object gathered(
            Expression expression, Streams streams, Sink.Gathering merged) {
        evaluator.within(
                evaluator.context().writingTo(streams),
                () -> {
                    if (expression instanceof Expression.SubExpression it) {
                        evaluator.statements().run(it.block(), merged);
                    } else {
                        merged.writeEach(evaluator.expressions().raw(expression));
                    }
                });
        return merged.all();
    }

    private @Nullable String file(Expression name) {
        Object value = evaluator.expressions().value(name);
        return value == null ? null : evaluator.values().text().of(value);
    }

    private void add(RunningPipeline running, Statement.CommandStage tree, boolean expectsInput) {
        Object name = evaluator.expressions().value(tree.name());
        List<Arg> arguments = new ArrayList<>();
        boolean named = true;
        for (Statement.Argument argument : tree.arguments()) {
            switch (argument) {
                case Statement.Argument.EndOfNames _ -> named = false;
                case Statement.Argument.Value it -> value(it, arguments);
                case Statement.Argument.Named it ->
                        arguments.add(
                                new Arg.Named(
                                        it.span(),
                                        it.name(),
                                        it.value() != null,
                                        it.value() == null ? null : argument(it.value()),
                                        false));
            }
        }
        Invoked invoked =
                new Invoked(
                        name, tree.start() == Statement.Start.DOT, arguments, tree.span(), named);
        try {
            running.add(invoked, tree.redirections(), expectsInput, this::file);
        } catch (CmdletError e) {
            throw evaluator
                    .reports()
                    .located(
                            e,
                            tree.name().span(),
                            e.errorRecord().id().equals("CommandNotFoundException")
                                    ? String.valueOf(name)
                                    : "",
                            "");
        }
    }

    /// A command with its name and arguments worked out.
    ///
    /// @param dot runs in the caller's scope
    record Invoked(
            @Nullable Object name, boolean dot, List<Arg> arguments, Span span, boolean named) {}

    private void value(Statement.Argument.Value it, List<Arg> arguments) {
        if (it.expression() instanceof Expression.Splat splat) {
            splat(it.span(), evaluator.variables().get(splat.path()), arguments);
        } else {
            arguments.add(new Arg.Positional(argument(it.expression())));
        }
    }

    private @Nullable Object argument(Expression expression) {
        if (expression instanceof Expression.Literal literal
                && literal.value() instanceof Number number) {
            return new Arg.Bare(number, literal.text());
        }
        return evaluator.expressions().value(expression);
    }

    private static void splat(Span span, @Nullable Object value, List<Arg> arguments) {
        switch (value) {
            case null -> {}
            case Nothing _ -> {}
            case PsHashtable table ->
                    table.entries()
                            .forEach(entry ->
                                    arguments.add(
                                            new Arg.Named(
                                                    span,
                                                    String.valueOf(entry.key()),
                                                    true,
                                                    entry.value(),
                                                    true)));
            default -> {
                for (Object one : Sequences.elements(value)) {
                    arguments.add(new Arg.Positional(one));
                }
            }
        }
    }
}
