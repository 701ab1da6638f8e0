package dev.keyward.language.syntax;

import dev.keyward.language.syntax.Expression.Interpolated;
import dev.keyward.language.syntax.Expression.Literal;
import dev.keyward.language.syntax.Expression.Part;
import dev.keyward.language.syntax.Expression.SubExpression;
import dev.keyward.language.syntax.Expression.Variable;
import java.util.ArrayList;
import java.util.List;

/// Quoted text, here-strings, variables and the bare words of argument mode.
final class StringParser {
    private final Grammar grammar;
    private final Lexer lexer;

    StringParser(Grammar grammar) {
        this.grammar = grammar;
        this.lexer = grammar.lexer();
    }

    /// Text and values being gathered.
    private static final class Parts {
        private final List<Part> done = new ArrayList<>();
        private final StringBuilder text = new StringBuilder();

        void add(char c) {
            text.append(c);
        }

        void add(Expression value) {
            if (!text.isEmpty()) {
                done.add(new Part.Text(text.toString()));
                text.setLength(0);
            }
            done.add(new Part.Value(value));
        }

        Expression finish(dev.keyward.cmdlet.Span span) {
            if (done.isEmpty()) {
                return new Literal(span, text.toString(), text.toString());
            }
            if (!text.isEmpty()) {
                done.add(new Part.Text(text.toString()));
            }
            return new Interpolated(span, done);
        }
    }

    /// A string in quotes of either family.
    Expression quoted() {
        int start = lexer.position();
        Parts parts = new Parts();
        if (Characters.isSingleQuote(lexer.peek())) {
            single(parts);
        } else {
            expandable(parts);
        }
        lexer.token(Token.Kind.STRING, start);
        return parts.finish(lexer.spanFrom(start));
    }

    private void single(Parts parts) {
        int start = lexer.position();
        lexer.advance(1);
        while (true) {
            if (lexer.atEnd()) {
                throw unterminated(start, "'");
            }
            char c = lexer.peek();
            lexer.advance(1);
            if (Characters.isSingleQuote(c)) {
                if (!Characters.isSingleQuote(lexer.peek())) {
                    return;
                }
                lexer.advance(1);
            }
            parts.add(c);
        }
    }

    private void expandable(Parts parts) {
        int start = lexer.position();
        lexer.advance(1);
        while (true) {
            if (lexer.atEnd()) {
                throw unterminated(start, "\"");
            }
            char c = lexer.peek();
            if (Characters.isDoubleQuote(c)) {
                lexer.advance(1);
                if (!Characters.isDoubleQuote(lexer.peek())) {
                    return;
                }
                lexer.advance(1);
                parts.add(c);
            } else {
                expandableCharacter(parts);
            }
        }
    }

    /// One character, escape or value of text that expands.
    private void expandableCharacter(Parts parts) {
        char c = lexer.peek();
        if (c == '`') {
            escape(parts);
        } else if (c == '$' && startsValue()) {
            parts.add(dollar(true));
        } else {
            lexer.advance(1);
            parts.add(c);
        }
    }

    private SyntaxError unterminated(int start, String quote) {
        return lexer.error(
                "TerminatorExpectedAtEndOfString",
                "The string is missing the terminator: %s.".formatted(quote),
                start,
                true);
    }

    private void escape(Parts parts) {
        lexer.advance(1);
        if (lexer.atEnd()) {
            return;
        }
        char c = lexer.peek();
        if (c == 'u' && lexer.peek(1) == '{') {
            unicode(parts);
            return;
        }
        lexer.advance(1);
        parts.add(Characters.escaped(c));
    }

    private void unicode(Parts parts) {
        int start = lexer.position();
        int digits = 0;
        while (Character.digit(lexer.peek(2 + digits), 16) >= 0 && digits < 7) {
            digits++;
        }
        boolean closed = lexer.peek(2 + digits) == '}';
        int value =
                digits == 0 || digits > 6
                        ? -1
                        : Integer.parseInt(lexer.text(start + 2, start + 2 + digits), 16);
        if (!closed || !Character.isValidCodePoint(value)) {
            throw lexer.error(
                    "InvalidUnicodeEscapeSequence",
                    "The Unicode escape sequence must be `u{ and 1 to 6 hexadecimal digits and }.",
                    start,
                    false);
        }
        lexer.advance(3 + digits);
        for (char c : Character.toChars(value)) {
            parts.add(c);
        }
    }

    /// Whether a `$` here begins a variable or `$( )`.
    boolean startsValue() {
        char c = lexer.peek(1);
        return c == '('
                || c == '{'
                || c == '$'
                || c == '^'
                || Characters.isVariablePart(c)
                || c == ':' && lexer.peek(2) == ':' && Characters.isNamePart(lexer.peek(3));
    }

    /// `$( )` or a variable.
    Expression dollar(boolean inString) {
        if (lexer.peek(1) != '(') {
            return variable(inString);
        }
        int start = lexer.position();
        lexer.advance(2);
        Block block = grammar.statements().statementsUntil(')');
        lexer.expect(')', "MissingEndParenthesisInSubexpression");
        return new SubExpression(lexer.spanFrom(start), block);
    }

