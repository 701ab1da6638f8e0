package dev.keyward.language.syntax;

import dev.keyward.language.syntax.Expression.Call;
import dev.keyward.language.syntax.Expression.Closure;
import dev.keyward.language.syntax.Expression.Index;
import dev.keyward.language.syntax.Expression.Literal;
import dev.keyward.language.syntax.Expression.Member;
import dev.keyward.language.syntax.Expression.Step;
import java.util.ArrayList;
import java.util.List;

/// What follows a value without a blank: members, calls, indexes, `++`.
final class MemberParser {
    private final Grammar grammar;
    private final Lexer lexer;

    MemberParser(Grammar grammar) {
        this.grammar = grammar;
        this.lexer = grammar.lexer();
    }

    Expression after(Expression value) {
        Expression so = value;
        while (true) {
            char c = lexer.peek();
            char next = lexer.peek(1);
            if (c == '.' && next != '.' && !Characters.endsWord(next)
                    || c == '.' && startsMemberAhead()) {
                so = member(so, 1, false, false);
            } else if (c == ':' && next == ':') {
                so = member(so, 2, true, false);
            } else if (c == '?' && next == '.' && startsName(lexer.peek(2))) {
                so = member(so, 2, false, true);
            } else if (c == '[') {
                so = index(so, 1, false);
            } else if (c == '?' && next == '[') {
                so = index(so, 2, true);
            } else if (c == '+' && next == '+' || Characters.isDash(c) && Characters.isDash(next)) {
                if (!steps(so)) {
                    return so;
                }
                lexer.advance(2);
                return new Step(lexer.spanFrom(so.span().start()), so, c == '+' ? 1 : -1, false);
            } else {
                return so;
            }
        }
    }

    private static boolean steps(Expression target) {
        return switch (target) {
            case Expression.Variable _, Member _, Index _, Expression.Paren _ -> true;
            default -> false;
        };
    }

    private static boolean startsName(char c) {
        return Characters.isNamePart(c)
                || c == '$'
                || c == '('
                || Characters.isSingleQuote(c)
                || Characters.isDoubleQuote(c);
    }

    /// `.(` or a dot that ends its line.
    private boolean startsMemberAhead() {
        char next = lexer.peek(1);
        return next == '(' || Characters.isNewline(next);
    }

    private Expression member(Expression target, int skip, boolean isStatic, boolean nullSafe) {
        lexer.advance(skip);
        lexer.newlines();
        Expression name = name();
        int start = target.span().start();
        if (lexer.peek() == '(') {
            List<Expression> arguments = arguments();
            return new Call(lexer.spanFrom(start), target, name, arguments, isStatic, nullSafe);
        }
        if (lexer.peek() == '{' && takesBlock(name)) {
            ScriptBody body = grammar.definitions().braces();
            List<Expression> block = List.of(new Closure(body.span(), body));
            return new Call(lexer.spanFrom(start), target, name, block, isStatic, nullSafe);
        }
        return new Member(lexer.spanFrom(start), target, name, isStatic, nullSafe);
    }

    private static boolean takesBlock(Expression name) {
        return name instanceof Literal literal
                && (literal.text().equalsIgnoreCase("where")
                        || literal.text().equalsIgnoreCase("foreach"));
    }

    private Expression name() {
        int start = lexer.position();
        char c = lexer.peek();
        if (Characters.isSingleQuote(c) || Characters.isDoubleQuote(c)) {
            return grammar.strings().quoted();
        }
        if (c == '$' && grammar.strings().startsValue()) {
            return grammar.strings().dollar(false);
        }
        if (c == '(') {
            return grammar.expressions().primary();
        }
        while (Characters.isNamePart(lexer.peek())) {
            lexer.advance(1);
        }
        if (lexer.position() == start) {
            throw lexer.atEnd()
                    ? lexer.missing("MissingPropertyName", "Missing property name after the dot.")
                    : lexer.error(
                            "MissingPropertyName",
                            "Missing property name after the dot.",
                            start,
                            false);
        }
        lexer.token(Token.Kind.MEMBER, start);
        String text = lexer.text(start, lexer.position());
        return new Literal(lexer.spanFrom(start), text, text);
    }

    private List<Expression> arguments() {
        lexer.advance(1);
        List<Expression> arguments = new ArrayList<>();
        lexer.newlines();
        while (lexer.peek() != ')') {
            arguments.add(grammar.expressions().argument());
            lexer.newlines();
            if (lexer.take(',')) {
                lexer.newlines();
            } else {
                break;
            }
        }
        lexer.expect(')', "MissingEndParenthesisInMethodCall");
        return arguments;
    }

    private Expression index(Expression target, int skip, boolean nullSafe) {
        lexer.advance(skip);
        lexer.newlines();
        Expression index = grammar.expressions().expression();
        lexer.newlines();
        lexer.expect(']', "MissingEndSquareBracket");
        return new Index(lexer.spanFrom(target.span().start()), target, index, nullSafe);
    }
}
