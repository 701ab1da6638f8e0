package dev.keyward.language.eval;

import dev.keyward.cmdlet.CmdletError;
import dev.keyward.cmdlet.PsHashtable;
import dev.keyward.language.syntax.BinaryOperator;
import dev.keyward.language.syntax.Expression;
import dev.keyward.language.value.NetException;
import dev.keyward.language.value.NetType;
import dev.keyward.language.value.Nothing;
import dev.keyward.language.value.Truth;
import dev.keyward.language.value.TypeNames;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Works out expressions.
final class Expressions {
    private final Evaluator evaluator;
    private final Places places;
    private final StrictMode strict;
    private final Map<String, NetType> types = new HashMap<>();

    Expressions(Evaluator evaluator) {
        this.evaluator = evaluator;
        this.places = new Places(evaluator, this);
        this.strict = new StrictMode(evaluator);
    }

    Places places() {
        return places;
    }

    /// The value, null where there's none.
    @Nullable Object value(Expression expression) {
        Object value = raw(expression);
        return value == Nothing.NOTHING ? null : value;
    }

    /// The value, [Nothing] where a command gave none.
    ///
    /// @throws CmdletError with the place of the innermost expression that failed
    @Nullable Object raw(Expression expression) {
        try {
            return evaluate(expression);
        } catch (CmdletError e) {
            throw evaluator.reports().located(e, expression.span());
        } catch (NetException e) {
            throw evaluator.reports().located(Reports.of(e), expression.span());
        }
    }

    private @Nullable Object evaluate(Expression expression) {
        return switch (expression) {
            case Expression.Literal it -> it.value();
            case Expression.Interpolated it -> interpolated(it);
            case Expression.Variable it -> {
                strict.read(it.path());
                yield evaluator.variables().get(it.path());
            }
            case Expression.Splat it -> evaluator.variables().get(it.path());
            case Expression.ArrayLiteral it -> values(it.elements()).toArray();
            case Expression.ArrayOf it -> {
                Sink.Gathering all = new Sink.Gathering();
                evaluator.statements().run(it.block(), all);
                yield all.all().toArray();
            }
            case Expression.SubExpression it -> {
                Sink.Gathering all = new Sink.Gathering();
                evaluator.statements().run(it.block(), all);
                yield all.collapsed();
            }
            case Expression.Paren it -> evaluator.statements().assigned(it.statement());
            case Expression.HashLiteral it -> table(it, new PsHashtable());
            case Expression.Closure it -> new BlockValue(it.body(), home());
            case Expression.Unary it -> unary(it);
            case Expression.Step it -> step(it);
            case Expression.Binary it -> binary(it);
            case Expression.Ternary it ->
                    Truth.of(raw(it.condition())) ? raw(it.then()) : raw(it.otherwise());
            case Expression.Index it -> index(it);
            case Expression.Member it -> member(it);
            case Expression.Call it -> call(it);
            case Expression.Cast it -> cast(it);
            case Expression.Attributed it -> raw(it.operand());
            case Expression.TypeLiteral it -> type(it.type());
        };
    }

    /// The module that code written here belongs to, if any.
    private @Nullable Scope home() {
        Scope scope = evaluator.scope().scriptScope();
        return scope.kind() == Scope.Kind.MODULE ? scope : null;
    }

    NetType type(Expression.TypeName name) {
        NetType known = types.get(name.text());
        if (known == null) {
            known = TypeNames.require(name.text());
            types.put(name.text(), known);
        }
        return known;
    }

    List<@Nullable Object> values(List<Expression> expressions) {
        List<@Nullable Object> values = new ArrayList<>(expressions.size());
        for (Expression expression : expressions) {
            values.add(value(expression));
        }
        return values;
    }

    StrictMode strict() {
        return strict;
    }

    String text(Expression expression) {
        return evaluator.values().text().of(value(expression));
    }

    private String interpolated(Expression.Interpolated it) {
        StringBuilder text = new StringBuilder();
        for (Expression.Part part : it.parts()) {
            text.append(
                    switch (part) {
                        case Expression.Part.Text piece -> piece.text();
                        case Expression.Part.Value value ->
                                strict.inText(() -> text(value.expression()));
                    });
        }
        return text.toString();
    }

