package dev.keyward.language.syntax;

import dev.keyward.cmdlet.Span;
import dev.keyward.language.syntax.Expression.TypeName;
import dev.keyward.language.syntax.Statement.Case;
import dev.keyward.language.syntax.Statement.Catch;
import dev.keyward.language.syntax.Statement.Clause;
import dev.keyward.language.syntax.Statement.SwitchMode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/// Statements that begin with a keyword.
final class FlowParser {
    private static final Set<String> LOOPS = Set.of("while", "do", "for", "foreach", "switch");
    private static final Set<String> KEYWORDS =
            Set.of(
                    "if",
                    "while",
                    "do",
                    "for",
                    "foreach",
                    "switch",
                    "try",
                    "trap",
                    "function",
                    "filter",
                    "return",
                    "throw",
                    "exit",
                    "break",
                    "continue",
                    "using",
                    "class",
                    "enum",
                    "configuration",
                    "workflow",
                    "else",
                    "elseif",
                    "catch",
                    "finally",
                    "until",
                    "param");

    private final Grammar grammar;
    private final Lexer lexer;

    FlowParser(Grammar grammar) {
        this.grammar = grammar;
        this.lexer = grammar.lexer();
    }

    boolean isKeyword(String word) {
        return KEYWORDS.contains(word);
    }

    boolean takesLabel(String word) {
        return LOOPS.contains(word);
    }

    Statement statement(String keyword, String label) {
        int start = lexer.position();
        lexer.advance(keyword.length());
        lexer.token(Token.Kind.KEYWORD, start);
        return switch (keyword) {
            case "if" -> ifStatement(start);
            case "while" -> {
                Statement condition = grammar.statements().condition();
                Block body = grammar.statements().block();
                yield new Statement.While(lexer.spanFrom(start), label, condition, body);
            }
            case "do" -> doLoop(start, label);
            case "for" -> forLoop(start, label);
            case "foreach" -> forEach(start, label);
            case "switch" -> switchStatement(start, label);
            case "try" -> tryStatement(start);
            case "trap" -> trap(start);
            case "function", "filter" ->
                    grammar.definitions().function(start, keyword.equals("filter"));
            case "return" -> optionally(start, Statement.Return::new);
            case "throw" -> optionally(start, Statement.Throw::new);
            case "exit" -> optionally(start, Statement.Exit::new);
            case "break" -> labelled(start, Statement.Break::new);
            case "continue" -> labelled(start, Statement.Continue::new);
            case "using" -> using(start);
            case "class", "enum", "configuration", "workflow" ->
                    throw lexer.error(
                            "KeywordNotSupported",
                            "'%s' isn't supported here.".formatted(keyword),
                            start,
                            false);
            default ->
                    throw lexer.error(
                            "UnexpectedToken",
                            "Unexpected token '%s' in expression or statement.".formatted(keyword),
                            start,
                            false);
        };
    }

    private Statement optionally(int start, BiFunction<Span, @Nullable Statement, Statement> make) {
        Statement value = optional();
        return make.apply(lexer.spanFrom(start), value);
    }

    private Statement labelled(int start, BiFunction<Span, @Nullable Expression, Statement> make) {
        Expression label = jumpLabel();
        return make.apply(lexer.spanFrom(start), label);
    }

    private @Nullable Statement optional() {
        lexer.blanks();
        boolean nothing =
                lexer.atEnd()
                        || Characters.isNewline(lexer.peek())
                        || ";})".indexOf(lexer.peek()) >= 0;
        return nothing ? null : grammar.statements().pipeline();
    }

    private @Nullable Expression jumpLabel() {
        lexer.blanks();
        boolean nothing =
                lexer.atEnd()
                        || Characters.isNewline(lexer.peek())
                        || ";})|&".indexOf(lexer.peek()) >= 0;
        if (nothing) {
            return null;
        }
        return lexer.peek() == '$'
                ? grammar.expressions().unary()
                : grammar.strings().word(Token.Kind.COMMAND);
    }

