package dev.keyward.language.syntax;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.keyward.cmdlet.Source;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ParserTest {
    private static Block end(String text) {
        Block end = Parser.parse(new Source("", text)).end();
        assertThat(end).isNotNull();
        return java.util.Objects.requireNonNull(end);
    }

    private static Statement.CommandStage command(String text) {
        Statement.Pipeline pipeline = (Statement.Pipeline) end(text).statements().getFirst();
        return (Statement.CommandStage) pipeline.stages().getFirst();
    }

    private static Expression expression(String text) {
        Statement.Pipeline pipeline = (Statement.Pipeline) end(text).statements().getFirst();
        return ((Statement.ValueStage) pipeline.stages().getFirst()).expression();
    }

    private static Expression argument(String text) {
        return ((Statement.Argument.Value) command("x " + text).arguments().getFirst())
                .expression();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "if (1) {",
                "'abc",
                "\"abc",
                "\"a$(1",
                "@'\nx",
                "@(1",
                "@{a=",
                "1 +",
                "f -x:",
                "Get-X |",
                "try { }",
                "$x = ",
                "function f {",
                "foreach ($x in",
                "x a,",
                "<# note",
                "switch (1) { 1 {",
                "${a",
                "[int",
                "do { }",
                "1 &&"
            })
    void textThatBreaksOffCouldBeMended(String text) {
        SyntaxError error =
                catchThrowableOfType(SyntaxError.class, () -> Parser.parse(new Source("", text)));
        assertThat(error).isNotNull();
        assertThat(error.incomplete()).as(error.text()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "1 + )",
                "}",
                "\"$x: y\"",
                "get-x <in",
                "1 2",
                "@{a=1;A=2}",
                "1 = 2",
                "if 1 {}",
                "1 | 2",
                "class X {}",
                "sleep 1 &"
            })
    void textThatIsWrongCannotBeMended(String text) {
        SyntaxError error =
                catchThrowableOfType(SyntaxError.class, () -> Parser.parse(new Source("", text)));
        assertThat(error).isNotNull();
        assertThat(error.incomplete()).as(error.text()).isFalse();
    }

    @Test
    void anErrorTellsItsLineAndColumn() {
        SyntaxError error =
                catchThrowableOfType(
                        SyntaxError.class,
                        () -> Parser.parse(new Source("s.ps1", "'ok'\n  1 | 2\n")));
        assertThat(error.span()).hasToString("s.ps1:2:7");
    }

    @Test
    void nestingTooDeepIsAnErrorAndNoFullStack() {
        String text = "(".repeat(50_000);
        assertThatThrownBy(() -> Parser.parse(new Source("", text)))
                .isInstanceOf(SyntaxError.class);
    }

    @Test
    void bareWordsExpandLikeStrings() {
        assertThat(argument("$x/sub")).isInstanceOf(Expression.Interpolated.class);
        assertThat(argument("$x.Prop")).isInstanceOf(Expression.Member.class);
        assertThat(argument("$x+1")).isInstanceOf(Expression.Interpolated.class);
        assertThat(argument("kv$(3)")).isInstanceOf(Expression.Interpolated.class);
        assertThat(argument("a#b")).isInstanceOf(Expression.Literal.class);
    }

    @Test
    void aMemberInArgumentModeEndsBeforeAnOperator() {
        assertThat(command("x $a.Length-more").arguments()).hasSize(2);
        assertThat(command("x(4+5)").arguments()).hasSize(1);
        assertThat(command("x a,b , c").arguments()).hasSize(1);
    }

    @Test
    void bareNumbersAreNumbersThatKnowHowTheyWereWritten() {
        Expression.Literal literal = (Expression.Literal) argument("007");
        assertThat(literal.value()).isEqualTo(7);
        assertThat(literal.text()).isEqualTo("007");
    }

    @Test
    void theCommaBindsTighterThanArithmetic() {
        Expression.Binary sum = (Expression.Binary) expression("1,2+3");
        assertThat(sum.left()).isInstanceOf(Expression.ArrayLiteral.class);
        Expression.Binary range = (Expression.Binary) expression("1..2+3");
        assertThat(range.operator()).isEqualTo(BinaryOperator.ADD);
    }

    @Test
    void nullCoalescingBindsTighterThanComparison() {
        Expression.Binary equal = (Expression.Binary) expression("$a ?? 1 -eq 1");
        assertThat(equal.operator()).isEqualTo(BinaryOperator.EQ);
    }

    @Test
    void typographicQuotesAndDashesAreSyntax() {
        Statement.CommandStage command = command("New-X –Name “a” –Force");
        assertThat(command.arguments().getFirst()).isInstanceOf(Statement.Argument.Named.class);
        assertThat(expression("5 – 2")).isInstanceOf(Expression.Binary.class);
        assertThat(((Expression.Literal) expression("“a'b”")).value()).isEqualTo("a'b");
    }

    @Test
    void aLineThatBeginsWithAPipeGoesOn() {
        Statement.Pipeline pipeline =
                (Statement.Pipeline) end("1,2\n  | a\n  # note\n  | b").statements().getFirst();
        assertThat(pipeline.stages()).hasSize(3);
    }

    @Test
    void tokensOfTextThatIsNotWholeAreStillThere() {
        Parser.Reading reading = Parser.read(new Source("", "Get-X -Name 'a' | Where {"));
        assertThat(reading.error()).isNotNull();
        assertThat(reading.tokens())
                .extracting(Token::kind)
                .containsExactly(
                        Token.Kind.COMMAND,
                        Token.Kind.PARAMETER,
                        Token.Kind.STRING,
                        Token.Kind.COMMAND);
    }

    @Test
    void requirementsAreKept() {
        ScriptBody body = Parser.parse(new Source("", "#Requires -Version 5.1\n1"));
        assertThat(body.requirements())
                .extracting(ScriptBody.Requirement::text)
                .containsExactly("-Version 5.1");
    }
}
