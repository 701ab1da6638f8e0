package dev.keyward.language.eval;

import dev.keyward.cmdlet.Catalogue;
import dev.keyward.cmdlet.HostIo;
import dev.keyward.cmdlet.TypeToken;
import dev.keyward.language.value.NetType;
import dev.keyward.language.value.Surroundings;
import dev.keyward.language.value.Values;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// One session's evaluator: its state, and the parts that run programs on it.
///
/// Used by one thread at a time; only [#cancel] may be called from another.
public final class Evaluator {
    private final Surround surround;
    private final HostIo host;
    private final Catalogue given;
    private final Transcript transcript;
    private final Values values;
    private final SessionState session;
    private final Scope global = Scope.global();
    private final Variables variables;
    private final Expressions expressions;
    private final Statements statements;
    private final Pipelines pipelines;
    private final Commands commands;
    private final Reports reports;
    private final Access access;
    private final BlockRunner scripts;
    private final Shapes shapes;
    private final Modules modules;
    private final History history = new History();
    private final List<Object> errors = new ArrayList<>();
    private final Map<TypeToken, NetType> types = new HashMap<>();
    private Context context;
    private Display display = Display.NONE;
    private boolean success = true;
    private final Object cancelling = new Object();
    private volatile boolean cancelled;
    private @Nullable Thread runner;

    /// What a session stands on.
    ///
    /// @param environment the environment to begin with
    public record Surround(
            InstantSource clock,
            ZoneId zone,
            SecureRandom random,
            Path location,
            Map<String, String> environment) {}

    /// @param transcript takes down what the host shows
    public Evaluator(Surround surround, HostIo host, Catalogue catalogue, Transcript transcript) {
        this.given = catalogue;
        this.transcript = transcript;
        this.surround = surround;
        this.host = new AnsweredHost(host, this::cancel);
        this.context =
                new Context(global, Streams.SHOWN, Frame.BOTTOM, new PipelineStatus(), false);
        this.scripts = new BlockRunner(this);
        this.session = new SessionState(this, surround);
        this.values =
                new Values(
                        new Surroundings(
                                surround.clock(),
                                surround.zone(),
                                surround.random(),
                                session,
                                scripts));
        session.keep(Values.SLOT, values);
        this.variables = new Variables(this);
        this.expressions = new Expressions(this);
        this.statements = new Statements(this);
        this.pipelines = new Pipelines(this);
        this.commands = new Commands(this, LanguageCmdlets.of(this).and(catalogue));
        this.reports = new Reports(this);
        this.access = new Access(this);
        this.shapes = new Shapes(this);
        this.modules = new Modules(this);
        new Preset(this).fill(global);
    }

    public Values values() {
        return values;
    }

    public SessionState session() {
        return session;
    }

    HostIo host() {
        return host;
    }

    Surround surround() {
        return surround;
    }

    Scope global() {
        return global;
    }

    Context context() {
        return context;
    }

    Scope scope() {
        return context.scope();
    }

    void context(Context context) {
        this.context = context;
    }

    /// Runs something in another context.
    void within(Context other, Runnable action) {
        Context before = context;
        context = other;
        try {
            action.run();
        } finally {
            context = before;
        }
    }

    Variables variables() {
        return variables;
    }

    Expressions expressions() {
        return expressions;
    }

    Statements statements() {
        return statements;
    }

    Pipelines pipelines() {
        return pipelines;
    }

    Commands commands() {
        return commands;
    }

    Reports reports() {
        return reports;
    }

    Access access() {
        return access;
    }

    BlockRunner scripts() {
        return scripts;
    }

    Shapes shapes() {
        return shapes;
    }

    Modules modules() {
        return modules;
    }

    /// The commands beside those of the evaluator itself.
    Catalogue given() {
        return given;
    }

    Transcript transcript() {
        return transcript;
    }

    History history() {
        return history;
    }

    List<Object> errors() {
        return errors;
    }

    public Display display() {
        return display;
    }

    public void display(Display display) {
        this.display = display;
    }

    /// `$?`.
    boolean success() {
        return success;
    }

    void success(boolean success) {
        this.success = success;
    }

    @Nullable Object convert(@Nullable Object value, TypeToken type) {
        return values.conversions().convert(value, types.computeIfAbsent(type, NetType::of));
    }

    boolean isLike(String text, String pattern) {
        return Boolean.TRUE.equals(values.operators().apply("like", text, pattern));
    }

    /// Stops the running program at its next step, and what it waits for at once. Where none is
    /// running, the next one ends as it begins.
    public void cancel() {
        synchronized (cancelling) {
            cancelled = true;
            if (runner != null) {
                runner.interrupt();
            }
            cancelling.notifyAll();
        }
    }

    /// Forgets that a program was cancelled: what is cancelled from now on is the next one.
    public void renew() {
        synchronized (cancelling) {
            cancelled = false;
        }
    }

    /// Begins a program.
    ///
    /// @return whether no other is under way, which this one is part of then
    boolean begin() {
        synchronized (cancelling) {
            if (runner != null) {
                return false;
            }
            runner = Thread.currentThread();
            return true;
        }
    }

    /// Ends the program that began first.
    void end() {
        synchronized (cancelling) {
            runner = null;
        }
    }

    /// Takes back that the program was cancelled, the interrupt of its thread included.
    ///
    /// @return whether it was
    private boolean goOn() {
        synchronized (cancelling) {
            boolean before = cancelled;
            cancelled = false;
            if (before) {
                Thread.interrupted();
            }
            return before;
        }
    }

    /// Runs something to its end though the program was cancelled; cancelling again stops it too.
    void cleaningUp(Runnable action) {
        boolean before = goOn();
        try {
            action.run();
        } finally {
            if (before) {
                cancelled = true;
            }
        }
    }

    boolean isCancelled() {
        return cancelled;
    }

    /// Whether the program is cancelled now or within a while.
    boolean isCancelledWithin(Duration grace) {
        long end = System.nanoTime() + grace.toNanos();
        synchronized (cancelling) {
            try {
                for (long left = grace.toMillis(); !cancelled && left > 0; ) {
                    cancelling.wait(left);
                    left = (end - System.nanoTime()) / 1_000_000;
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return true;
            }
            return cancelled;
        }
    }

    /// The one place where a running program looks whether it should stop.
    void checkpoint() {
        if (cancelled) {
            throw new Flow.Cancelled();
        }
    }
}
