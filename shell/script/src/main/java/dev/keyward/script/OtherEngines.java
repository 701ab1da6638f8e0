package dev.keyward.script;

import dev.keyward.cmdlet.HostIo;
import dev.keyward.language.Session;
import java.io.IOException;
import java.io.Reader;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import javax.script.ScriptContext;
import javax.script.ScriptEngine;
import javax.script.ScriptEngineManager;
import javax.script.ScriptException;

/// Runs a script file with whatever JSR-223 engine knows its extension, with the shell at hand as
/// `keyward`.
public final class OtherEngines {
    private OtherEngines() {}

    /// @return the process's exit code: 0, or 1 after an error, which is then already shown
    public static int run(Path file, String extension, Session session, HostIo host)
            throws IOException {
        ScriptEngine engine = new ScriptEngineManager().getEngineByExtension(extension);
        if (engine == null) {
            host.error(
                    "keyward: no script engine on the class path knows ." + extension + " files\n");
            return 1;
        }
        ScriptContext context = engine.getContext();
        context.setWriter(new HostWriter(host, false));
        context.setErrorWriter(new HostWriter(host, true));
        engine.put("keyward", new ShellBridge(session));
        engine.put(ScriptEngine.FILENAME, file.toString());
        try (Reader reader = Files.newBufferedReader(file)) {
            engine.eval(reader, context);
            return 0;
        } catch (ScriptException e) {
            host.error(file + ": " + e.getMessage() + "\n");
            return 1;
        }
    }

    private static final class HostWriter extends Writer {
        private final HostIo host;
        private final boolean error;

        HostWriter(HostIo host, boolean error) {
            this.host = host;
            this.error = error;
        }

        @Override
        public void write(char[] buffer, int offset, int length) {
            String text = new String(buffer, offset, length);
            if (error) {
                host.error(text);
            } else {
                host.out(text);
            }
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
    }
}
