package dev.keyward.language;

import dev.keyward.cmdlet.Catalogue;
import dev.keyward.cmdlet.HostIo;
import dev.keyward.cmdlet.SessionServices;
import dev.keyward.cmdlet.Source;
import dev.keyward.language.eval.Display;
import dev.keyward.language.eval.Evaluator;
import dev.keyward.language.eval.Programs;
import dev.keyward.language.syntax.Parser;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// A session of the language: variables, functions and connections that last from run to run.
///
/// ```java
/// Session session = Session.create(catalogue, host, surround);
/// Outcome outcome = session.run("'a' + 1", "");
/// ```
///
/// Runs follow one another; only [#cancel] may be called while one is under way, by any thread.
public final class Session {
    /// Scripts may call themselves deeply; their runs get a stack of their own.
    private static final long STACK_BYTES = 256L << 20;

    private final Evaluator evaluator;
    private final Programs programs;
    private final Supplier<Display> displays;
    private final Object turn = new Object();
    private @Nullable Thread runner;
    private boolean expected;

    private Session(Evaluator evaluator, Function<SessionServices, Display> displays) {
        this.evaluator = evaluator;
        this.programs = new Programs(evaluator);
        this.displays = () -> displays.apply(evaluator.session());
    }

    /// Opens a session.
    ///
    /// @param catalogue the cmdlets beside those of the language itself
    public static Session create(Catalogue catalogue, HostIo host, Evaluator.Surround surround) {
        return Sessions.create(catalogue, host, surround);
    }

    static Session of(Evaluator evaluator, Function<SessionServices, Display> displays) {
        return new Session(evaluator, displays);
    }

    /// Runs text in the session's own scope and shows its output.
    ///
    /// @param sourceName told in errors; empty for text typed at a prompt
    public Outcome run(String text, String sourceName) {
        return shown(() -> programs.run(new Source(sourceName, text), evaluator.display()::show));
    }

    /// Runs a line typed at a prompt, as [#run] does, and keeps it for `Get-History`.
    public Outcome runLine(String line) {
        return shown(() -> programs.runLine(line, evaluator.display()::show));
    }

    /// Runs a script file with arguments as a command line gives them.
    public Outcome runFile(Path file, List<String> arguments) {
        return shown(() -> programs.runFile(file, arguments, evaluator.display()::show));
    }

    /// Runs text and gathers its output instead of showing it.
    public Result evaluate(String text, String sourceName) {
        List<@Nullable Object> output = new ArrayList<>();
        Outcome outcome =
                onRunner(() ->
                        outcome(() -> programs.run(new Source(sourceName, text), output::add)));
        return new Result(outcome, output);
    }

    /// Runs text inside the run that is under way, for code which that run has called and waits
    /// for, such as a Java cell; where none is under way, as [#evaluate] does.
    public Result evaluateWithin(String text) {
        if (!isRunning()) {
            return evaluate(text, "");
        }
        List<@Nullable Object> output = new ArrayList<>();
        Outcome outcome = outcome(() -> programs.run(new Source("", text), output::add));
        return new Result(outcome, output);
    }

    /// What [#evaluate] gives.
    public record Result(Outcome outcome, List<@Nullable Object> output) {}

    private Outcome shown(Supplier<Programs.End> program) {
        return onRunner(() -> {
            Display display = displays.get();
            evaluator.display(display);
            return outcome(() -> {
                Programs.End end = program.get();
                display.finish();
                return end;
            });
        });
    }

    private Outcome outcome(Supplier<Programs.End> program) {
        return switch (program.get()) {
            case Programs.End.Finished it -> Outcome.finished(it.successful());
            case Programs.End.Exited it -> Outcome.exited(it.code());
            case Programs.End.Failed it -> Outcome.failed(it.error());
            case Programs.End.Cancelled _ -> Outcome.stopped();
        };
    }

    private Outcome onRunner(Supplier<Outcome> run) {
        AtomicReference<@Nullable Outcome> outcome = new AtomicReference<>();
        AtomicReference<@Nullable Throwable> failure = new AtomicReference<>();
        Thread thread =
                new Thread(
                        null,
                        () -> {
                            try {
                                outcome.set(run.get());
                            } catch (RuntimeException | Error e) {
                                failure.set(e);
                            }
                        },
                        "keyward-run",
                        STACK_BYTES);
        thread.setDaemon(true);
        begin(thread);
        try {
            thread.start();
            await(thread);
        } finally {
            end();
        }
        switch (failure.get()) {
            case RuntimeException e -> throw e;
            case Error e -> throw e;
            case null, default -> {}
        }
        Outcome ended = outcome.get();
        return ended == null ? Outcome.stopped() : ended;
    }

    private void begin(Thread thread) {
        synchronized (turn) {
            if (runner != null) {
                throw new IllegalStateException("the session is running already");
            }
            runner = thread;
            if (!expected) {
                evaluator.renew();
            }
            expected = false;
        }
    }

    private void end() {
        synchronized (turn) {
            runner = null;
        }
    }

    private boolean isRunning() {
        synchronized (turn) {
            return runner != null;
        }
    }

    private void await(Thread thread) {
        boolean interrupted = false;
        while (thread.isAlive()) {
            try {
                thread.join();
            } catch (InterruptedException e) {
                interrupted = true;
                cancel();
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    /// Has [#cancel] mean the next run from now on, for whoever was given a program and hasn't
    /// begun to run it.
    public void expectRun() {
        synchronized (turn) {
            if (runner == null) {
                expected = true;
                evaluator.renew();
            }
        }
    }

    /// Cancels the run that's under way or expected, if any.
    public void cancel() {
        synchronized (turn) {
            if (runner != null || expected) {
                evaluator.cancel();
            }
        }
    }

    /// A variable's value, null if there's none.
    public @Nullable Object variable(String name) {
        return evaluator.session().variable(name);
    }

    public void variable(String name, @Nullable Object value) {
        evaluator.session().variable(name, value);
    }

    /// The names of the variables.
    public List<String> variableNames() {
        return programs.variableNames();
    }

    /// Whether a line holds no secret written out, so that a history may keep it.
    public boolean mayBeStored(String line) {
        return programs.mayBeStored(line);
    }

    /// Reads text without running it: tree, tokens, error.
    public Parser.Reading read(String text) {
        return Parser.read(new Source("", text));
    }

    /// What the session knows of its commands, for completion and colouring.
    public CommandIndex commands() {
        return new CommandIndex(programs);
    }

    public SessionServices services() {
        return evaluator.session();
    }
}
