package dev.keyward.language.eval;

import dev.keyward.cmdlet.CmdletError;
import dev.keyward.cmdlet.PsHashtable;
import dev.keyward.language.syntax.Expression;
import dev.keyward.language.syntax.Statement;
import dev.keyward.language.value.Nothing;
import dev.keyward.language.value.Sequences;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// Commands joined into one run: what one writes the next one processes at once.
///
/// Each command runs in a context of its own, restored when control goes back to the one before it.
final class RunningPipeline {
    private final Evaluator evaluator;
    private final PipelineStatus status;
    private final Context caller;
    private final Sink out;
    private final List<Entry> entries = new ArrayList<>();

    /// A command with the context it runs in.
    private final class Entry {
        private final Stage stage;
        private final Context context;
        private boolean begun;

        Entry(Stage stage, Context context) {
            this.stage = stage;
            this.context = context;
        }

        /// Begins, unless output of an earlier command's begin block made it do so already.
        void begin() {
            if (!begun) {
                begun = true;
                evaluator.within(context, stage::begin);
            }
        }

        Stage stage() {
            return stage;
        }

        Context context() {
            return context;
        }
    }

    RunningPipeline(Evaluator evaluator, PipelineStatus status, Sink out) {
        this.evaluator = evaluator;
        this.status = status;
        this.caller = evaluator.context();
        this.out = out;
    }

    /// Adds a command, then the writer its redirections ask for.
    void add(
            Pipelines.Invoked invoked,
            List<Statement.Redirection> redirections,
            boolean expectsInput,
            Function<Expression, @Nullable String> file) {
        int index = entries.size();
        Sink next = value -> push(index + 1, value);
        Streams streams = caller.streams();
        String outputFile = null;
        boolean append = false;
        boolean dropped = false;
        for (Statement.Redirection it : redirections) {
            Expression target = it.file();
            if (target == null) {
                streams = merged(streams, it.stream(), next);
                continue;
            }
            String name = file.apply(target);
            if (it.stream() == 0 || it.stream() == Streams.OUTPUT) {
                outputFile = name;
                dropped = name == null;
                append = it.append();
            }
            if (it.stream() != Streams.OUTPUT) {
                streams = filed(streams, it.stream(), name, it.append(), next);
            }
        }
        boolean drop = dropped;
        Sink sink = drop ? Sink.NOWHERE : next;
        Context context = caller.writingTo(streams).reporting(status);
        Stage stage = evaluator.commands().stage(invoked, expectsInput, sink, context);
        entries.add(new Entry(stage, context));
        if (outputFile != null) {
            addOutFile(outputFile, append);
        }
    }

    /// Prepares the redirections of the expression that feeds the pipeline: its output goes through
    /// a writer before the first command.
    ///
    /// @param merged takes the records of streams merged into output
    /// @return where the other streams go while the expression runs
    Streams redirect(
            List<Statement.Redirection> redirections,
            Sink merged,
            Function<Expression, @Nullable String> file) {
        Streams streams = caller.streams();
        for (Statement.Redirection it : redirections) {
            Expression target = it.file();
            if (target == null) {
                streams = merged(streams, it.stream(), merged);
                continue;
            }
            String name = file.apply(target);
            if (it.stream() == 0 || it.stream() == Streams.OUTPUT) {
                addOutFile(name, it.append());
            }
            if (it.stream() != Streams.OUTPUT) {
                streams = filed(streams, it.stream(), name, it.append(), merged);
            }
        }
        return streams;
    }

    /// Sends what comes so far to a file, or nowhere for null.
    void addOutFile(@Nullable String name, boolean append) {
        if (name == null) {
            add(command("Out-Null", new PsHashtable()), List.of(), true, _ -> null);
            return;
        }
        add(
                command("Out-File", new PsHashtable().put("FilePath", name).put("Append", append)),
                List.of(),
                true,
                _ -> null);
    }

    private static Pipelines.Invoked command(String name, PsHashtable parameters) {
        List<Arg> arguments = new ArrayList<>();
        for (PsHashtable.Entry entry : parameters.entries()) {
            arguments.add(
                    new Arg.Named(
                            dev.keyward.cmdlet.Span.NONE,
                            String.valueOf(entry.key()),
                            true,
                            entry.value(),
                            false));
        }
        return new Pipelines.Invoked(name, false, arguments, dev.keyward.cmdlet.Span.NONE, true);
    }