    private PsHashtable table(Expression.HashLiteral literal, PsHashtable table) {
        for (Expression.Pair pair : literal.pairs()) {
            Object key = value(pair.key());
            if (key == null) {
                throw Reports.error(
                        "A null key is not allowed in a hash literal.", "InvalidNullKey");
            }
            Object value = evaluator.statements().assigned(pair.value());
            table.put(key, value == Nothing.NOTHING ? null : value);
        }
        return table;
    }

    private @Nullable Object unary(Expression.Unary it) {
        var operators = evaluator.values().operators();
        return switch (it.operator()) {
            case NOT -> !Truth.of(raw(it.operand()));
            case BITWISE_NOT -> operators.bitwiseNot(value(it.operand()));
            case PLUS -> operators.plus(value(it.operand()));
            case MINUS -> operators.negate(value(it.operand()));
            case COMMA -> new @Nullable Object[] {value(it.operand())};
            case SPLIT, CASE_SENSITIVE_SPLIT -> operators.split(value(it.operand()));
            case JOIN -> operators.join(value(it.operand()));
        };
    }

    private @Nullable Object step(Expression.Step it) {
        Place place = places.of(it.target());
        Object before = place.get();
        Object from = before == Nothing.NOTHING || before == null ? (Object) 0 : before;
        Object after = evaluator.values().operators().apply("+", from, it.by());
        place.set(after);
        return it.prefix() ? after : from;
    }

    private @Nullable Object binary(Expression.Binary it) {
        BinaryOperator operator = it.operator();
        return switch (operator) {
            case AND -> Truth.of(raw(it.left())) && Truth.of(raw(it.right()));
            case OR -> Truth.of(raw(it.left())) || Truth.of(raw(it.right()));
            case COALESCE -> {
                Object left = value(it.left());
                yield left == null ? raw(it.right()) : left;
            }
            default -> {
                Object left = value(it.left());
                Object right = value(it.right());
                yield apply(operator, it.caseSensitive(), left, right);
            }
        };
    }

    @Nullable Object apply(
            BinaryOperator operator,
            boolean caseSensitive,
            @Nullable Object left,
            @Nullable Object right) {
        return evaluator
                .values()
                .operators()
                .apply(operator.word(), caseSensitive, left, right, this::matched);
    }

    /// Keeps what a successful match found.
    void matched(PsHashtable matches) {
        evaluator.scope().set("Matches", matches);
    }

    private @Nullable Object index(Expression.Index it) {
        Object target = value(it.target());
        if (target == null && it.nullSafe()) {
            return null;
        }
        Object index = value(it.index());
        strict.index(target, index);
        return evaluator.values().members().index(target, index);
    }

    private @Nullable Object member(Expression.Member it) {
        Object target = value(it.target());
        if (target == null && it.nullSafe()) {
            return null;
        }
        String name = text(it.name());
        if (it.isStatic()) {
            return evaluator.access().getStatic(target, name);
        }
        strict.property(target, name);
        return evaluator.access().get(target, name);
    }

    private @Nullable Object call(Expression.Call it) {
        Object target = value(it.target());
        if (target == null && it.nullSafe()) {
            return null;
        }
        String name = text(it.name());
        List<@Nullable Object> arguments = new ArrayList<>();
        for (Expression argument : it.arguments()) {
            arguments.add(argument(argument));
        }
        return it.isStatic()
                ? evaluator.access().callStatic(target, name, arguments)
                : evaluator.access().call(target, name, arguments);
    }

    private @Nullable Object argument(Expression argument) {
        if (argument instanceof Expression.Cast cast
                && cast.type().text().equalsIgnoreCase("ref")) {
            return places.reference(cast.operand());
        }
        return value(argument);
    }

    private @Nullable Object cast(Expression.Cast it) {
        String type = it.type().text().toLowerCase(Locale.ROOT);
        if (it.operand() instanceof Expression.HashLiteral literal
                && (type.equals("ordered") || type.equals("pscustomobject"))) {
            PsHashtable table = table(literal, PsHashtable.ordered());
            return type.equals("ordered") ? table : convert(table, it.type());
        }
        if (type.equals("ref")) {
            return places.reference(it.operand());
        }
        Object value = value(it.operand());
        return type.equals("void") ? Nothing.NOTHING : convert(value, it.type());
    }

    private @Nullable Object convert(@Nullable Object value, Expression.TypeName name) {
        NetType type = type(name);
        if (type.equals(NetType.SCRIPT_BLOCK) && value instanceof String text) {
            return evaluator.access().block(text);
        }
        return evaluator.values().conversions().convert(value, type);
    }
}
