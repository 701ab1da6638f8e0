package dev.keyward.language.syntax;

import dev.keyward.language.syntax.Statement.Argument;

/// Whether a value stands in the line itself, rather than coming from a variable or a command.
final class WrittenOut {
    private WrittenOut() {}

    static boolean is(Statement statement) {
        return statement instanceof Statement.Pipeline pipeline
                && pipeline.stages().getFirst() instanceof Statement.ValueStage value
                && is(value.expression());
    }

    static boolean is(Expression expression) {
        return switch (expression) {
            case Expression.Literal it -> !String.valueOf(it.value()).isBlank();
            case Expression.Interpolated it ->
                    it.parts().stream()
                            .anyMatch(part ->
                                    part instanceof Expression.Part.Text text
                                            && Telling.isMoreThanScheme(text.text()));
            case Expression.ArrayLiteral it -> it.elements().stream().anyMatch(WrittenOut::is);
            case Expression.ArrayOf it -> it.block().statements().stream().anyMatch(WrittenOut::is);
            case Expression.SubExpression it ->
                    it.block().statements().stream().anyMatch(WrittenOut::is);
            case Expression.Paren it -> is(it.statement());
            case Expression.HashLiteral it ->
                    it.pairs().stream().anyMatch(pair -> is(pair.value()));
            case Expression.Unary it -> is(it.operand());
            case Expression.Binary it -> is(it.left()) || is(it.right());
            case Expression.Ternary it -> is(it.then()) || is(it.otherwise());
            case Expression.Call it ->
                    is(it.target()) || it.arguments().stream().anyMatch(WrittenOut::is);
            case Expression.Cast it -> is(it.operand());
            case Expression.Attributed it -> is(it.operand());
            case Expression.Variable _,
                    Expression.Splat _,
                    Expression.Closure _,
                    Expression.Step _,
                    Expression.Index _,
                    Expression.Member _,
                    Expression.TypeLiteral _ ->
                    false;
        };
    }

    static boolean isArgument(Argument argument) {
        return switch (argument) {
            case Argument.Value it -> is(it.expression());
            case Argument.Named it -> it.value() != null && is(it.value());
            case Argument.EndOfNames _ -> false;
        };
    }
}
