package dev.keyward.language.syntax;

import dev.keyward.cmdlet.Span;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Something that has a value.
public sealed interface Expression {
    Span span();

    /// A string or number that stands for itself.
    ///
    /// @param text how it was written; a bare number given to a text parameter stays as written
    record Literal(Span span, Object value, String text) implements Expression {}

    /// Text with values in it.
    record Interpolated(Span span, List<Part> parts) implements Expression {
        public Interpolated {
            parts = List.copyOf(parts);
        }
    }

    /// A piece of an [Interpolated].
    sealed interface Part {
        record Text(String text) implements Part {}

        record Value(Expression expression) implements Part {}
    }

    record Variable(Span span, VariablePath path) implements Expression {}

    /// `@name` among a command's arguments.
    record Splat(Span span, VariablePath path) implements Expression {}

    /// `a, b`.
    record ArrayLiteral(Span span, List<Expression> elements) implements Expression {
        public ArrayLiteral {
            elements = List.copyOf(elements);
        }
    }

    /// `@( )`.
    record ArrayOf(Span span, Block block) implements Expression {}

    /// `$( )`.
    record SubExpression(Span span, Block block) implements Expression {}

    /// `( )`.
    record Paren(Span span, Statement statement) implements Expression {}

    /// `@{ }`.
    record HashLiteral(Span span, List<Pair> pairs) implements Expression {
        public HashLiteral {
            pairs = List.copyOf(pairs);
        }
    }

    /// An entry of a [HashLiteral].
    record Pair(Expression key, Statement value) {}

    /// `{ }`.
    record Closure(Span span, ScriptBody body) implements Expression {}

    record Unary(Span span, UnaryOperator operator, Expression operand) implements Expression {}

    /// `++` and `--`.
    record Step(Span span, Expression target, int by, boolean prefix) implements Expression {}

    record Binary(
            Span span,
            BinaryOperator operator,
            boolean caseSensitive,
            Expression left,
            Expression right)
            implements Expression {}

    record Ternary(Span span, Expression condition, Expression then, Expression otherwise)
            implements Expression {}

    record Index(Span span, Expression target, Expression index, boolean nullSafe)
            implements Expression {}

    record Member(Span span, Expression target, Expression name, boolean isStatic, boolean nullSafe)
            implements Expression {}

    record Call(
            Span span,
            Expression target,
            Expression name,
            List<Expression> arguments,
            boolean isStatic,
            boolean nullSafe)
            implements Expression {
        public Call {
            arguments = List.copyOf(arguments);
        }
    }

    record Cast(Span span, TypeName type, Expression operand) implements Expression {}

    /// A validation attribute before a variable.
    record Attributed(Span span, Attribute attribute, Expression operand) implements Expression {}

    record TypeLiteral(Span span, TypeName type) implements Expression {}

    /// A type's name as written, generics and array marks included.
    record TypeName(Span span, String text) {}

    /// `[Name(a, Key = b)]`; a key without a value means true.
    record Attribute(Span span, String name, List<Expression> arguments, List<Named> named) {
        public Attribute {
            arguments = List.copyOf(arguments);
            named = List.copyOf(named);
        }

        /// An argument given by name.
        public record Named(String name, @Nullable Expression value) {}
    }
}