    Variable variable(boolean inString) {
        int start = lexer.position();
        lexer.advance(1);
        String name = lexer.peek() == '{' ? braced(start) : plain(inString, start);
        if (name.isEmpty()) {
            throw lexer.unexpected();
        }
        lexer.token(Token.Kind.VARIABLE, start);
        return new Variable(lexer.spanFrom(start), VariablePath.of(name));
    }

    private String braced(int start) {
        lexer.advance(1);
        StringBuilder name = new StringBuilder();
        while (lexer.peek() != '}') {
            if (lexer.atEnd()) {
                throw lexer.error(
                        "IncompleteDollarVariable",
                        "The closing brace of the variable's name is missing.",
                        start,
                        true);
            }
            if (lexer.peek() == '`') {
                lexer.advance(1);
            }
            name.append(lexer.peek());
            lexer.advance(1);
        }
        lexer.advance(1);
        return name.toString();
    }

    private String plain(boolean inString, int start) {
        char first = lexer.peek();
        if (first == '$' || first == '^' || first == '?' && !Characters.isNamePart(lexer.peek(1))) {
            lexer.advance(1);
            return String.valueOf(first);
        }
        int from = lexer.position();
        names();
        if (lexer.peek() == ':' && lexer.position() > from && lexer.peek(1) != ':') {
            if (Characters.isVariablePart(lexer.peek(1))) {
                lexer.advance(1);
                names();
            } else if (inString) {
                lexer.advance(1);
                throw lexer.error(
                        "InvalidVariableReferenceWithDrive",
                        "Variable reference is not valid. ':' was not followed by a valid variable"
                                + " name character. Consider using ${} to delimit the name.",
                        start,
                        false);
            }
        }
        return lexer.text(from, lexer.position());
    }

    private void names() {
        while (Characters.isVariablePart(lexer.peek())) {
            lexer.advance(1);
        }
    }

    /// Whether a here-string begins here.
    boolean startsHereString() {
        char quote = lexer.peek(1);
        return lexer.peek() == '@'
                && (Characters.isSingleQuote(quote) || Characters.isDoubleQuote(quote));
    }

    Expression hereString() {
        int start = lexer.position();
        boolean literal = Characters.isSingleQuote(lexer.peek(1));
        lexer.advance(2);
        while (Characters.isBlank(lexer.peek())) {
            lexer.advance(1);
        }
        if (!lexer.atEnd() && !Characters.isNewline(lexer.peek())) {
            throw lexer.error(
                    "UnexpectedCharactersAfterHereStringHeader",
                    "No characters are allowed after a here-string header but before the end of"
                            + " the line.",
                    lexer.position(),
                    false);
        }
        Parts parts = new Parts();
        if (!closesHereString(literal)) {
            skipLineEnd();
            hereText(parts, literal, start);
        }
        lexer.token(Token.Kind.STRING, start);
        return parts.finish(lexer.spanFrom(start));
    }

    private void hereText(Parts parts, boolean literal, int start) {
        while (!closesHereString(literal)) {
            if (lexer.atEnd()) {
                throw lexer.error(
                        "TerminatorExpectedAtEndOfString",
                        "The string is missing the terminator: %s@."
                                .formatted(literal ? "'" : "\""),
                        start,
                        true);
            }
            if (literal) {
                parts.add(lexer.peek());
                lexer.advance(1);
            } else {
                expandableCharacter(parts);
            }
        }
    }

    private void skipLineEnd() {
        if (lexer.peek() == '\r' && lexer.peek(1) == '\n') {
            lexer.advance(1);
        }
        lexer.advance(1);
    }

    /// Takes a line end and the closing mark, if they stand here.
    private boolean closesHereString(boolean literal) {
        int length =
                switch (lexer.peek()) {
                    case '\r' -> lexer.peek(1) == '\n' ? 2 : 1;
                    case '\n' -> 1;
                    default -> 0;
                };
        char quote = lexer.peek(length);
        boolean closes =
                length > 0
                        && lexer.peek(length + 1) == '@'
                        && (literal
                                ? Characters.isSingleQuote(quote)
                                : Characters.isDoubleQuote(quote));
        if (closes) {
            lexer.advance(length + 2);
        }
        return closes;
    }

    /// A bare word of argument mode, which expands; a number if it reads as one.
    Expression word(Token.Kind kind) {
        int start = lexer.position();
        Parts parts = new Parts();
        boolean plain = true;
        while (!lexer.atEnd() && !Characters.endsWord(lexer.peek())) {
            char c = lexer.peek();
            if (c == '`' && (Characters.isNewline(lexer.peek(1)) || lexer.peek(1) == '\0')) {
                break;
            }
            if (Characters.isSingleQuote(c)) {
                plain = false;
                single(parts);
            } else if (Characters.isDoubleQuote(c)) {
                plain = false;
                expandable(parts);
            } else {
                plain &= c != '`' && c != '$';
                expandableCharacter(parts);
            }
        }
        if (lexer.position() == start) {
            throw lexer.unexpected();
        }
        String text = lexer.text(start, lexer.position());
        Number number = plain && kind == Token.Kind.ARGUMENT ? Numbers.parse(text) : null;
        lexer.token(number == null ? kind : Token.Kind.NUMBER, start);
        return number == null
                ? parts.finish(lexer.spanFrom(start))
                : new Literal(lexer.spanFrom(start), number, text);
    }
}
