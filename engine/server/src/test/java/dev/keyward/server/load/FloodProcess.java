package dev.keyward.server.load;

import dev.keyward.server.VaultCaller;
import dev.keyward.server.floods.Attackers;
import dev.keyward.server.floods.Flood;
import dev.keyward.server.floods.Target;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// A flood in a process of its own, at the lowest priority: what the server has to do for it counts
/// here, not what it costs to send.
public final class FloodProcess implements AutoCloseable {
    private final Process process;

    FloodProcess(Flood flood, Path environment, int port) throws IOException {
        List<String> command = new ArrayList<>(List.of("nice", "-n", "19"));
        command.addAll(
                List.of(
                        ProcessHandle.current().info().command().orElse("java"),
                        "-XX:+UseSerialGC",
                        "-cp",
                        System.getProperty("java.class.path"),
                        FloodProcess.class.getName(),
                        flood.name(),
                        environment.toString(),
                        Integer.toString(port)));
        process =
                new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
        String said = new String(process.getInputStream().readNBytes(6), StandardCharsets.UTF_8);
        if (!said.equals("ready\n")) {
            throw new IOException("the flood didn't begin");
        }
    }

    /// Arguments: the flood, the environment file of the one who is known, the port. Goes on until
    /// its standard input ends, then says how many bytes it sent.
    public static void main(String[] arguments) throws Exception {
        int port = Integer.parseInt(arguments[2]);
        VaultCaller caller = new VaultCaller(VaultCaller.environment(Path.of(arguments[1])));
        try (Attackers attackers =
                new Attackers(Flood.valueOf(arguments[0]), Target.of(caller, port))) {
            System.out.print("ready\n");
            System.out.flush();
            while (System.in.read() >= 0) {
                Thread.onSpinWait();
            }
            System.out.print(attackers.sent());
        }
        System.out.flush();
    }

    /// Ends it.
    ///
    /// @return how many bytes it sent
    long stop() {
        try {
            process.getOutputStream().close();
            return Long.parseLong(
                    new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }
}
