package dev.keyward.language.eval;

import dev.keyward.cmdlet.CmdletError;
import dev.keyward.cmdlet.ErrorCategory;
import dev.keyward.cmdlet.Validation;
import dev.keyward.language.syntax.Expression;
import dev.keyward.language.syntax.Statement;
import dev.keyward.language.syntax.VariablePath;
import dev.keyward.language.value.NetType;
import dev.keyward.language.value.Nothing;
import dev.keyward.language.value.Reference;
import dev.keyward.language.value.Sequences;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/// Turns expressions into places to assign to.
final class Places {
    private final Evaluator evaluator;
    private final Expressions expressions;

    Places(Evaluator evaluator, Expressions expressions) {
        this.evaluator = evaluator;
        this.expressions = expressions;
    }

    /// The place; what it hangs on is worked out once.
    Place of(Expression target) {
        return switch (target) {
            case Expression.Variable it -> variable(it.path());
            case Expression.Member it -> member(it);
            case Expression.Index it -> element(it);
            case Expression.Cast it -> typed(it);
            case Expression.Attributed it -> validated(it);
            case Expression.ArrayLiteral it -> several(it.elements());
            case Expression.Paren it when inside(it) != null ->
                    of(java.util.Objects.requireNonNull(inside(it)));
            default ->
                    throw CmdletError.of(
                            "The assignment expression is not valid.",
                            "InvalidLeftHandSide",
                            ErrorCategory.ParserError);
        };
    }

    private static @Nullable Expression inside(Expression.Paren paren) {
        return paren.statement() instanceof Statement.Pipeline pipeline
                        && pipeline.stages().size() == 1
                        && pipeline.stages().getFirst() instanceof Statement.ValueStage value
                ? value.expression()
                : null;
    }

    private Place variable(VariablePath path) {
        return new Place() {
            @Override
            public @Nullable Object get() {
                expressions.strict().read(path);
                return evaluator.variables().get(path);
            }

            @Override
            public void set(@Nullable Object value) {
                evaluator.variables().set(path, value);
            }
        };
    }

    private Place member(Expression.Member it) {
        Object target = expressions.value(it.target());
        String name = expressions.text(it.name());
        return new Place() {
            @Override
            public @Nullable Object get() {
                return it.isStatic()
                        ? evaluator.access().getStatic(target, name)
                        : evaluator.access().get(target, name);
            }

            @Override
            public void set(@Nullable Object value) {
                if (it.isStatic()) {
                    evaluator.access().setStatic(target, name, value);
                } else {
                    evaluator.values().members().set(target, name, value);
                }
            }
        };
    }

    private Place element(Expression.Index it) {
        Object target = expressions.value(it.target());
        Object index = expressions.value(it.index());
        return new Place() {
            @Override
            public @Nullable Object get() {
                return evaluator.values().members().index(target, index);
            }

            @Override
            public void set(@Nullable Object value) {
                evaluator.values().members().setIndex(target, index, value);
            }
        };
    }

    /// `[int]$x`: the variable keeps the type.
    private Place typed(Expression.Cast it) {
        if (it.type().text().toLowerCase(Locale.ROOT).equals("ordered")) {
            return of(it.operand());
        }
        NetType type = expressions.type(it.type());
        UnaryOperator<@Nullable Object> conversion =
                value -> evaluator.values().conversions().convert(value, type);
        return constrained(it.operand(), conversion);
    }

    private Place validated(Expression.Attributed it) {
        Optional<Validation> validation = evaluator.shapes().validation(it.attribute());
        Place inner = of(it.operand());
        if (validation.isEmpty()) {
            return inner;
        }
        UnaryOperator<@Nullable Object> check =
                value -> {
                    String reason = new Validator(evaluator).refusal(validation.get(), value);
                    if (reason != null) {
                        throw CmdletError.of(
                                "System.Management.Automation.ValidationMetadataException",
                                "The variable cannot be validated because the value %s is not a valid value for the variable."
                                        .formatted(evaluator.values().text().of(value)),
                                "ValidateSetFailure",
                                ErrorCategory.MetadataError);
                    }
                    return value;
                };
        return constrained(it.operand(), check);
    }

    private Place constrained(Expression operand, UnaryOperator<@Nullable Object> first) {
        List<UnaryOperator<@Nullable Object>> all = new ArrayList<>(List.of(first));
        Expression so = operand;
        while (so instanceof Expression.Cast cast) {
            NetType type = expressions.type(cast.type());
            all.addFirst(value -> evaluator.values().conversions().convert(value, type));
            so = cast.operand();
        }
        UnaryOperator<@Nullable Object> constraint =
                value -> {
                    Object now = value == Nothing.NOTHING ? null : value;
                    for (UnaryOperator<@Nullable Object> one : all) {
                        now = one.apply(now);
                    }
                    return now;
                };
        Place inner = of(so);
        VariablePath path = so instanceof Expression.Variable it ? it.path() : null;
        return new Place() {
            @Override
            public @Nullable Object get() {
                return inner.get();
            }

            @Override
            public void set(@Nullable Object value) {
                Object converted = constraint.apply(value);
                Optional<Scope> scope =
                        path == null ? Optional.empty() : evaluator.variables().scopeOf(path);
                if (path == null || scope.isEmpty()) {
                    inner.set(converted);
                    return;
                }
                Variable made = new Variable(path.name(), converted);
                made.constrain(constraint);
                scope.get().put(made);
            }
        };
    }

    /// `$a, $b = …`: the last place takes what's left.
    private Place several(List<Expression> targets) {
        return new Place() {
            @Override
            public @Nullable Object get() {
                return expressions.values(targets).toArray();
            }

            @Override
            public void set(@Nullable Object value) {
                List<@Nullable Object> values = Sequences.elements(value);
                for (int i = 0; i < targets.size(); i++) {
                    Place place = of(targets.get(i));
                    if (i < targets.size() - 1 || values.size() <= targets.size()) {
                        place.set(i < values.size() ? values.get(i) : null);
                    } else {
                        place.set(values.subList(i, values.size()).toArray());
                    }
                }
            }
        };
    }

    /// `[ref]$x`.
    Reference reference(Expression operand) {
        Place place = of(operand);
        return new Reference() {
            @Override
            public @Nullable Object get() {
                return place.get();
            }

            @Override
            public void set(@Nullable Object value) {
                place.set(value);
            }
        };
    }
}
