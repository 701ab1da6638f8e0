package dev.keyward.language.eval;

import dev.keyward.cmdlet.CmdletError;
import dev.keyward.cmdlet.ErrorCategory;
import dev.keyward.language.value.Sequences;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A program of the system in a pipeline: lines in, lines out.
final class ProgramStage implements Stage {
    /// 128 and SIGINT, what programs give that Ctrl+C ended.
    private static final int INTERRUPTED = 130;

    private static final Duration SIGNAL_UNDER_WAY = Duration.ofMillis(250);

    private final Evaluator evaluator;
    private final Path file;
    private final List<String> command = new ArrayList<>();
    private final boolean expectsInput;
    private final Sink out;
    private final StringBuilder input = new StringBuilder();
    private @Nullable Process process;

    ProgramStage(
            Evaluator evaluator, Path file, List<Arg> arguments, boolean expectsInput, Sink out) {
        this.evaluator = evaluator;
        this.file = file;
        this.expectsInput = expectsInput;
        this.out = out;
        command.add(file.toString());
        for (Arg argument : arguments) {
            switch (argument) {
                case Arg.Named it ->
                        command.add(
                                "-" + it.name() + (it.hasValue() ? ":" + text(it.value()) : ""));
                case Arg.Positional it -> {
                    Object value = it.value() instanceof Arg.Bare bare ? bare.text() : it.value();
                    for (Object one : Sequences.elements(value)) {
                        command.add(text(one));
                    }
                }
            }
        }
    }

    private String text(@Nullable Object value) {
        return evaluator.values().text().of(value);
    }

    @Override
    public void begin() {}

    @Override
    public void process(@Nullable Object value) {
        input.append(text(value)).append('\n');
    }

    @Override
    public void processWithoutInput() {}

    @Override
    public void end() {
        ProcessBuilder builder =
                new ProcessBuilder(command)
                        .directory(evaluator.session().location().toFile())
                        .redirectError(ProcessBuilder.Redirect.INHERIT);
        Map<String, String> environment = builder.environment();
        environment.clear();
        environment.putAll(evaluator.session().environment());
        if (!expectsInput && evaluator.host().isInteractive()) {
            builder.redirectInput(ProcessBuilder.Redirect.INHERIT);
        }
        try {
            Process started = builder.start();
            process = started;
            feed(started);
            read(started);
            int code = started.waitFor();
            evaluator.global().set("LASTEXITCODE", code);
            if (code == INTERRUPTED && wasInterrupted()) {
                evaluator.cancel();
                throw new Flow.Cancelled();
            }
            if (code != 0) {
                evaluator.context().status().fail();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new Flow.Cancelled();
        } catch (IOException e) {
            throw CmdletError.of(
                    "Program '%s' failed to run: %s".formatted(file.getFileName(), e.getMessage()),
                    "NativeCommandFailed",
                    ErrorCategory.ResourceUnavailable);
        }
    }

    /// Ctrl+C reaches the program and this process at once, and the program may be done first. One
    /// that has the terminal may take the key itself; its exit code is all there is to know it by.
    private boolean wasInterrupted() {
        return evaluator.host().isInteractive() || evaluator.isCancelledWithin(SIGNAL_UNDER_WAY);
    }

    private void feed(Process started) {
        try (OutputStream stream = started.getOutputStream()) {
            stream.write(input.toString().getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            // a program may end, or close its input, without reading all of it
            return;
        }
    }

    private void read(Process started) throws IOException {
        try (BufferedReader reader = started.inputReader(StandardCharsets.UTF_8)) {
            reader.lines().forEach(out);
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }

    @Override
    public void close() {
        if (process != null) {
            process.destroy();
        }
    }
}
