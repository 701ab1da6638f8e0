package dev.keyward.script;

import dev.keyward.cmdlet.HostIo;
import dev.keyward.language.Session;
import java.io.IOException;
import java.io.Reader;
import java.io.Writer;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import javax.script.ScriptContext;
import javax.script.ScriptEngine;
import javax.script.ScriptEngineManager;
import javax.script.ScriptException;

/// Runs a script file with whatever JSR-223 engine knows its extension, with the shell at hand as
/// `keyward` and the command line's arguments as `args`.
///
/// Engines are found on the class path and in the jars of one folder, which have a class loader of
/// their own: what an engine brings along doesn't mix with the shell's libraries.
public final class OtherEngines {
    private final Path folder;

    /// @param folder where jars of engines lie; needn't be there
    public OtherEngines(Path folder) {
        this.folder = folder;
    }

    /// @return the process's exit code: 0, or 1 after an error, which is then already shown
    public int run(Path file, List<String> arguments, Session session, HostIo host)
            throws IOException {
        String name = file.toString();
        String extension = name.substring(name.lastIndexOf('.') + 1);
        Thread thread = Thread.currentThread();
        ClassLoader before = thread.getContextClassLoader();
        try (URLClassLoader loader =
                new URLClassLoader("engines", jars(), OtherEngines.class.getClassLoader())) {
            // Engines look for their own classes through the thread.
            thread.setContextClassLoader(loader);
            ScriptEngine engine = new ScriptEngineManager(loader).getEngineByExtension(extension);
            if (engine == null) {
                host.error(
                        "keyward: no script engine knows .%s files; put the jars of one (JSR-223) into %s\n"
                                .formatted(extension, folder));
                return 1;
            }
            return run(engine, file, arguments, session, host);
        } finally {
            thread.setContextClassLoader(before);
        }
    }

    private URL[] jars() throws IOException {
        if (!Files.isDirectory(folder)) {
            return new URL[0];
        }
        List<URL> jars = new ArrayList<>();
        try (DirectoryStream<Path> files = Files.newDirectoryStream(folder, "*.jar")) {
            for (Path jar : files) {
                jars.add(jar.toUri().toURL());
            }
        }
        return jars.toArray(URL[]::new);
    }

    private static int run(
            ScriptEngine engine, Path file, List<String> arguments, Session session, HostIo host)
            throws IOException {
        ScriptContext context = engine.getContext();
        context.setWriter(new HostWriter(host, false));
        context.setErrorWriter(new HostWriter(host, true));
        engine.put("keyward", new ShellBridge(session));
        engine.put("args", arguments.toArray(String[]::new));
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
