package dev.keyward.script;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.StringWriter;
import java.util.List;
import javax.script.ScriptEngine;
import javax.script.ScriptEngineManager;
import javax.script.ScriptException;
import org.junit.jupiter.api.Test;

final class KeywardEngineTest {
    private final ScriptEngine engine = new ScriptEngineManager().getEngineByName("keyward");

    @Test
    void isFoundByNameAndExtension() {
        assertThat(engine).isNotNull();
        assertThat(new ScriptEngineManager().getEngineByExtension("ps1")).isNotNull();
    }

    @Test
    void evaluatesToTheScriptsOutput() throws Exception {
        assertThat(engine.eval("1 + 2")).isEqualTo(3);
        assertThat(engine.eval("'a', 'b'")).isEqualTo(List.of("a", "b"));
        assertThat(engine.eval("$null = 1")).isNull();
    }

    @Test
    void bindingsAreVariablesBothWays() throws Exception {
        engine.put("name", "Vault01");
        assertThat(engine.eval("\"hello $name\"")).isEqualTo("hello Vault01");
        engine.eval("$name = 'other'; $made = 5");
        assertThat(engine.get("name")).isEqualTo("other");
        assertThat(engine.get("made")).isEqualTo(5);
    }

    @Test
    void errorsCarryLineAndColumn() {
        engine.put(ScriptEngine.FILENAME, "job.ps1");
        assertThatThrownBy(() -> engine.eval("$a = 1\n  throw 'boom'"))
                .isInstanceOfSatisfying(
                        ScriptException.class,
                        e -> {
                            assertThat(e.getMessage()).contains("boom");
                            assertThat(e.getFileName()).isEqualTo("job.ps1");
                            assertThat(e.getLineNumber()).isEqualTo(2);
                            assertThat(e.getColumnNumber()).isEqualTo(3);
                        });
    }

    @Test
    void syntaxErrorsCarryTheirPlaceToo() {
        assertThatThrownBy(() -> engine.eval("$a = 1\nif ("))
                .isInstanceOfSatisfying(
                        ScriptException.class, e -> assertThat(e.getLineNumber()).isEqualTo(2));
    }

    @Test
    void whatIsShownGoesToTheWriter() throws Exception {
        StringWriter out = new StringWriter();
        engine.getContext().setWriter(out);
        engine.eval("Write-Host 'shown'");
        assertThat(out.toString()).isEqualTo("shown\n");
    }
}
