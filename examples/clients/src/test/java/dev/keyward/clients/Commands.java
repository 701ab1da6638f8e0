package dev.keyward.clients;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/// A command that ran to its end.
record Commands(int exitCode, String out, String error) {
    static Commands run(Path folder, Map<String, String> environment, String... command)
            throws IOException, InterruptedException {
        return runWith("", folder, environment, command);
    }

    static Commands runWith(
            String input, Path folder, Map<String, String> environment, String... command)
            throws IOException, InterruptedException {
        Path out = Files.createTempFile("keyward-out", ".txt");
        Path error = Files.createTempFile("keyward-error", ".txt");
        Path in = Files.createTempFile("keyward-in", ".txt");
        Files.writeString(in, input);
        ProcessBuilder builder =
                new ProcessBuilder(List.of(command))
                        .directory(folder.toFile())
                        .redirectInput(in.toFile())
                        .redirectOutput(out.toFile())
                        .redirectError(error.toFile());
        builder.environment().putAll(environment);
        Process process = builder.start();
        if (!process.waitFor(300, TimeUnit.SECONDS)) {
            process.destroyForcibly();
            throw new IllegalStateException("not done in 300 s: " + String.join(" ", command));
        }
        return new Commands(
                process.exitValue(),
                Files.readString(out, StandardCharsets.UTF_8),
                Files.readString(error, StandardCharsets.UTF_8));
    }

    static boolean exists(String program) throws IOException, InterruptedException {
        return run(Path.of("."), Map.of(), "sh", "-c", "command -v " + program).exitCode() == 0;
    }
}
