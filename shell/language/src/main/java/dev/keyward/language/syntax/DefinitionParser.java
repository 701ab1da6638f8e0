package dev.keyward.language.syntax;

import dev.keyward.cmdlet.Span;
import dev.keyward.language.syntax.Expression.Attribute;
import dev.keyward.language.syntax.Expression.TypeName;
import dev.keyward.language.syntax.ScriptBody.Param;
import dev.keyward.language.syntax.ScriptBody.Params;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Functions, script bodies, parameters, attributes and type names.
final class DefinitionParser {
    private final Grammar grammar;
    private final Lexer lexer;

    DefinitionParser(Grammar grammar) {
        this.grammar = grammar;
        this.lexer = grammar.lexer();
    }

    /// What stands in square brackets: an attribute, or a type when `attribute` is null.
    record Bracket(TypeName type, @Nullable Attribute attribute) {}

    Statement function(int start, boolean filter) {
        lexer.blanks();
        int from = lexer.position();
        while (!Characters.endsWord(lexer.peek())) {
            lexer.advance(1);
        }
        String name = lexer.text(from, lexer.position());
        if (name.isEmpty()) {
            throw lexer.atEnd()
                    ? lexer.missing("MissingNameAfterKeyword", "Missing function name.")
                    : lexer.unexpected();
        }
        lexer.token(Token.Kind.COMMAND, from);
        lexer.newlines();
        List<Param> list = null;
        int listStart = lexer.position();
        if (lexer.peek() == '(') {
            list = parameters();
        }
        Span listSpan = lexer.spanFrom(listStart);
        lexer.newlines();
        ScriptBody body = braces();
        if (list != null) {
            body = body.withParams(new Params(listSpan, List.of(), list));
        }
        return new Statement.Function(lexer.spanFrom(start), name, filter, body);
    }

    /// `{ body }`.
    ScriptBody braces() {
        int start = lexer.position();
        lexer.enter();
        lexer.expect('{', "MissingFunctionBody");
        ScriptBody body = body(start, '}');
        lexer.expect('}', "MissingEndCurlyBrace");
        lexer.leave();
        return new ScriptBody(
                lexer.spanFrom(start),
                body.params(),
                body.begin(),
                body.process(),
                body.end(),
                List.of());
    }

    /// A body up to its closing brace, which stays, or to the end of the text.
    ScriptBody body(int start, char close) {
        lexer.separators();
        List<Statement> statements = new ArrayList<>();
        List<Statement.Trap> traps = new ArrayList<>();
        while (grammar.statements().keyword().equals("using")) {
            grammar.statements().add(grammar.statements().statement(), statements, traps, close);
        }
        Params params = params();
        lexer.separators();
        @Nullable Block[] named = new Block[3];
        boolean anyNamed = false;
        int from = lexer.position();
        while (!lexer.atEnd() && lexer.peek() != close) {
            int which = namedBlock();
            if (which >= 0) {
                anyNamed = true;
                Block block = grammar.statements().block();
                if (which < 3) {
                    named[which] = block;
                }
                lexer.separators();
            } else if (anyNamed) {
                throw lexer.unexpected();
            } else {
                grammar.statements()
                        .add(grammar.statements().statement(), statements, traps, close);
            }
        }
        Block end = anyNamed ? named[2] : new Block(lexer.spanFrom(from), statements, traps);
        return new ScriptBody(
                lexer.spanFrom(start), params, named[0], named[1], end, lexer.requirements());
    }

    /// Takes the word of a named block: 0 begin, 1 process, 2 end, 3 one that's not run; or -1.
    private int namedBlock() {
        String word = grammar.statements().keyword();
        int which =
                switch (word) {
                    case "begin" -> 0;
                    case "process" -> 1;
                    case "end" -> 2;
                    case "dynamicparam", "clean" -> 3;
                    default -> -1;
                };
        if (which < 0) {
            return which;
        }
        Lexer.Mark mark = lexer.mark();
        int start = lexer.position();
        lexer.advance(word.length());
        lexer.token(Token.Kind.KEYWORD, start);
        lexer.newlines();
        if (lexer.peek() != '{') {
            lexer.reset(mark);
            return -1;
        }
        if (which == 3) {
            throw lexer.error(
                    "KeywordNotSupported",
                    "'%s' isn't supported here.".formatted(word),
                    start,
                    false);
        }
        return which;
    }

    /// The `param` block with its attributes, if there's one here.
    private @Nullable Params params() {
        Lexer.Mark mark = lexer.mark();
        int start = lexer.position();
        List<Attribute> attributes = new ArrayList<>();
        while (lexer.peek() == '[') {
            Attribute attribute = attributeHere();
            if (attribute == null) {
                lexer.reset(mark);
                return null;
            }
            attributes.add(attribute);
            lexer.separators();
        }
        if (!grammar.statements().keyword().equals("param")) {
            lexer.reset(mark);
            return null;
        }
        int at = lexer.position();
        lexer.advance(5);
        lexer.token(Token.Kind.KEYWORD, at);
        lexer.newlines();
        if (lexer.peek() != '(') {
            throw lexer.atEnd()
                    ? lexer.missing(
                            "MissingOpenParenthesisAfterKeyword", "Missing '(' after param.")
                    : lexer.unexpected();
        }
        List<Param> list = parameters();
        return new Params(lexer.spanFrom(start), attributes, list);
    }