    // A sink takes null too, which a stream's consumer doesn't.
    @SuppressWarnings("UnnecessaryMethodReference")
    private static Streams merged(Streams streams, int stream, Sink next) {
        Streams changed = streams;
        for (int i = Streams.ERROR; i <= Streams.INFORMATION; i++) {
            if (stream == 0 || stream == i) {
                changed = changed.with(i, next::accept);
            }
        }
        return changed;
    }

    // A sink takes null too, which a stream's consumer doesn't.
    @SuppressWarnings("UnnecessaryMethodReference")
    private Streams filed(
            Streams streams, int stream, @Nullable String name, boolean append, Sink next) {
        Consumer<Object> target;
        if (name == null) {
            target = _ -> {};
        } else if (stream == 0) {
            target = next::accept;
        } else {
            FileTarget file = new FileTarget(evaluator, name, append);
            target = file::write;
        }
        Streams changed = streams;
        for (int i = Streams.ERROR; i <= Streams.INFORMATION; i++) {
            if (stream == 0 || stream == i) {
                changed = changed.with(i, target);
            }
        }
        return changed;
    }

    private void push(int index, @Nullable Object value) {
        evaluator.checkpoint();
        if (index >= entries.size()) {
            evaluator.within(caller, () -> out.accept(value));
            return;
        }
        Entry entry = entries.get(index);
        entry.begin();
        evaluator.within(entry.context(), () -> entry.stage().process(value));
    }

    /// Runs all commands to their ends.
    ///
    /// @param hasSource whether an expression feeds the first command
    void run(boolean hasSource, @Nullable Object source) {
        if (entries.isEmpty()) {
            out.writeEach(source);
            return;
        }
        try {
            int from = feed(hasSource, source);
            for (int i = from; i < entries.size(); i++) {
                i = Math.max(i, end(i));
            }
        } finally {
            for (Entry entry : entries) {
                evaluator.within(entry.context(), entry.stage()::close);
            }
        }
    }

    /// Begins all and feeds the first; the index of the first command that must still end.
    private int feed(boolean hasSource, @Nullable Object source) {
        try {
            for (Entry entry : entries) {
                entry.begin();
            }
            if (!hasSource) {
                Entry first = entries.getFirst();
                evaluator.within(first.context(), first.stage()::processWithoutInput);
            } else if (source != Nothing.NOTHING) {
                List<@Nullable Object> elements =
                        Sequences.is(source)
                                ? Sequences.elements(source)
                                : java.util.Arrays.asList(source);
                for (Object element : elements) {
                    push(0, element);
                }
            }
            return 0;
        } catch (Flow.StopUpstream stop) {
            return indexOf(stop) + 1;
        }
    }

    /// Ends one command; the index of the last command that's done.
    private int end(int index) {
        Entry entry = entries.get(index);
        try {
            evaluator.within(entry.context(), entry.stage()::end);
            return index;
        } catch (Flow.StopUpstream stop) {
            return indexOf(stop);
        }
    }

    private int indexOf(Flow.StopUpstream stop) {
        for (int i = 0; i < entries.size(); i++) {
            if (stop.isBy(entries.get(i).stage())) {
                return i;
            }
        }
        throw stop;
    }

    /// Where a stream's records go when they're redirected to a file.
    private static final class FileTarget {
        private final Evaluator evaluator;
        private final String name;
        private boolean append;

        FileTarget(Evaluator evaluator, String name, boolean append) {
            this.evaluator = evaluator;
            this.name = name;
            this.append = append;
        }

        void write(Object record) {
            RunningPipeline writer =
                    new RunningPipeline(evaluator, new PipelineStatus(), Sink.NOWHERE);
            writer.addOutFile(name, append);
            append = true;
            Object text =
                    record instanceof dev.keyward.cmdlet.ErrorRecord error
                            ? new ErrorView(evaluator).render(error).stripTrailing()
                            : record;
            try {
                writer.run(true, text);
            } catch (CmdletError e) {
                throw new ScriptStop(e.errorRecord());
            }
        }
    }
}
