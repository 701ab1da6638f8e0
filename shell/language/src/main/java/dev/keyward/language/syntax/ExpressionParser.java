package dev.keyward.language.syntax;

import dev.keyward.cmdlet.Span;
import dev.keyward.language.syntax.Expression.ArrayLiteral;
import dev.keyward.language.syntax.Expression.ArrayOf;
import dev.keyward.language.syntax.Expression.Attributed;
import dev.keyward.language.syntax.Expression.Binary;
import dev.keyward.language.syntax.Expression.Cast;
import dev.keyward.language.syntax.Expression.Closure;
import dev.keyward.language.syntax.Expression.Literal;
import dev.keyward.language.syntax.Expression.Paren;
import dev.keyward.language.syntax.Expression.Splat;
import dev.keyward.language.syntax.Expression.Step;
import dev.keyward.language.syntax.Expression.Ternary;
import dev.keyward.language.syntax.Expression.TypeLiteral;
import dev.keyward.language.syntax.Expression.Unary;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Expressions by strength of their operators; members and calls are [MemberParser]'s.
final class ExpressionParser {
    private final Grammar grammar;
    private final Lexer lexer;
    private final MemberParser members;
    private boolean commaSeparates;

    ExpressionParser(Grammar grammar) {
        this.grammar = grammar;
        this.lexer = grammar.lexer();
        this.members = new MemberParser(grammar);
    }

    /// An expression in which commas make arrays.
    Expression expression() {
        return within(false);
    }

    /// An expression that a comma ends, as in a call's arguments.
    Expression argument() {
        return within(true);
    }

    private Expression within(boolean commaEnds) {
        boolean before = commaSeparates;
        commaSeparates = commaEnds;
        lexer.enter();
        Expression value = ternary();
        lexer.leave();
        commaSeparates = before;
        return value;
    }

    private Expression ternary() {
        Expression condition = binary(0);
        lexer.blanks();
        if (lexer.peek() != '?' || lexer.peek(1) == '?') {
            return condition;
        }
        lexer.advance(1);
        lexer.newlines();
        Expression then = ternary();
        lexer.newlines();
        lexer.expect(':', "MissingColonInTernaryExpression");
        lexer.newlines();
        Expression otherwise = ternary();
        return new Ternary(condition.span().to(otherwise.span()), condition, then, otherwise);
    }

    /// An operator with its length in the text.
    private record Found(BinaryOperator operator, boolean caseSensitive, int length) {}

    private Expression binary(int weakest) {
        Expression left = array();
        while (true) {
            Lexer.Mark mark = lexer.mark();
            lexer.blanks();
            Optional<Found> found = operator();
            if (found.isEmpty() || found.get().operator().strength() < weakest) {
                lexer.reset(mark);
                return left;
            }
            Found it = found.get();
            int start = lexer.position();
            lexer.advance(it.length());
            lexer.token(Token.Kind.OPERATOR, start);
            lexer.newlines();
            lexer.enter();
            Expression right = binary(it.operator().strength() + 1);
            lexer.leave();
            Span span = left.span().to(right.span());
            left = new Binary(span, it.operator(), it.caseSensitive(), left, right);
        }
    }

    private Optional<Found> operator() {
        char c = lexer.peek();
        char next = lexer.peek(1);
        if (Characters.isDash(c) && Character.isLetter(next)) {
            lexer.advance(1);
            String word = lexer.peekLetters();
            lexer.advance(-1);
            return BinaryOperator.ofWord(word)
                    .map(it -> new Found(it.operator(), it.caseSensitive(), word.length() + 1));
        }
        if (next == '=' && c != '?' || c == '*' && next == '>') {
            return Optional.empty();
        }
        if (Characters.isDash(c)) {
            return Optional.of(new Found(BinaryOperator.SUBTRACT, false, 1));
        }
        return switch (c) {
            case '+' -> Optional.of(new Found(BinaryOperator.ADD, false, 1));
            case '*' -> Optional.of(new Found(BinaryOperator.MULTIPLY, false, 1));
            case '/' -> Optional.of(new Found(BinaryOperator.DIVIDE, false, 1));
            case '%' -> Optional.of(new Found(BinaryOperator.REMAINDER, false, 1));
            case '.' ->
                    next == '.' ? Optional.of(new Found(BinaryOperator.RANGE, false, 2)) : none();
            case '?' ->
                    next == '?' && lexer.peek(2) != '='
                            ? Optional.of(new Found(BinaryOperator.COALESCE, false, 2))
                            : none();
            default -> none();
        };
    }

