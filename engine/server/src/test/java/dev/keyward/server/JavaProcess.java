package dev.keyward.server;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/// A Java process on this test's class path that says `ready` on a line of its own.
public final class JavaProcess implements AutoCloseable {
    private static final long PATIENCE_SECONDS = 60;

    private final Process process;
    private final List<String> said;
    private final BufferedReader out;

    private JavaProcess(Process process, List<String> said, BufferedReader out) {
        this.process = process;
        this.said = List.copyOf(said);
        this.out = out;
    }

    /// What makes a process start with less work, for those that don't live long.
    private static final List<String> QUICK =
            List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC");

    /// The launcher's options for servers.
    private static final List<String> LASTING = List.of("-XX:+UseParallelGC", "-Xmx512m");

    /// A server with a home of its own as `KEYWARD_HOME`, made to start soon.
    public static JavaProcess serve(Path home, String... options) throws IOException {
        return serve(home, Map.of(), options);
    }

    /// @param variables of its environment, beside this one's
    public static JavaProcess serve(Path home, Map<String, String> variables, String... options)
            throws IOException {
        List<String> arguments = new ArrayList<>(List.of("serve"));
        arguments.addAll(List.of(options));
        return start(home, QUICK, variables, Main.class.getName(), arguments);
    }

    /// A server whose standard error goes to a file.
    static JavaProcess serveTelling(
            Path errors, Path home, Map<String, String> variables, String... options)
            throws IOException {
        List<String> arguments = new ArrayList<>(List.of("serve"));
        arguments.addAll(List.of(options));
        return start(
                home,
                QUICK,
                variables,
                ProcessBuilder.Redirect.to(errors.toFile()),
                Main.class.getName(),
                arguments);
    }

    /// A server with so much heap alone.
    public static JavaProcess serveIn(
            int heapMebibytes, Path home, String mainClass, String... options) throws IOException {
        List<String> jvm = new ArrayList<>(QUICK);
        jvm.add("-Xmx" + heapMebibytes + "m");
        List<String> arguments = new ArrayList<>(List.of("serve"));
        arguments.addAll(List.of(options));
        return start(home, jvm, Map.of(), mainClass, arguments);
    }

    /// A Java process as the launcher starts servers, with the options of `KEYWARD_JAVA_OPTS`.
    public static JavaProcess start(Path home, String mainClass, List<String> arguments)
            throws IOException {
        List<String> options = new ArrayList<>(LASTING);
        String more = System.getenv("KEYWARD_JAVA_OPTS");
        if (more != null && !more.isBlank()) {
            options.addAll(List.of(more.strip().split(" +")));
        }
        return start(home, options, Map.of(), mainClass, arguments);
    }

    private static JavaProcess start(
            Path home,
            List<String> jvmOptions,
            Map<String, String> variables,
            String mainClass,
            List<String> arguments)
            throws IOException {
        return start(
                home, jvmOptions, variables, ProcessBuilder.Redirect.INHERIT, mainClass, arguments);
    }

    /// @throws IOException if it ends before it is ready
    private static JavaProcess start(
            Path home,
            List<String> jvmOptions,
            Map<String, String> variables,
            ProcessBuilder.Redirect errors,
            String mainClass,
            List<String> arguments)
            throws IOException {
        List<String> command =
                new ArrayList<>(
                        List.of(
                                ProcessHandle.current().info().command().orElse("java"),
                                "--enable-native-access=ALL-UNNAMED"));
        command.addAll(jvmOptions);
        command.addAll(
                List.of(
                        "-cp",
                        System.getProperty(
                                "surefire.test.class.path", System.getProperty("java.class.path")),
                        mainClass));
        command.addAll(arguments);
        ProcessBuilder builder = new ProcessBuilder(command).redirectError(errors);
        builder.environment().put("KEYWARD_HOME", home.toString());
        builder.environment().putAll(variables);
        Process process = builder.start();
        BufferedReader out =
                new BufferedReader(
                        new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
        List<String> said = new ArrayList<>();
        for (String line = out.readLine(); line != null; line = out.readLine()) {
            if (line.equals("ready")) {
                return new JavaProcess(process, said, out);
            }
            said.add(line);
        }
        throw new IOException(mainClass + " ended before it was ready: " + said);
    }

    /// What it said on standard output before it was ready.
    public List<String> said() {
        return said;
    }

    /// What it said there since, once it has ended: little, for nobody reads it meanwhile.
    List<String> saidSince() throws IOException {
        return out.readAllLines();
    }

    public ProcessHandle handle() {
        return process.toHandle();
    }

    /// Of a process that has ended.
    public int exitCode() {
        return process.exitValue();
    }

    /// SIGKILL: it gets no chance to do anything.
    public void kill() throws InterruptedException {
        process.destroyForcibly();
        process.waitFor();
    }

    /// SIGTERM.
    ///
    /// @return its exit code
    public int stop() throws InterruptedException {
        process.destroy();
        if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
            process.destroyForcibly();
        }
        return process.waitFor();
    }

    @Override
    public void close() {
        process.destroy();
        process.onExit().orTimeout(PATIENCE_SECONDS, TimeUnit.SECONDS).join();
    }
}
