package dev.keyward.language.syntax;

import dev.keyward.cmdlet.Span;
import dev.keyward.language.syntax.Expression.ArrayLiteral;
import dev.keyward.language.syntax.Expression.Literal;
import dev.keyward.language.syntax.Statement.Argument;
import dev.keyward.language.syntax.Statement.CommandStage;
import dev.keyward.language.syntax.Statement.Redirection;
import dev.keyward.language.syntax.Statement.Start;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Commands and their arguments: argument mode.
final class CommandParser {
    private final Grammar grammar;
    private final Lexer lexer;

    CommandParser(Grammar grammar) {
        this.grammar = grammar;
        this.lexer = grammar.lexer();
    }

    CommandStage command() {
        int begin = lexer.position();
        Start start = start();
        lexer.blanks();
        Expression name =
                start == Start.PLAIN
                        ? grammar.strings().word(Token.Kind.COMMAND)
                        : value(Token.Kind.COMMAND);
        List<Argument> arguments = new ArrayList<>();
        List<Redirection> redirections = new ArrayList<>();
        boolean namesEnded = false;
        while (true) {
            Lexer.Mark mark = lexer.mark();
            lexer.blanks();
            if (atStageEnd()) {
                lexer.reset(mark);
                break;
            }
            Redirection redirection = redirection();
            if (redirection != null) {
                redirections.add(redirection);
            } else if (lexer.looking("--%") && !namesEnded) {
                verbatim(arguments);
            } else {
                Argument argument = argument(namesEnded);
                namesEnded |= argument instanceof Argument.EndOfNames;
                arguments.add(argument);
            }
        }
        return new CommandStage(lexer.spanFrom(begin), start, name, arguments, redirections);
    }

    private Start start() {
        if (lexer.peek() == '&') {
            lexer.advance(1);
            return Start.CALL;
        }
        if (startsDot()) {
            lexer.advance(1);
            return Start.DOT;
        }
        return Start.PLAIN;
    }

    /// Whether a dot here runs something in the current scope, rather than beginning a path.
    boolean startsDot() {
        char next = lexer.peek(1);
        return lexer.peek() == '.'
                && (Characters.isBlank(next)
                        || next == '$'
                        || next == '('
                        || next == '{'
                        || Characters.isSingleQuote(next)
                        || Characters.isDoubleQuote(next));
    }

    /// Whether what's here ends a command: a line end, `;`, `|`, `&`, a closing bracket, the end.
    boolean atStageEnd() {
        char c = lexer.peek();
        return lexer.atEnd()
                || Characters.isNewline(c)
                || c == ';'
                || c == '|'
                || c == '&'
                || c == ')'
                || c == '}';
    }

    private Argument argument(boolean namesEnded) {
        int start = lexer.position();
        if (!namesEnded && Characters.isDash(lexer.peek())) {
            char next = lexer.peek(1);
            if (Characters.isDash(next) && Characters.endsWord(lexer.peek(2))) {
                lexer.advance(2);
                return new Argument.EndOfNames(lexer.spanFrom(start));
            }
            if (Characters.isNameStart(next) || next == '?') {
                return named(start);
            }
        }
        Expression value = list();
        return new Argument.Value(lexer.spanFrom(start), value);
    }

    private Argument named(int start) {
        lexer.advance(1);
        int from = lexer.position();
        while (!Characters.endsWord(lexer.peek()) && ":.['\"".indexOf(lexer.peek()) < 0) {
            lexer.advance(1);
        }
        String name = lexer.text(from, lexer.position());
        Span span = lexer.spanFrom(start);
        lexer.token(Token.Kind.PARAMETER, start);
        if (!lexer.take(':')) {
            return new Argument.Named(span, name, null);
        }
        lexer.blanks();
        if (atStageEnd()) {
            throw lexer.atEnd()
                    ? lexer.missing(
                            "ParameterRequiresArgument",
                            "Parameter -%s requires an argument.".formatted(name))
                    : lexer.error(
                            "ParameterRequiresArgument",
                            "Parameter -%s requires an argument.".formatted(name),
                            start,
                            false);
        }
        Expression value = list();
        return new Argument.Named(lexer.spanFrom(start), name, value);
    }

    /// Values joined by commas.
    private Expression list() {
        Expression first = value(Token.Kind.ARGUMENT);
        List<Expression> elements = new ArrayList<>(List.of(first));
        while (takeComma()) {
            elements.add(value(Token.Kind.ARGUMENT));
        }
        return elements.size() == 1
                ? first
                : new ArrayLiteral(first.span().to(elements.getLast().span()), elements);
    }

