package dev.keyward.server.load;

import dev.keyward.server.VaultCaller;
import dev.keyward.server.floods.Attackers;
import dev.keyward.server.floods.Flood;
import dev.keyward.server.floods.Target;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;

/// A flood in a process of its own, at the lowest priority: what the server has to do for it counts
/// here, not what it costs to send. Or a process that only computes, on every processor, and never
/// meets the server: what a neighbour on the same machine costs by being there.
public final class FloodProcess implements AutoCloseable {
    private static final String COMPUTING = "computing";

    private final Process process;

    private FloodProcess(String flood, Neighbourhood place) throws IOException {
        List<String> command = new ArrayList<>(List.of("nice", "-n", "19"));
        command.addAll(
                List.of(
                        ProcessHandle.current().info().command().orElse("java"),
                        "-XX:+UseSerialGC",
                        "-cp",
                        System.getProperty("java.class.path"),
                        FloodProcess.class.getName(),
                        flood,
                        place.environment.toString(),
                        Integer.toString(place.port)));
        process =
                new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
        String said = new String(process.getInputStream().readNBytes(6), StandardCharsets.UTF_8);
        if (!said.equals("ready\n")) {
            throw new IOException("the flood didn't begin");
        }
    }

    static FloodProcess of(Flood flood, Neighbourhood place) throws IOException {
        return new FloodProcess(flood.name(), place);
    }

    static FloodProcess computing(Neighbourhood place) throws IOException {
        return new FloodProcess(COMPUTING, place);
    }

    /// Arguments: the flood, the environment file of the one who is known, the port. Goes on until
    /// its standard input ends, then says how many bytes it sent.
    public static void main(String[] arguments) throws Exception {
        if (arguments[0].equals(COMPUTING)) {
            compute();
            return;
        }
        int port = Integer.parseInt(arguments[2]);
        VaultCaller caller = new VaultCaller(VaultCaller.environment(Path.of(arguments[1])));
        try (Attackers attackers =
                new Attackers(Flood.valueOf(arguments[0]), Target.of(caller, port))) {
            untilTold();
            System.out.print(attackers.sent());
        }
        System.out.flush();
    }

    private static void untilTold() throws IOException {
        System.out.print("ready\n");
        System.out.flush();
        while (System.in.read() >= 0) {
            Thread.onSpinWait();
        }
    }

    private static void compute() throws IOException {
        AtomicBoolean stop = new AtomicBoolean();
        for (int i = 0; i < Runtime.getRuntime().availableProcessors(); i++) {
            Thread.ofPlatform().daemon().start(() -> hash(stop));
        }
        untilTold();
        stop.set(true);
        System.out.print(0);
        System.out.flush();
    }

    private static void hash(AtomicBoolean stop) {
        byte[] block = new byte[1 << 20];
        try {
            while (!stop.get()) {
                byte[] digest = MessageDigest.getInstance("SHA-256").digest(block);
                System.arraycopy(digest, 0, block, 0, digest.length);
            }
        } catch (NoSuchAlgorithmException impossible) {
            throw new AssertionError(impossible);
        }
    }

    /// That it has spent on processors.
    Duration cpu() {
        return process.info().totalCpuDuration().orElse(Duration.ZERO);
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
