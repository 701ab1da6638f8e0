package dev.keyward.language.eval;

import dev.keyward.cmdlet.CmdletError;
import dev.keyward.cmdlet.ErrorCategory;
import dev.keyward.cmdlet.ErrorRecord;
import dev.keyward.cmdlet.ExceptionValue;
import dev.keyward.language.syntax.Block;
import dev.keyward.language.syntax.Expression;
import dev.keyward.language.syntax.Statement;
import dev.keyward.language.value.NetType;
import dev.keyward.language.value.Nothing;
import dev.keyward.language.value.TypeNames;
import dev.keyward.language.value.TypeOf;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// `try`, `trap` and `throw`.
final class Handlers {
    private final Evaluator evaluator;
    private final Statements statements;
    private final Deque<ErrorRecord> handling = new ArrayDeque<>();

    Handlers(Evaluator evaluator, Statements statements) {
        this.evaluator = evaluator;
        this.statements = statements;
    }

    void run(Statement.Try it, Sink out) {
        try {
            guarded(it, out);
        } finally {
            if (it.last() != null) {
                Block last = it.last();
                evaluator.cleaningUp(() -> statements.run(last, out));
            }
        }
    }

    private void guarded(Statement.Try it, Sink out) {
        if (it.catches().isEmpty()) {
            // the error goes on after the finally block, so it's not reported in here
            catching(() -> statements.run(it.body(), out));
            return;
        }
        try {
            catching(() -> statements.run(it.body(), out));
        } catch (CmdletError e) {
            handle(it, e.errorRecord(), e, out);
        } catch (ScriptStop e) {
            handle(it, e.errorRecord(), e, out);
        }
    }

    private void catching(Runnable action) {
        evaluator.within(evaluator.context().catching(true), action);
    }

    private void handle(Statement.Try it, ErrorRecord record, RuntimeException e, Sink out) {
        Statement.Catch found = find(it.catches(), record);
        if (found == null) {
            throw e;
        }
        evaluator.reports().keep(record);
        withError(record, () -> statements.run(found.body(), out));
    }

    /// Runs something with the error as `$_` and as what a bare `throw` throws again.
    private void withError(ErrorRecord record, Runnable action) {
        Scope scope = evaluator.scope();
        Variable before = scope.own("_");
        scope.put(new Variable("_", record));
        handling.push(record);
        try {
            action.run();
        } finally {
            handling.pop();
            scope.remove("_");
            if (before != null) {
                scope.put(before);
            }
        }
    }

    private Statement.@Nullable Catch find(List<Statement.Catch> catches, ErrorRecord record) {
        for (Statement.Catch one : catches) {
            if (one.types().isEmpty()) {
                return one;
            }
            for (Expression.TypeName name : one.types()) {
                if (isKind(record, name)) {
                    return one;
                }
            }
        }
        return null;
    }

    private static boolean isKind(ErrorRecord record, Expression.TypeName name) {
        NetType type = TypeNames.find(name.text()).orElseGet(() -> NetType.of(name.text()));
        for (ExceptionValue at = record.exception(); at != null; at = at.inner()) {
            if (TypeOf.isException(at.typeName(), type)) {
                return true;
            }
        }
        return false;
    }

    /// Runs a block whose traps see its errors.
    void runTrapped(Block block, Sink out) {
        for (Statement statement : block.statements()) {
            try {
                catching(() -> statements.run(statement, out));
            } catch (CmdletError e) {
                trap(block, e.errorRecord(), e, out);
            } catch (ScriptStop e) {
                trap(block, e.errorRecord(), e, out);
            }
        }
    }

    private void trap(Block block, ErrorRecord record, RuntimeException e, Sink out) {
        Statement.Trap found = null;
        for (Statement.Trap trap : block.traps()) {
            Expression.TypeName type = trap.type();
            if (type == null ? found == null : isKind(record, type)) {
                found = trap;
            }
        }
        if (found == null) {
            throw e;
        }
        evaluator.reports().keep(record);
        Block body = found.body();
        try {
            withError(record, () -> statements.run(body, out));
        } catch (Flow.Continue _) {
            return;
        } catch (Flow.Break _) {
            throw e;
        }
        evaluator.reports().report(record, Action.CONTINUE);
    }

    /// What `throw` throws.
    ScriptStop thrown(Statement.Throw it) {
        Object value = it.value() == null ? null : statements.assigned(it.value());
        ErrorRecord record =
                switch (value) {
                    case null -> again();
                    case Nothing _ -> again();
                    case ErrorRecord error -> error;
                    case ExceptionValue exception ->
                            ErrorRecord.of(
                                    exception, exception.message(), ErrorCategory.OperationStopped);
                    default -> {
                        String message = evaluator.values().text().of(value);
                        yield ErrorRecord.of(
                                        ExceptionValue.of(ExceptionValue.RUNTIME, message),
                                        message,
                                        ErrorCategory.OperationStopped)
                                .withTarget(value);
                    }
                };
        return new ScriptStop(evaluator.reports().located(record, it.span(), "", ""));
    }

    private ErrorRecord again() {
        ErrorRecord current = handling.peek();
        return current != null
                ? current
                : ErrorRecord.of("ScriptHalted", "ScriptHalted", ErrorCategory.OperationStopped);
    }
}