    private boolean takeComma() {
        Lexer.Mark mark = lexer.mark();
        lexer.blanks();
        if (!lexer.take(',')) {
            lexer.reset(mark);
            return false;
        }
        lexer.newlines();
        if (atStageEnd()) {
            throw lexer.atEnd()
                    ? lexer.missing("MissingArgument", "Missing argument in parameter list.")
                    : lexer.error(
                            "MissingArgument",
                            "Missing argument in parameter list.",
                            lexer.position(),
                            false);
        }
        return true;
    }

    /// One value of argument mode.
    private Expression value(Token.Kind kind) {
        char c = lexer.peek();
        if (c == '<') {
            throw lexer.error(
                    "RedirectionNotSupported",
                    "The '<' operator is reserved for future use.",
                    lexer.position(),
                    false);
        }
        if (c == ',') {
            throw lexer.error(
                    "MissingArgument",
                    "Missing argument in parameter list.",
                    lexer.position(),
                    false);
        }
        if (Characters.isSingleQuote(c) || Characters.isDoubleQuote(c) || c == '(' || c == '{') {
            return grammar.expressions().operand();
        }
        if (c == '@' && startsAt()) {
            return grammar.expressions().operand();
        }
        if (c == '$' && grammar.strings().startsValue()) {
            return dollar(kind);
        }
        return grammar.strings().word(kind);
    }

    private boolean startsAt() {
        char next = lexer.peek(1);
        return next == '('
                || next == '{'
                || Characters.isVariablePart(next)
                || grammar.strings().startsHereString();
    }

    /// A variable with its members, unless more text makes a word of it.
    private Expression dollar(Token.Kind kind) {
        Lexer.Mark mark = lexer.mark();
        Expression value = grammar.strings().dollar(false);
        char next = lexer.peek();
        boolean member =
                next == '[' || next == '.' && startsMember() || next == ':' && lexer.peek(1) == ':';
        if (member || value instanceof Expression.SubExpression) {
            return grammar.expressions().after(value);
        }
        if (lexer.atEnd() || Characters.endsWord(next)) {
            return value;
        }
        lexer.reset(mark);
        return grammar.strings().word(kind);
    }

    private boolean startsMember() {
        char next = lexer.peek(1);
        return Characters.isNamePart(next)
                || next == '$'
                || next == '('
                || Characters.isSingleQuote(next)
                || Characters.isDoubleQuote(next);
    }

    /// `--%`: the rest of the line as it stands.
    private void verbatim(List<Argument> arguments) {
        lexer.advance(3);
        while (Characters.isBlank(lexer.peek())) {
            lexer.advance(1);
        }
        int start = lexer.position();
        while (!lexer.atEnd() && !Characters.isNewline(lexer.peek()) && lexer.peek() != '|') {
            lexer.advance(1);
        }
        Span span = lexer.spanFrom(start);
        for (String word : span.text().strip().split("\\s+")) {
            if (!word.isEmpty()) {
                arguments.add(new Argument.Value(span, new Literal(span, word, word)));
            }
        }
    }

    /// A redirection, if one stands here.
    @Nullable Redirection redirection() {
        int start = lexer.position();
        char c = lexer.peek();
        int stream = c == '*' ? 0 : c >= '1' && c <= '6' ? c - '0' : 1;
        boolean named = c == '*' || c >= '1' && c <= '6';
        if (lexer.peek(named ? 1 : 0) != '>') {
            return null;
        }
        lexer.advance(named ? 2 : 1);
        boolean append = lexer.take('>');
        if (!append && lexer.peek() == '&' && (lexer.peek(1) == '1' || lexer.peek(1) == '2')) {
            int into = lexer.peek(1) - '0';
            lexer.advance(2);
            lexer.token(Token.Kind.REDIRECTION, start);
            return new Redirection(lexer.spanFrom(start), stream, null, false, into);
        }
        lexer.token(Token.Kind.REDIRECTION, start);
        lexer.blanks();
        if (atStageEnd()) {
            throw lexer.atEnd()
                    ? lexer.missing(
                            "MissingFileSpecification",
                            "Missing file specification after redirection operator.")
                    : lexer.error(
                            "MissingFileSpecification",
                            "Missing file specification after redirection operator.",
                            start,
                            false);
        }
        Expression file = value(Token.Kind.ARGUMENT);
        return new Redirection(lexer.spanFrom(start), stream, file, append, 0);
    }
}
