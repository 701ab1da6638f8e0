package dev.keyward.language.eval;

import dev.keyward.cmdlet.CmdletError;
import dev.keyward.cmdlet.ErrorRecord;
import dev.keyward.language.syntax.BinaryOperator;
import dev.keyward.language.syntax.Block;
import dev.keyward.language.syntax.Expression;
import dev.keyward.language.syntax.Statement;
import dev.keyward.language.syntax.SyntaxError;
import dev.keyward.language.value.NetException;
import dev.keyward.language.value.Nothing;
import dev.keyward.language.value.Truth;
import org.jspecify.annotations.Nullable;

/// Runs statements.
///
/// An error that ends a statement is reported here and the next statement runs, unless a `try` or
/// `trap` around it takes it (language rules 9).
final class Statements {
    private final Evaluator evaluator;
    private final Loops loops;
    private final Handlers handlers;

    Statements(Evaluator evaluator) {
        this.evaluator = evaluator;
        this.loops = new Loops(evaluator, this);
        this.handlers = new Handlers(evaluator, this);
    }

    /// Runs a block in the current scope.
    void run(Block block, Sink out) {
        if (block.traps().isEmpty()) {
            for (Statement statement : block.statements()) {
                run(statement, out);
            }
        } else {
            handlers.runTrapped(block, out);
        }
    }

    void run(Statement statement, Sink out) {
        evaluator.checkpoint();
        try {
            execute(statement, out);
        } catch (CmdletError e) {
            failed(evaluator.reports().located(e, statement.span()));
        } catch (NetException e) {
            failed(evaluator.reports().located(Reports.of(e), statement.span()));
        } catch (ScriptStop e) {
            stopped(e);
        } catch (Flow | SyntaxError | PsCmdlet.Terminated e) {
            throw e;
        } catch (RuntimeException e) {
            evaluator.checkpoint();
            failed(
                    evaluator
                            .reports()
                            .located(
                                    evaluator.reports().unexpected("The statement", e),
                                    statement.span()));
        } catch (StackOverflowError _) {
            throw evaluator.reports().tooDeep(statement.span());
        }
    }

    private void failed(CmdletError e) {
        evaluator.success(false);
        if (evaluator.context().catching()) {
            throw e;
        }
        ErrorRecord record = e.errorRecord();
        Action action = evaluator.variables().action("ErrorActionPreference", Action.CONTINUE);
        evaluator.reports().report(record, action);
    }

    /// `throw` goes up, but where errors are silent it ends the statement alone.
    private void stopped(ScriptStop e) {
        evaluator.success(false);
        Action action = evaluator.variables().action("ErrorActionPreference", Action.CONTINUE);
        boolean silent = action == Action.SILENTLY_CONTINUE || action == Action.IGNORE;
        if (evaluator.context().catching() || !silent) {
            throw e;
        }
        evaluator.reports().keep(e.errorRecord());
    }

    private void execute(Statement statement, Sink out) {
        switch (statement) {
            case Statement.Pipeline it -> evaluator.pipelines().run(it, out);
            case Statement.Chain it -> {
                run(it.left(), out);
                if (evaluator.success() == it.ifSuccessful()) {
                    run(it.right(), out);
                }
            }
            case Statement.Assignment it -> {
                assign(it);
                evaluator.success(true);
            }
            case Statement.If it -> choose(it, out);
            case Statement.While it -> loops.run(it, out);
            case Statement.DoLoop it -> loops.run(it, out);
            case Statement.For it -> loops.run(it, out);
            case Statement.ForEach it -> loops.run(it, out);
            case Statement.Switch it -> loops.run(it, out);
            case Statement.Try it -> handlers.run(it, out);
            case Statement.Trap _ -> {}
            case Statement.Function it -> define(it);
            case Statement.Return it -> {
                if (it.value() != null) {
                    execute(it.value(), out);
                }
                throw new Flow.Return();
            }
            case Statement.Throw it -> throw handlers.thrown(it);
            case Statement.Exit it -> throw new Flow.Exit(code(it));
            case Statement.Break it -> throw new Flow.Break(label(it.label()));
            case Statement.Continue it -> throw new Flow.Continue(label(it.label()));
            case Statement.Using it -> {
                if (it.kind().equals("module")) {
                    evaluator.modules().load(it.what().replaceAll("^['\"]|['\"]$", ""), it.span());
                }
            }
        }
    }

    private void define(Statement.Function it) {
        String name = it.name();
        int colon = name.indexOf(':');
        String qualifier = colon < 0 ? "" : Scope.key(name.substring(0, colon));
        Scope scope =
                switch (qualifier) {
                    case "global" -> evaluator.global();
                    case "script" -> evaluator.scope().scriptScope();
                    default -> evaluator.scope();
                };
        Scope home = evaluator.scope().scriptScope();
        scope.define(
                new FunctionInfo(
                        colon < 0 ? name : name.substring(colon + 1),
                        it.body(),
                        it.filter(),
                        home.kind() == Scope.Kind.MODULE ? home : null));
    }

    private int code(Statement.Exit it) {
        Object value = it.value() == null ? null : assigned(it.value());
        if (value == null || value == Nothing.NOTHING) {
            return 0;
        }
        Object code =
                evaluator
                        .values()
                        .conversions()
                        .tryConvert(value, dev.keyward.language.value.NetType.INT);
        return code instanceof Integer number ? number : 0;
    }

    private String label(@Nullable Expression label) {
        return label == null ? "" : evaluator.expressions().text(label);
    }

    private void choose(Statement.If it, Sink out) {
        for (Statement.Clause clause : it.clauses()) {
            if (holds(clause.condition())) {
                run(clause.body(), out);
                return;
            }
        }
        if (it.otherwise() != null) {
            run(it.otherwise(), out);
        }
    }

    boolean holds(Statement condition) {
        return Truth.of(assigned(condition));
    }

    /// What an assignment of the statement stores.
    @Nullable Object assigned(Statement statement) {
        if (statement instanceof Statement.Assignment assignment) {
            return assign(assignment);
        }
        if (statement instanceof Statement.Pipeline pipeline
                && pipeline.stages().size() == 1
                && pipeline.stages().getFirst() instanceof Statement.ValueStage value
                && value.redirections().isEmpty()) {
            Object result = evaluator.expressions().raw(value.expression());
            evaluator.success(true);
            return result;
        }
        Sink.Gathering all = new Sink.Gathering();
        execute(statement, all);
        return all.collapsed();
    }

    private @Nullable Object assign(Statement.Assignment it) {
        Expression target = it.target();
        BinaryOperator operator = it.operator();
        if (operator == null) {
            Object value = assigned(it.value());
            evaluator.expressions().places().of(target).set(value);
            return value;
        }
        Place place = evaluator.expressions().places().of(target);
        Object before = place.get();
        if (before == Nothing.NOTHING) {
            before = null;
        }
        if (operator == BinaryOperator.COALESCE) {
            if (before != null) {
                return before;
            }
            Object value = assigned(it.value());
            place.set(value);
            return value;
        }
        Object value = assigned(it.value());
        Object right = value == Nothing.NOTHING ? null : value;
        Object after = evaluator.expressions().apply(operator, false, before, right);
        place.set(after);
        return after;
    }
}