    private Statement ifStatement(int start) {
        List<Clause> clauses = new ArrayList<>();
        clauses.add(clause());
        Block otherwise = null;
        while (otherwise == null) {
            Lexer.Mark mark = lexer.mark();
            lexer.newlines();
            String word = grammar.statements().keyword();
            if (!word.equals("else") && !word.equals("elseif")) {
                lexer.reset(mark);
                break;
            }
            takeKeyword(word);
            if (word.equals("elseif")) {
                clauses.add(clause());
            } else {
                otherwise = grammar.statements().block();
            }
        }
        return new Statement.If(lexer.spanFrom(start), clauses, otherwise);
    }

    private void takeKeyword(String word) {
        int at = lexer.position();
        lexer.advance(word.length());
        lexer.token(Token.Kind.KEYWORD, at);
    }

    private Clause clause() {
        Statement condition = grammar.statements().condition();
        return new Clause(condition, grammar.statements().block());
    }

    private Statement doLoop(int start, String label) {
        Block body = grammar.statements().block();
        lexer.newlines();
        String word = grammar.statements().keyword();
        if (!word.equals("while") && !word.equals("until")) {
            throw lexer.atEnd()
                    ? lexer.missing(
                            "MissingWhileOrUntilInDoWhile",
                            "The while or until keyword was missing after the do block.")
                    : lexer.unexpected();
        }
        takeKeyword(word);
        Statement condition = grammar.statements().condition();
        return new Statement.DoLoop(
                lexer.spanFrom(start), label, body, condition, word.equals("until"));
    }

    private Statement forLoop(int start, String label) {
        lexer.newlines();
        lexer.expect('(', "MissingOpenParenthesisAfterKeyword");
        @Nullable Statement[] parts = new Statement[3];
        for (int i = 0; i < 3; i++) {
            lexer.newlines();
            if (lexer.peek() != ';' && lexer.peek() != ')') {
                parts[i] = grammar.statements().pipeline();
            }
            lexer.newlines();
            if (i < 2 && !lexer.take(';')) {
                break;
            }
        }
        lexer.newlines();
        lexer.expect(')', "MissingEndParenthesisAfterStatement");
        Block body = grammar.statements().block();
        return new Statement.For(lexer.spanFrom(start), label, parts[0], parts[1], parts[2], body);
    }

    private Statement forEach(int start, String label) {
        lexer.newlines();
        lexer.expect('(', "MissingOpenParenthesisAfterKeyword");
        lexer.newlines();
        if (lexer.peek() != '$') {
            throw lexer.atEnd()
                    ? lexer.missing("MissingVariableNameAfterForeach", "Missing variable name.")
                    : lexer.error(
                            "MissingVariableNameAfterForeach",
                            "Missing variable name after foreach.",
                            lexer.position(),
                            false);
        }
        VariablePath variable = grammar.strings().variable(false).path();
        lexer.newlines();
        if (!grammar.statements().keyword().equals("in")) {
            throw lexer.atEnd()
                    ? lexer.missing("MissingInInForeach", "Missing 'in' after the variable.")
                    : lexer.unexpected();
        }
        takeKeyword("in");
        lexer.newlines();
        Statement collection = grammar.statements().pipeline();
        lexer.newlines();
        lexer.expect(')', "MissingEndParenthesisAfterForeach");
        Block body = grammar.statements().block();
        return new Statement.ForEach(lexer.spanFrom(start), label, variable, collection, body);
    }

    private Statement switchStatement(int start, String label) {
        SwitchMode mode = SwitchMode.EXACT;
        boolean caseSensitive = false;
        boolean file = false;
        lexer.newlines();
        while (Characters.isDash(lexer.peek())) {
            int at = lexer.position();
            lexer.advance(1);
            String flag = lexer.peekLetters();
            lexer.advance(flag.length());
            lexer.token(Token.Kind.PARAMETER, at);
            switch (flag.toLowerCase(Locale.ROOT)) {
                case "regex" -> mode = SwitchMode.REGEX;
                case "wildcard" -> mode = SwitchMode.WILDCARD;
                case "exact" -> mode = SwitchMode.EXACT;
                case "casesensitive" -> caseSensitive = true;
                case "file" -> file = true;
                default ->
                        throw lexer.error(
                                "InvalidSwitchFlag",
                                "The switch flag '-%s' is not valid.".formatted(flag),
                                at,
                                false);
            }
            lexer.newlines();
        }
        Statement value =
                file && lexer.peek() != '(' ? fileName() : grammar.statements().condition();
        lexer.newlines();
        lexer.expect('{', "MissingCurlyBraceInSwitchStatement");
        List<Case> cases = new ArrayList<>();
        Block otherwise = cases(cases);
        lexer.expect('}', "MissingEndCurlyBrace");
        return new Statement.Switch(
                lexer.spanFrom(start), label, mode, caseSensitive, file, value, cases, otherwise);
    }