    /// An attribute, or null if brackets here hold a type or something that's not well formed.
    private @Nullable Attribute attributeHere() {
        int ahead = 1;
        while (Characters.isNamePart(lexer.peek(ahead)) || lexer.peek(ahead) == '.') {
            ahead++;
        }
        return lexer.peek(ahead) == '(' ? bracket().attribute() : null;
    }

    private List<Param> parameters() {
        lexer.advance(1);
        List<Param> list = new ArrayList<>();
        lexer.newlines();
        while (lexer.peek() != ')') {
            list.add(parameter());
            lexer.newlines();
            if (!lexer.take(',')) {
                break;
            }
            lexer.newlines();
        }
        lexer.expect(')', "MissingEndParenthesisInFunctionParameterList");
        return list;
    }

    private Param parameter() {
        int start = lexer.position();
        TypeName type = null;
        List<Attribute> attributes = new ArrayList<>();
        while (lexer.peek() == '[') {
            Bracket bracket = bracket();
            if (bracket.attribute() != null) {
                attributes.add(bracket.attribute());
            } else {
                type = bracket.type();
            }
            lexer.newlines();
        }
        if (lexer.peek() != '$') {
            throw lexer.unexpected();
        }
        String name = grammar.strings().variable(false).path().name();
        Expression preset = null;
        Lexer.Mark mark = lexer.mark();
        lexer.newlines();
        if (lexer.take('=')) {
            lexer.newlines();
            preset = grammar.expressions().argument();
        } else {
            lexer.reset(mark);
        }
        return new Param(lexer.spanFrom(start), name, type, attributes, preset);
    }

    /// `[type]` or `[Attribute(…)]`.
    Bracket bracket() {
        int start = lexer.position();
        lexer.enter();
        lexer.advance(1);
        lexer.newlines();
        int from = lexer.position();
        int open = 0;
        while (true) {
            char c = lexer.peek();
            if (lexer.atEnd()) {
                throw lexer.missing("EndSquareBracketExpectedAtEndOfType", "Missing ']'.");
            }
            if (c == '(' && open == 0 && lexer.position() > from) {
                Attribute attribute = attribute(start, lexer.text(from, lexer.position()).strip());
                lexer.leave();
                return new Bracket(new TypeName(attribute.span(), attribute.name()), attribute);
            }
            if (c == '[') {
                open++;
            } else if (c == ']' && open-- == 0) {
                break;
            } else if (!isTypePart(c)) {
                throw lexer.unexpected();
            }
            lexer.advance(1);
        }
        String text = lexer.text(from, lexer.position()).strip();
        lexer.advance(1);
        lexer.token(Token.Kind.TYPE, start);
        lexer.leave();
        if (text.isEmpty()) {
            throw lexer.error("MissingTypename", "Missing type name after '['.", start, false);
        }
        return new Bracket(new TypeName(lexer.spanFrom(start), text), null);
    }

    private static boolean isTypePart(char c) {
        return Characters.isNamePart(c)
                || Characters.isBlank(c)
                || c == '.'
                || c == ','
                || c == ']'
                || c == '+'
                || c == '`'
                || c == '*';
    }

    private Attribute attribute(int start, String name) {
        lexer.token(Token.Kind.TYPE, start);
        lexer.advance(1);
        List<Expression> arguments = new ArrayList<>();
        List<Attribute.Named> named = new ArrayList<>();
        lexer.newlines();
        while (lexer.peek() != ')') {
            if (Characters.isNameStart(lexer.peek())) {
                named.add(namedArgument());
            } else {
                arguments.add(grammar.expressions().argument());
            }
            lexer.newlines();
            if (!lexer.take(',')) {
                break;
            }
            lexer.newlines();
        }
        lexer.expect(')', "MissingEndParenthesisInAttribute");
        lexer.newlines();
        lexer.expect(']', "EndSquareBracketExpectedAtEndOfAttribute");
        return new Attribute(lexer.spanFrom(start), name, arguments, named);
    }

    private Attribute.Named namedArgument() {
        int start = lexer.position();
        while (Characters.isNamePart(lexer.peek())) {
            lexer.advance(1);
        }
        lexer.token(Token.Kind.MEMBER, start);
        String name = lexer.text(start, lexer.position());
        lexer.newlines();
        if (!lexer.take('=')) {
            return new Attribute.Named(name, null);
        }
        lexer.newlines();
        return new Attribute.Named(name, grammar.expressions().argument());
    }
}
