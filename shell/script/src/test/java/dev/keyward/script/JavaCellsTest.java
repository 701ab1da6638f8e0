package dev.keyward.script;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.keyward.cmdlet.Catalogue;
import dev.keyward.cmdlet.Cmdlet;
import dev.keyward.language.Outcome;
import dev.keyward.language.Session;
import java.io.OutputStream;
import java.io.PrintStream;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

final class JavaCellsTest {
    private final AtomicReference<JavaCells> open = new AtomicReference<>();
    private final Session session =
            Session.create(
                    new Catalogue(List.of(new InvokeJava(this::cells)), List.of()),
                    new WriterHost(),
                    Surrounds.ofProcess());
    private final JavaCells cells =
            new JavaCells(
                    session,
                    new PrintStream(OutputStream.nullOutputStream()),
                    new PrintStream(OutputStream.nullOutputStream()));

    private JavaCells cells() {
        open.set(cells);
        return cells;
    }

    @AfterEach
    void close() {
        cells.close();
    }

    @Test
    void aCellGivesTheValueOfItsLastExpression() throws Exception {
        assertThat(cells.run("int x = 20;\nx + 22").value()).isEqualTo(42);
    }

    @Test
    void variablesAreSharedBothWays() throws Exception {
        session.run("$greeting = 'hello'; $n = 3", "");
        cells.run("String all = greeting.repeat(n);");
        assertThat(session.variable("all")).isEqualTo("hellohellohello");
        session.run("$n = 1", "");
        assertThat(cells.run("greeting.repeat(n)").value()).isEqualTo("hello");
    }

    @Test
    void variablesAreSharedFromSnippetToSnippet() throws Exception {
        Object value =
                cells.run(
                                """
                                int made = 20;
                                keyward.run("$there = $made + 1; $made = 30");
                                made + (Integer) there
                                """)
                        .value();
        assertThat(value).isEqualTo(51);
        assertThat(session.variable("made")).isEqualTo(30);
        assertThatThrownBy(() -> cells.run("keyward.run(\"$made = 'text'\");\nmade + 1"))
                .hasMessage("line 2: the value of $made isn't one for the Java variable int made");
    }

    @Test
    void arraysKeepTheirType() throws Exception {
        session.run("$bytes = [byte[]](1, 2); $words = [string[]]('a', 'b')", "");
        assertThat(cells.run("bytes.length + words[1].length()").value()).isEqualTo(3);
    }

    @Test
    void whatFollowsExitIsLeft() throws Exception {
        assertThat(cells.run("int a = 1;\n/exit\nnonsense").value()).isEqualTo(1);
    }

    @Test
    void theExamplesOfTheHelpShowWhatTheySay() {
        InvokeJava command = new InvokeJava(this::cells);
        assertThat(command.examples()).isNotEmpty();
        for (Cmdlet.Example example : command.examples()) {
            Session.Result result = session.evaluate(example.code(), "");
            assertThat(result.outcome().error()).isNull();
            assertThat(result.output())
                    .extracting(String::valueOf)
                    .containsExactly(example.output());
        }
    }

    @Test
    void aCellCallsTheShell() throws Exception {
        assertThat(cells.run("keyward.run(\"1..3\").size()").value()).isEqualTo(3);
    }

    @Test
    void aCommandInTheShellRunsACellThatCallsTheShell() {
        session.run("$base = 40", "");
        Session.Result result =
                session.evaluate(
                        "Invoke-Java 'int r = base + (Integer) keyward.run(\"1 + 1\").get(0); r'",
                        "");
        assertThat(result.outcome().error()).isNull();
        assertThat(result.output()).containsExactly(42);
        assertThat(open.get()).isSameAs(cells);
    }

    @Test
    void anErrorNamesItsLine() {
        assertThatThrownBy(() -> cells.run("int a = 1;\nint b = nothing;"))
                .isInstanceOf(JavaCells.CellFailed.class)
                .hasMessageContaining("line 2")
                .hasMessageContaining("cannot find symbol");
        assertThatThrownBy(() -> cells.run("throw new IllegalStateException(\"no\");"))
                .hasMessageContaining("IllegalStateException: no");
        Outcome outcome = session.run("Invoke-Java 'int ('", "");
        assertThat(outcome.successful()).isFalse();
    }
}