    private static Optional<Found> none() {
        return Optional.empty();
    }

    private Expression array() {
        Expression first = unary();
        if (commaSeparates) {
            return first;
        }
        List<Expression> elements = new ArrayList<>(List.of(first));
        while (takeComma()) {
            elements.add(unary());
        }
        return elements.size() == 1
                ? first
                : new ArrayLiteral(first.span().to(elements.getLast().span()), elements);
    }

    private boolean takeComma() {
        Lexer.Mark mark = lexer.mark();
        lexer.blanks();
        if (lexer.take(',')) {
            lexer.newlines();
            return true;
        }
        lexer.reset(mark);
        return false;
    }

    /// An operand with the operators that stand before it.
    Expression unary() {
        lexer.enter();
        Expression value = prefixed();
        lexer.leave();
        return value;
    }

    private Expression prefixed() {
        lexer.blanks();
        int start = lexer.position();
        char c = lexer.peek();
        char next = lexer.peek(1);
        if (c == '[') {
            return bracket();
        }
        if (c == '+' && next == '+' || Characters.isDash(c) && Characters.isDash(next)) {
            lexer.advance(2);
            Expression target = unary();
            return new Step(lexer.spanFrom(start), target, c == '+' ? 1 : -1, true);
        }
        if (Characters.isDash(c) && (Character.isDigit(next) || next == '.')) {
            int length = Numbers.length(rest(1));
            Number number = length == 0 ? null : Numbers.parse("-" + rest(1).substring(0, length));
            if (number != null) {
                lexer.advance(1 + length);
                lexer.token(Token.Kind.NUMBER, start);
                String text = lexer.text(start, lexer.position());
                return members.after(new Literal(lexer.spanFrom(start), number, text));
            }
        }
        UnaryOperator operator = unaryOperator(c, next);
        if (operator == null) {
            return members.after(primary());
        }
        lexer.token(Token.Kind.OPERATOR, start);
        lexer.newlines();
        Expression operand = unary();
        return new Unary(lexer.spanFrom(start), operator, operand);
    }

    private String rest(int ahead) {
        // numbers are short; a window keeps the cost of looking constant
        int from = lexer.position() + ahead;
        StringBuilder window = new StringBuilder();
        for (int i = 0; i < 400 && lexer.peek(ahead + i) != '\0'; i++) {
            window.append(lexer.peek(ahead + i));
        }
        return from < 0 ? "" : window.toString();
    }

    private @Nullable UnaryOperator unaryOperator(char c, char next) {
        if (Characters.isDash(c) && Character.isLetter(next)) {
            lexer.advance(1);
            String word = lexer.peekLetters();
            UnaryOperator operator =
                    switch (word.toLowerCase(Locale.ROOT)) {
                        case "not" -> UnaryOperator.NOT;
                        case "bnot" -> UnaryOperator.BITWISE_NOT;
                        case "split", "isplit" -> UnaryOperator.SPLIT;
                        case "csplit" -> UnaryOperator.CASE_SENSITIVE_SPLIT;
                        case "join" -> UnaryOperator.JOIN;
                        default -> null;
                    };
            if (operator == null) {
                lexer.advance(-1);
                throw lexer.unexpected();
            }
            lexer.advance(word.length());
            return operator;
        }
        UnaryOperator operator =
                switch (c) {
                    case '!' -> UnaryOperator.NOT;
                    case '+' -> UnaryOperator.PLUS;
                    case ',' -> commaSeparates ? null : UnaryOperator.COMMA;
                    default -> Characters.isDash(c) ? UnaryOperator.MINUS : null;
                };
        if (operator != null) {
            lexer.advance(1);
        }
        return operator;
    }