    private Statement fileName() {
        Expression name =
                lexer.peek() == '$'
                                || Characters.isSingleQuote(lexer.peek())
                                || Characters.isDoubleQuote(lexer.peek())
                        ? grammar.expressions().operand()
                        : grammar.strings().word(Token.Kind.ARGUMENT);
        return new Statement.Pipeline(
                name.span(), List.of(new Statement.ValueStage(name.span(), name, List.of())));
    }

    private @Nullable Block cases(List<Case> cases) {
        Block otherwise = null;
        lexer.separators();
        while (!lexer.atEnd() && lexer.peek() != '}') {
            if (grammar.statements().keyword().equals("default")) {
                takeKeyword("default");
                otherwise = grammar.statements().block();
            } else {
                Expression test = test();
                cases.add(new Case(test, grammar.statements().block()));
            }
            lexer.separators();
        }
        return otherwise;
    }

    private Expression test() {
        char c = lexer.peek();
        boolean value =
                Characters.isSingleQuote(c)
                        || Characters.isDoubleQuote(c)
                        || Characters.isDash(c)
                        || Character.isDigit(c) && grammar.expressions().startsNumber()
                        || "$(@[{!+".indexOf(c) >= 0 && c != '\0';
        return value ? grammar.expressions().unary() : grammar.strings().word(Token.Kind.ARGUMENT);
    }

    private Statement tryStatement(int start) {
        Block body = grammar.statements().block();
        List<Catch> catches = new ArrayList<>();
        Block last = null;
        while (last == null) {
            Lexer.Mark mark = lexer.mark();
            lexer.newlines();
            String word = grammar.statements().keyword();
            if (word.equals("catch")) {
                takeKeyword(word);
                catches.add(new Catch(types(), grammar.statements().block()));
            } else if (word.equals("finally")) {
                takeKeyword(word);
                last = grammar.statements().block();
            } else {
                lexer.reset(mark);
                break;
            }
        }
        if (catches.isEmpty() && last == null) {
            Lexer.Mark mark = lexer.mark();
            lexer.newlines();
            boolean broken = lexer.atEnd();
            lexer.reset(mark);
            throw lexer.error(
                    "MissingCatchOrFinally",
                    "The Try statement is missing its Catch or Finally block.",
                    start,
                    broken);
        }
        return new Statement.Try(lexer.spanFrom(start), body, catches, last);
    }

    private List<TypeName> types() {
        List<TypeName> types = new ArrayList<>();
        lexer.newlines();
        while (lexer.peek() == '[') {
            types.add(grammar.definitions().bracket().type());
            lexer.newlines();
            lexer.take(',');
            lexer.newlines();
        }
        return types;
    }

    private Statement trap(int start) {
        lexer.newlines();
        TypeName type = lexer.peek() == '[' ? grammar.definitions().bracket().type() : null;
        Block body = grammar.statements().block();
        return new Statement.Trap(lexer.spanFrom(start), type, body);
    }

    private Statement using(int start) {
        lexer.blanks();
        String kind = lexer.peekLetters().toLowerCase(Locale.ROOT);
        lexer.advance(kind.length());
        lexer.blanks();
        int from = lexer.position();
        while (!grammar.commands().atStageEnd()) {
            lexer.advance(1);
        }
        String what = lexer.text(from, lexer.position()).strip();
        return new Statement.Using(lexer.spanFrom(start), kind, what);
    }
}
