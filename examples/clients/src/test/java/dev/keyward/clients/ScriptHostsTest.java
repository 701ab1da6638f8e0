package dev.keyward.clients;

import static org.assertj.core.api.Assertions.assertThat;

import groovy.lang.Script;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.codehaus.groovy.jsr223.GroovyScriptEngineFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.mozilla.javascript.Scriptable;
import org.mozilla.javascript.engine.RhinoScriptEngineFactory;

/// Java in the shell and the shell in Java, as a user runs them: files in `examples/scripts`.
final class ScriptHostsTest {
    private static final Path SCRIPTS = DevServer.ROOT.resolve("examples/scripts");

    @TempDir private Path folder;

    private Commands run(String file, String... arguments) throws Exception {
        List<String> all =
                new java.util.ArrayList<>(List.of("-NoProfile", SCRIPTS.resolve(file).toString()));
        all.addAll(List.of(arguments));
        return Shell.embedded(folder).run(all.toArray(String[]::new));
    }

    private Path written(String name, String text) throws IOException {
        Path file = folder.resolve(name);
        Files.writeString(file, text);
        return file;
    }

    private void engine(Class<?>... partOfJars) throws IOException, URISyntaxException {
        Path engines = Files.createDirectories(folder.resolve("home/engines"));
        for (Class<?> part : partOfJars) {
            Path jar = Path.of(part.getProtectionDomain().getCodeSource().getLocation().toURI());
            Files.copy(jar, engines.resolve(jar.getFileName()));
        }
    }

    @Test
    void theTourInJava() throws Exception {
        Commands run = run("tour.jsh", "tour-vault");
        assertThat(run.error()).isEmpty();
        assertThat(run.out())
                .isEqualTo(
                        """
                        vault at https://tour-vault.vault.local.keyward.localhost/
                        secret has 4 words
                        signature is right: true
                        """);
        assertThat(run.exitCode()).isZero();
    }

    @Test
    void aMistakeInAJavaFileNamesItsLine() throws Exception {
        Path file = written("wrong.jsh", "int a = 1;\nSystem.out.println(a);\nint b = nothing;\n");
        Commands run = Shell.embedded(folder).run("-NoProfile", file.toString());
        assertThat(run.out()).isEqualTo("1\n");
        assertThat(run.error()).isEqualTo(file + ": line 3: cannot find symbol\n");
        assertThat(run.exitCode()).isEqualTo(1);
    }

    @Test
    void aJavaProgramWithTheShellsJarsRunsCmdlets() throws Exception {
        Commands run =
                Commands.run(
                        folder,
                        Map.of("KEYWARD_HOME", folder.resolve("home").toString()),
                        Path.of(System.getProperty("java.home"), "bin/java").toString(),
                        "--enable-native-access=ALL-UNNAMED",
                        "--sun-misc-unsafe-memory-access=allow",
                        "-cp",
                        DevServer.ROOT.resolve("shell/console/target/dist/lib") + "/*",
                        SCRIPTS.resolve("Embed.java").toString());
        // An error is shown where errors go, and thrown.
        assertThat(run.error()).startsWith("Exception:").contains("given up");
        assertThat(run.out())
                .isEqualTo(
                        """
                        hello
                        same name: true
                        line 2, column 3: given up in script at line number 2 at column number 3
                        """);
    }

    @Test
    void groovyRunsCmdletsOnceItsJarsAreThere() throws Exception {
        Commands without = run("vaults.groovy", "kv-b", "kv-a");
        assertThat(without.exitCode()).isEqualTo(1);
        assertThat(without.error())
                .contains("no script engine knows .groovy files", "home/engines");
        engine(GroovyScriptEngineFactory.class, Script.class);
        Commands with = run("vaults.groovy", "kv-b", "kv-a");
        assertThat(with.error()).isEmpty();
        assertThat(with.out()).isEqualTo("kv-a, kv-b\n");
        Path wrong = written("wrong.groovy", "println 'begins'\nkeyward.run('throw \"no\"')\n");
        Commands failed = Shell.embedded(folder).run("-NoProfile", wrong.toString());
        assertThat(failed.out()).isEqualTo("begins\n");
        assertThat(failed.error()).contains("wrong.groovy").contains("no");
        assertThat(failed.exitCode()).isEqualTo(1);
    }

    @Test
    void javaScriptRunsCmdletsOnceItsJarsAreThere() throws Exception {
        engine(RhinoScriptEngineFactory.class, Scriptable.class);
        Commands run = run("vaults.js", "kv-one", "kv-two");
        assertThat(run.error()).isEmpty();
        assertThat(run.out()).isEqualTo("vault kv-one\nvault kv-two\n");
    }
}