    /// `[type]`, a cast, or an attribute before a variable.
    private Expression bracket() {
        int start = lexer.position();
        DefinitionParser.Bracket bracket = grammar.definitions().bracket();
        if (bracket.attribute() != null) {
            lexer.newlines();
            Expression operand = unary();
            return new Attributed(lexer.spanFrom(start), bracket.attribute(), operand);
        }
        TypeLiteral literal = new TypeLiteral(lexer.spanFrom(start), bracket.type());
        if (lexer.peek() == ':' && lexer.peek(1) == ':' || lexer.peek() == '.') {
            return members.after(literal);
        }
        Lexer.Mark mark = lexer.mark();
        lexer.blanks();
        if (startsOperand(mark.position() == lexer.position())) {
            Expression operand = unary();
            return new Cast(lexer.spanFrom(start), bracket.type(), operand);
        }
        lexer.reset(mark);
        return literal;
    }

    private boolean startsOperand(boolean adjacent) {
        char c = lexer.peek();
        char next = lexer.peek(1);
        if (Characters.isDash(c)) {
            if (Character.isLetter(next)) {
                lexer.advance(1);
                String word = lexer.peekLetters().toLowerCase(Locale.ROOT);
                lexer.advance(-1);
                return List.of("not", "bnot").contains(word)
                        || adjacent && List.of("join", "split").contains(word);
            }
            return adjacent || !Characters.isBlank(next);
        }
        return Characters.isSingleQuote(c)
                || Characters.isDoubleQuote(c)
                || Character.isDigit(c)
                || c == '.' && Character.isDigit(next)
                || c == '+' && (adjacent || next == '+')
                || "$(@[{!".indexOf(c) >= 0 && c != '\0';
    }

    /// A value without operators.
    Expression primary() {
        int start = lexer.position();
        char c = lexer.peek();
        if (Characters.isSingleQuote(c) || Characters.isDoubleQuote(c)) {
            return grammar.strings().quoted();
        }
        if (Character.isDigit(c) || c == '.' && Character.isDigit(lexer.peek(1))) {
            return number();
        }
        return switch (c) {
            case '$' -> grammar.strings().dollar(false);
            case '@' -> at(start);
            case '(' -> paren(start);
            case '{' -> {
                ScriptBody body = grammar.definitions().braces();
                yield new Closure(body.span(), body);
            }
            case '[' -> {
                DefinitionParser.Bracket bracket = grammar.definitions().bracket();
                yield new TypeLiteral(lexer.spanFrom(start), bracket.type());
            }
            default -> throw lexer.unexpected();
        };
    }

    /// What stands at an argument's start and goes on with members.
    Expression operand() {
        return members.after(primary());
    }

    /// Members, calls and indexes after a value that's already read.
    Expression after(Expression value) {
        return members.after(value);
    }

    private Expression number() {
        int start = lexer.position();
        int length = Numbers.length(rest(0));
        Number value = length == 0 ? null : Numbers.parse(rest(0).substring(0, length));
        if (value == null) {
            throw lexer.error("BadNumericConstant", "The number isn't valid.", start, false);
        }
        lexer.advance(length);
        lexer.token(Token.Kind.NUMBER, start);
        return new Literal(lexer.spanFrom(start), value, lexer.text(start, lexer.position()));
    }

    /// Whether a number stands here.
    boolean startsNumber() {
        return Numbers.length(rest(0)) > 0;
    }

    private Expression at(int start) {
        if (grammar.strings().startsHereString()) {
            return grammar.strings().hereString();
        }
        char next = lexer.peek(1);
        if (next == '(') {
            lexer.advance(2);
            Block block = grammar.statements().statementsUntil(')');
            lexer.expect(')', "MissingEndParenthesisInExpression");
            return new ArrayOf(lexer.spanFrom(start), block);
        }
        if (next == '{') {
            return new HashParser(grammar).table();
        }
        if (Characters.isVariablePart(next)) {
            Expression.Variable variable = grammar.strings().variable(false);
            return new Splat(variable.span(), variable.path());
        }
        throw lexer.unexpected();
    }

    private Expression paren(int start) {
        lexer.advance(1);
        lexer.newlines();
        lexer.enter();
        Statement inside = grammar.statements().pipeline();
        lexer.leave();
        lexer.newlines();
        lexer.expect(')', "MissingEndParenthesisInExpression");
        return new Paren(lexer.spanFrom(start), inside);
    }
}
