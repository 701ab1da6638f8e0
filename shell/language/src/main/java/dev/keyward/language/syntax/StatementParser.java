package dev.keyward.language.syntax;

import dev.keyward.cmdlet.Span;
import dev.keyward.language.syntax.Statement.Assignment;
import dev.keyward.language.syntax.Statement.Chain;
import dev.keyward.language.syntax.Statement.Pipeline;
import dev.keyward.language.syntax.Statement.Redirection;
import dev.keyward.language.syntax.Statement.Stage;
import dev.keyward.language.syntax.Statement.ValueStage;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// Statements, pipelines and assignments; those that begin with a keyword are [FlowParser]'s.
final class StatementParser {
    private final Grammar grammar;
    private final Lexer lexer;
    private final FlowParser flow;

    StatementParser(Grammar grammar) {
        this.grammar = grammar;
        this.lexer = grammar.lexer();
        this.flow = new FlowParser(grammar);
    }

    /// Statements up to a closing character, which stays, or the end.
    Block statementsUntil(char close) {
        int start = lexer.position();
        List<Statement> statements = new ArrayList<>();
        List<Statement.Trap> traps = new ArrayList<>();
        lexer.enter();
        lexer.separators();
        while (!lexer.atEnd() && lexer.peek() != close) {
            add(statement(), statements, traps, close);
        }
        lexer.leave();
        return new Block(lexer.spanFrom(start), statements, traps);
    }

    /// Adds a statement to its kind and goes to the next one.
    void add(
            Statement statement,
            List<Statement> statements,
            List<Statement.Trap> traps,
            char close) {
        if (statement instanceof Statement.Trap trap) {
            traps.add(trap);
        } else {
            statements.add(statement);
        }
        lexer.blanks();
        boolean ends =
                lexer.atEnd()
                        || lexer.peek() == close
                        || lexer.peek() == ';'
                        || Characters.isNewline(lexer.peek());
        if (!ends && !endsItself(statement)) {
            throw lexer.unexpected();
        }
        lexer.separators();
    }

    /// Whether nothing need part a statement from the next.
    private static boolean endsItself(Statement statement) {
        return switch (statement) {
            case Statement.If _,
                    Statement.While _,
                    Statement.For _,
                    Statement.ForEach _,
                    Statement.Switch _,
                    Statement.Try _,
                    Statement.Trap _,
                    Statement.Function _ ->
                    true;
            case Statement.DoLoop _,
                    Pipeline _,
                    Chain _,
                    Assignment _,
                    Statement.Return _,
                    Statement.Throw _,
                    Statement.Exit _,
                    Statement.Break _,
                    Statement.Continue _,
                    Statement.Using _ ->
                    false;
        };
    }

    /// `{ statements }`.
    Block block() {
        lexer.newlines();
        int start = lexer.position();
        lexer.expect('{', "MissingStatementBlock");
        Block inside = statementsUntil('}');
        lexer.expect('}', "MissingEndCurlyBrace");
        return new Block(lexer.spanFrom(start), inside.statements(), inside.traps());
    }

    Statement statement() {
        lexer.blanks();
        lexer.enter();
        String label = label();
        String keyword = keyword();
        Statement statement =
                keyword.isEmpty() || !flow.isKeyword(keyword)
                        ? pipeline()
                        : flow.statement(keyword, label);
        lexer.leave();
        return statement;
    }

    private String label() {
        if (lexer.peek() != ':' || !Characters.isNameStart(lexer.peek(1))) {
            return "";
        }
        lexer.advance(1);
        int start = lexer.position();
        while (Characters.isNamePart(lexer.peek())) {
            lexer.advance(1);
        }
        String label = lexer.text(start, lexer.position());
        lexer.newlines();
        if (!flow.takesLabel(keyword())) {
            throw lexer.unexpected();
        }
        return label;
    }

    /// The word here in lower case if it could be a keyword, else empty.
    String keyword() {
        String word = lexer.peekLetters();
        char next = lexer.peek(word.length());
        boolean goesOn = Characters.isNamePart(next) || Characters.isDash(next);
        return word.isEmpty() || goesOn || ".\\/:?".indexOf(next) >= 0 && next != '\0'
                ? ""
                : word.toLowerCase(Locale.ROOT);
    }

    /// A pipeline, a chain of them, or an assignment.
    Statement pipeline() {
        Statement left = single();
        while (true) {
            Lexer.Mark mark = lexer.mark();
            lexer.newlines();
            boolean and = lexer.looking("&&");
            if (!and && !lexer.looking("||")) {
                lexer.reset(mark);
                return left;
            }
            lexer.advance(2);
            lexer.newlines();
            Statement right = single();
            left = new Chain(left.span().to(right.span()), left, and, right);
        }
    }

