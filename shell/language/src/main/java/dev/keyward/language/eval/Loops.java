package dev.keyward.language.eval;

import dev.keyward.language.syntax.BinaryOperator;
import dev.keyward.language.syntax.Block;
import dev.keyward.language.syntax.Expression;
import dev.keyward.language.syntax.Statement;
import dev.keyward.language.value.Nothing;
import dev.keyward.language.value.Sequences;
import dev.keyward.language.value.Truth;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Runs the statements that repeat, and `switch`.
final class Loops {
    private final Evaluator evaluator;
    private final Statements statements;

    Loops(Evaluator evaluator, Statements statements) {
        this.evaluator = evaluator;
        this.statements = statements;
    }

    void run(Statement.While it, Sink out) {
        while (statements.holds(it.condition())) {
            if (!turn(it.body(), it.label(), out)) {
                return;
            }
        }
    }

    void run(Statement.DoLoop it, Sink out) {
        do {
            if (!turn(it.body(), it.label(), out)) {
                return;
            }
        } while (statements.holds(it.condition()) != it.until());
    }

    void run(Statement.For it, Sink out) {
        if (it.first() != null) {
            statements.run(it.first(), Sink.NOWHERE);
        }
        while (it.condition() == null || statements.holds(it.condition())) {
            if (!turn(it.body(), it.label(), out)) {
                return;
            }
            if (it.next() != null) {
                statements.run(it.next(), Sink.NOWHERE);
            }
        }
    }

    void run(Statement.ForEach it, Sink out) {
        Object collection = statements.assigned(it.collection());
        if (collection == null) {
            return;
        }
        for (Object element : Sequences.elements(collection)) {
            evaluator.variables().set(it.variable(), element);
            if (!turn(it.body(), it.label(), out)) {
                return;
            }
        }
    }

    /// Runs a loop's body once; whether the loop goes on.
    private boolean turn(Block body, String label, Sink out) {
        evaluator.checkpoint();
        try {
            statements.run(body, out);
            return true;
        } catch (Flow.Continue jump) {
            if (!jump.isFor(label)) {
                throw jump;
            }
            return true;
        } catch (Flow.Break jump) {
            if (!jump.isFor(label)) {
                throw jump;
            }
            return false;
        }
    }

    void run(Statement.Switch it, Sink out) {
        Object value = statements.assigned(it.value());
        List<@Nullable Object> items = it.file() ? lines(value) : Sequences.elements(value);
        Scope scope = evaluator.scope();
        Variable before = scope.own("_");
        try {
            for (Object item : items) {
                scope.put(new Variable("_", item));
                if (!item(it, item, out)) {
                    return;
                }
            }
        } finally {
            scope.remove("_");
            if (before != null) {
                scope.put(before);
            }
        }
    }

    private List<@Nullable Object> lines(@Nullable Object file) {
        String name = evaluator.values().text().of(file);
        try {
            return new ArrayList<>(Files.readAllLines(evaluator.session().resolve(name)));
        } catch (IOException e) {
            throw Reports.error("The file '%s' cannot be read.".formatted(name), "FileReadError");
        }
    }

    /// Runs the cases that fit; whether the switch goes on.
    private boolean item(Statement.Switch it, @Nullable Object item, Sink out) {
        boolean any = false;
        try {
            for (Statement.Case one : it.cases()) {
                if (fits(it, one.test(), item)) {
                    any = true;
                    statements.run(one.body(), out);
                }
            }
            if (!any && it.otherwise() != null) {
                statements.run(it.otherwise(), out);
            }
            return true;
        } catch (Flow.Continue jump) {
            if (!jump.isFor(it.label())) {
                throw jump;
            }
            return true;
        } catch (Flow.Break jump) {
            if (!jump.isFor(it.label())) {
                throw jump;
            }
            return false;
        }
    }

    private boolean fits(Statement.Switch it, Expression test, @Nullable Object item) {
        Object wanted = evaluator.expressions().value(test);
        if (wanted instanceof BlockValue block) {
            return Truth.of(
                    evaluator.scripts().value(dev.keyward.cmdlet.Scripts.Call.with(block, item)));
        }
        Object value = item == Nothing.NOTHING ? null : item;
        return switch (it.mode()) {
            case EXACT -> evaluator.values().operators().isEqual(value, wanted, it.caseSensitive());
            case WILDCARD -> matches(it, BinaryOperator.LIKE, value, wanted);
            case REGEX -> matches(it, BinaryOperator.MATCH, value, wanted);
        };
    }

    private boolean matches(
            Statement.Switch it,
            BinaryOperator operator,
            @Nullable Object value,
            @Nullable Object wanted) {
        String text = evaluator.values().text().of(value);
        return Truth.of(evaluator.expressions().apply(operator, it.caseSensitive(), text, wanted));
    }
}
