package dev.keyward.language.eval;

import dev.keyward.cmdlet.HostIo;
import dev.keyward.cmdlet.PsObject;
import dev.keyward.cmdlet.PsProperty;
import dev.keyward.cmdlet.UnattendedHost;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// A program that runs beside the session, in a thread of this process and with an evaluator of its
/// own: variables and functions of the session aren't there, but sign-ins are the same. What it
/// writes is kept until it's received.
final class Job {
    /// As deep as a session's own programs may call themselves.
    private static final long STACK_BYTES = 256L << 20;

    private final int id;
    private final String name;
    private final String command;
    private final Evaluator evaluator;
    private final List<Item> items = new ArrayList<>();
    private final CountDownLatch done = new CountDownLatch(1);
    private final PsObject shown;
    private final Thread thread;
    private volatile State state = State.Running;

    /// As PowerShell calls them.
    enum State {
        Running,
        Completed,
        Failed,
        Stopped
    }

    /// One object with the stream it was written to.
    record Item(int stream, @Nullable Object value) {}

    /// What a job runs, told where output goes.
    interface Work {
        Programs.End run(Programs programs, Sink output);
    }

    /// Starts it.
    ///
    /// @param evaluator the job's own
    Job(int id, String name, String command, Evaluator evaluator, Work work) {
        this.id = id;
        this.name = name;
        this.command = command;
        this.evaluator = evaluator;
        this.shown = object();
        Streams streams = Streams.SHOWN;
        for (int i = Streams.ERROR; i <= Streams.INFORMATION; i++) {
            int stream = i;
            streams = streams.with(stream, record -> add(stream, record));
        }
        evaluator.context(evaluator.context().writingTo(streams));
        this.thread = new Thread(null, () -> run(work), "keyward-job-" + id, STACK_BYTES);
        thread.setDaemon(true);
        thread.start();
    }

    private void run(Work work) {
        State end = State.Failed;
        try {
            end =
                    switch (work.run(
                            new Programs(evaluator), value -> add(Streams.OUTPUT, value))) {
                        case Programs.End.Finished _, Programs.End.Exited _ -> State.Completed;
                        case Programs.End.Failed _ -> State.Failed;
                        case Programs.End.Cancelled _ -> State.Stopped;
                    };
        } finally {
            state = end;
            done.countDown();
        }
    }

    private void add(int stream, @Nullable Object value) {
        synchronized (items) {
            items.add(new Item(stream, value));
        }
    }

    int id() {
        return id;
    }

    String name() {
        return name;
    }

    State state() {
        return state;
    }

    /// The object scripts see; always the same one.
    PsObject shown() {
        return shown;
    }

    /// What was written and not yet taken.
    ///
    /// @param keep leaves it to be taken again
    List<Item> received(boolean keep) {
        synchronized (items) {
            List<Item> all = List.copyOf(items);
            if (!keep) {
                items.clear();
            }
            return all;
        }
    }

    /// Waits a moment; true once the job has ended.
    boolean endsWithin(long milliseconds) throws InterruptedException {
        return done.await(milliseconds, TimeUnit.MILLISECONDS);
    }

    void stop() {
        evaluator.cancel();
        thread.interrupt();
    }

    private PsObject object() {
        PsObject object =
                new PsObject(
                        "System.Management.Automation.PSRemotingJob",
                        "System.Management.Automation.Job");
        object.set("Id", id).set("Name", name).set("PSJobTypeName", "BackgroundJob");
        computed(object, "State", _ -> state.name());
        computed(object, "HasMoreData", _ -> hasMore());
        return object.set("Location", "localhost").set("Command", command);
    }

    private boolean hasMore() {
        synchronized (items) {
            return state == State.Running || !items.isEmpty();
        }
    }

    private static void computed(
            PsObject object, String name, Function<PsObject, @Nullable Object> value) {
        object.add(new PsProperty.Computed(name, value, null));
    }

    /// The host of a job: nobody can be asked, and text is output.
    static final class Host implements UnattendedHost {
        private final HostIo session;

        Host(HostIo session) {
            this.session = session;
        }

        @Override
        public void out(String text) {
            session.out(text);
        }

        @Override
        public void error(String text) {
            session.error(text);
        }

        @Override
        public String whyNobodyAnswers() {
            return "A job can't ask anybody.";
        }

        @Override
        public int width() {
            return session.width();
        }
    }
}
