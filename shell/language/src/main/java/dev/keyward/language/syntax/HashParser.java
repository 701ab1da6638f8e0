package dev.keyward.language.syntax;

import dev.keyward.language.syntax.Expression.HashLiteral;
import dev.keyward.language.syntax.Expression.Literal;
import dev.keyward.language.syntax.Expression.Pair;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/// Hashtable literals.
final class HashParser {
    private final Grammar grammar;
    private final Lexer lexer;

    HashParser(Grammar grammar) {
        this.grammar = grammar;
        this.lexer = grammar.lexer();
    }

    HashLiteral table() {
        int start = lexer.position();
        lexer.advance(2);
        lexer.enter();
        List<Pair> pairs = new ArrayList<>();
        Set<Object> seen = new HashSet<>();
        lexer.separators();
        while (lexer.peek() != '}') {
            Pair pair = pair(seen);
            pairs.add(pair);
            lexer.blanks();
            if (!Characters.isNewline(lexer.peek()) && lexer.peek() != ';' && lexer.peek() != '}') {
                throw lexer.atEnd()
                        ? lexer.missing("IncompleteHashLiteral", "The hash literal was incomplete.")
                        : lexer.unexpected();
            }
            lexer.separators();
        }
        lexer.advance(1);
        lexer.leave();
        return new HashLiteral(lexer.spanFrom(start), pairs);
    }

    private Pair pair(Set<Object> seen) {
        int start = lexer.position();
        Expression key = key();
        if (key instanceof Literal literal) {
            Object same =
                    literal.value() instanceof String text
                            ? text.toLowerCase(Locale.ROOT)
                            : literal.value();
            if (!seen.add(same)) {
                throw lexer.error(
                        "DuplicateKeyInHashLiteral",
                        "Duplicate keys '%s' are not allowed in hash literals."
                                .formatted(literal.text()),
                        start,
                        false);
            }
        }
        lexer.newlines();
        lexer.expect('=', "MissingEqualsInHashLiteral");
        lexer.newlines();
        if (lexer.peek() == '}' || lexer.peek() == ';') {
            throw lexer.error(
                    "MissingStatementInHashLiteral",
                    "Missing statement after '=' in hash literal.",
                    lexer.position(),
                    false);
        }
        return new Pair(key, grammar.statements().statement());
    }

    private Expression key() {
        int start = lexer.position();
        if (!Characters.isNameStart(lexer.peek())) {
            if (lexer.atEnd()) {
                throw lexer.missing("IncompleteHashLiteral", "The hash literal was incomplete.");
            }
            return grammar.expressions().unary();
        }
        while (Characters.isNamePart(lexer.peek()) || Characters.isDash(lexer.peek())) {
            lexer.advance(1);
        }
        lexer.token(Token.Kind.MEMBER, start);
        String text = lexer.text(start, lexer.position());
        return new Literal(lexer.spanFrom(start), text, text);
    }
}