    private Statement single() {
        lexer.blanks();
        int start = lexer.position();
        Stage first = stage(true);
        if (first instanceof ValueStage value && value.redirections().isEmpty()) {
            Statement assignment = assignment(value.expression(), start);
            if (assignment != null) {
                return assignment;
            }
        }
        List<Stage> stages = new ArrayList<>(List.of(first));
        while (takePipe()) {
            stages.add(stage(false));
        }
        lexer.blanks();
        if (lexer.peek() == '&' && lexer.peek(1) != '&') {
            throw lexer.error(
                    "BackgroundNotSupported",
                    "Running a pipeline in the background isn't supported.",
                    lexer.position(),
                    false);
        }
        return new Pipeline(lexer.spanFrom(start), stages);
    }

    private boolean takePipe() {
        Lexer.Mark mark = lexer.mark();
        lexer.newlines();
        if (lexer.peek() != '|' || lexer.peek(1) == '|') {
            lexer.reset(mark);
            return false;
        }
        lexer.advance(1);
        lexer.newlines();
        if (lexer.atEnd()) {
            throw lexer.missing("EmptyPipeElement", "An empty pipe element is not allowed.");
        }
        return true;
    }

    private Stage stage(boolean first) {
        lexer.blanks();
        if (lexer.atEnd()) {
            throw lexer.missing("MissingExpression", "Missing expression or command.");
        }
        if (!startsValue()) {
            if (grammar.commands().atStageEnd() && lexer.peek() != '&' || lexer.looking("&&")) {
                throw lexer.unexpected();
            }
            return grammar.commands().command();
        }
        if (!first) {
            throw lexer.error(
                    "ExpressionsMustBeFirstInPipeline",
                    "Expressions are only allowed as the first element of a pipeline.",
                    lexer.position(),
                    false);
        }
        int start = lexer.position();
        Expression value = grammar.expressions().expression();
        List<Redirection> redirections = new ArrayList<>();
        while (true) {
            Lexer.Mark mark = lexer.mark();
            lexer.blanks();
            Redirection redirection = grammar.commands().redirection();
            if (redirection == null) {
                lexer.reset(mark);
                return new ValueStage(lexer.spanFrom(start), value, redirections);
            }
            redirections.add(redirection);
        }
    }

    private boolean startsValue() {
        char c = lexer.peek();
        if (Character.isDigit(c)) {
            return grammar.expressions().startsNumber();
        }
        return Characters.isSingleQuote(c)
                || Characters.isDoubleQuote(c)
                || Characters.isDash(c)
                || c == '.' && Character.isDigit(lexer.peek(1))
                || c != '\0' && "$(@[{+!,".indexOf(c) >= 0;
    }

    private @Nullable Statement assignment(Expression target, int start) {
        Lexer.Mark mark = lexer.mark();
        lexer.blanks();
        BinaryOperator operator = null;
        int length;
        if (lexer.peek() == '=') {
            length = 1;
        } else if (lexer.looking("??=")) {
            operator = BinaryOperator.COALESCE;
            length = 3;
        } else {
            operator = lexer.peek(1) == '=' ? arithmetic(lexer.peek()) : null;
            length = operator == null ? 0 : 2;
        }
        if (length == 0) {
            lexer.reset(mark);
            return null;
        }
        checkTarget(target);
        int at = lexer.position();
        lexer.advance(length);
        lexer.token(Token.Kind.OPERATOR, at);
        lexer.newlines();
        Statement value = statement();
        Span span = lexer.spanFrom(start);
        return new Assignment(span, target, operator, value);
    }

    private static @Nullable BinaryOperator arithmetic(char c) {
        if (Characters.isDash(c)) {
            return BinaryOperator.SUBTRACT;
        }
        return switch (c) {
            case '+' -> BinaryOperator.ADD;
            case '*' -> BinaryOperator.MULTIPLY;
            case '/' -> BinaryOperator.DIVIDE;
            case '%' -> BinaryOperator.REMAINDER;
            default -> null;
        };
    }

    private void checkTarget(Expression target) {
        boolean assignable =
                switch (target) {
                    case Expression.Variable _, Expression.Member _, Expression.Index _ -> true;
                    case Expression.Cast cast -> isPlace(cast.operand());
                    case Expression.Attributed attributed -> isPlace(attributed.operand());
                    case Expression.ArrayLiteral list ->
                            list.elements().stream().allMatch(StatementParser::isPlace);
                    case Expression.Paren _ -> true;
                    default -> false;
                };
        if (!assignable) {
            throw lexer.error(
                    "InvalidLeftHandSide",
                    "The assignment expression is not valid. The input to an assignment operator"
                            + " must be an object that is able to accept assignments, such as a"
                            + " variable or a property.",
                    target.span().start(),
                    false);
        }
    }

    private static boolean isPlace(Expression target) {
        return switch (target) {
            case Expression.Variable _, Expression.Member _, Expression.Index _ -> true;
            case Expression.Cast cast -> isPlace(cast.operand());
            case Expression.Attributed attributed -> isPlace(attributed.operand());
            default -> false;
        };
    }

    /// `( condition )`.
    Statement condition() {
        lexer.newlines();
        lexer.expect('(', "MissingOpenParenthesis");
        lexer.newlines();
        Statement condition = pipeline();
        lexer.newlines();
        lexer.expect(')', "MissingEndParenthesis");
        return condition;
    }
}
