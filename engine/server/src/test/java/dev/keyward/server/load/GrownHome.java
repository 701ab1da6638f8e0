package dev.keyward.server.load;

import dev.keyward.server.JavaProcess;
import dev.keyward.server.Main;
import dev.keyward.server.Ports;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/// A home that was filled, and the port by which it is served.
record GrownHome(Path path, int port, Populated.Cast cast, double secondsToFill) {
    private static final double MEBI = 1 << 20;

    static GrownHome of(Populated.Size size) throws Exception {
        Path path = Files.createTempDirectory("keyward-growth-");
        int port = Ports.free();
        long begun = System.nanoTime();
        Populated.Cast cast = Populated.fill(path, port, size);
        return new GrownHome(path, port, cast, (System.nanoTime() - begun) / 1e9);
    }

    /// A server on it with the launcher's options.
    JavaProcess start() throws IOException {
        return JavaProcess.start(
                path, Main.class.getName(), List.of("serve", "--port", Integer.toString(port)));
    }

    /// From exec to ready; then the server is stopped.
    double millisToStart() throws IOException {
        long exec = System.nanoTime();
        try (JavaProcess _ = start()) {
            return (System.nanoTime() - exec) / 1e6;
        }
    }

    double databaseMebibytes() throws IOException {
        try (Stream<Path> files = Files.list(path.resolve("data"))) {
            return files.mapToLong(file -> file.toFile().length()).sum() / MEBI;
        }
    }
}
