package dev.keyward.language.eval;

import dev.keyward.cmdlet.Arguments;
import dev.keyward.cmdlet.Cmdlet;
import dev.keyward.cmdlet.CmdletError;
import dev.keyward.cmdlet.ErrorCategory;
import dev.keyward.cmdlet.ErrorRecord;
import dev.keyward.cmdlet.Invocation;
import dev.keyward.cmdlet.Membership;
import dev.keyward.cmdlet.Parameter;
import dev.keyward.cmdlet.PsObject;
import dev.keyward.cmdlet.Signature;
import dev.keyward.cmdlet.Source;
import dev.keyward.cmdlet.StreamRecord;
import dev.keyward.cmdlet.TypeToken;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// The commands that start jobs and fetch what they wrote.
final class JobCmdlets {
    private static final Pattern USING =
            Pattern.compile("[$@]\\{?using:(\\w+)", Pattern.CASE_INSENSITIVE);
    private static final long STEP_MILLISECONDS = 50;

    private final Evaluator evaluator;
    private final Map<Integer, Job> jobs = new TreeMap<>();
    private int last;

    JobCmdlets(Evaluator evaluator) {
        this.evaluator = evaluator;
    }

    List<Cmdlet> all() {
        return List.of(
                Simple.of(
                                "Start-Job",
                                List.of("sajb"),
                                "Runs a block or script file beside the session; $using:name brings a variable along.",
                                Signature.of(
                                        Parameter.of("ScriptBlock", TypeToken.SCRIPT_BLOCK)
                                                .aka("Command")
                                                .in(Membership.in("Block").required().at(0)),
                                        Parameter.of("FilePath", TypeToken.STRING)
                                                .in(Membership.in("File").required()),
                                        Parameter.of(
                                                "InitializationScript", TypeToken.SCRIPT_BLOCK),
                                        Parameter.of("ArgumentList", TypeToken.OBJECTS).aka("Args"),
                                        Parameter.of("Name", TypeToken.STRING)),
                                invocation -> () -> start(invocation))
                        .showing(
                                "Two at a time",
                                "$jobs = 1..2 | ForEach-Object { Start-Job { 10 * $args[0] } -ArgumentList $_ }\\n($jobs | Receive-Job -Wait) -join ','"
                                        .replace("\\n", "\n"),
                                "10,20"),
                with(
                        "Get-Job",
                        "gjb",
                        "Gets jobs.",
                        List.of(Parameter.of("State", TypeToken.STRING)),
                        this::get),
                with(
                        "Receive-Job",
                        "rcjb",
                        "Gives what jobs wrote and, unless -Keep is given, forgets it.",
                        List.of(
                                Parameter.flag("Keep"),
                                Parameter.flag("Wait"),
                                Parameter.flag("AutoRemoveJob")),
                        this::receive),
                with(
                        "Wait-Job",
                        "wjb",
                        "Waits until jobs have ended.",
                        List.of(Parameter.of("Timeout", TypeToken.INT).aka("TimeoutSec")),
                        this::await),
                with(
                        "Stop-Job",
                        "spjb",
                        "Stops jobs.",
                        List.of(Parameter.flag("PassThru")),
                        this::stop),
                with(
                        "Remove-Job",
                        "rjb",
                        "Forgets jobs; a running one only with -Force.",
                        List.of(Parameter.flag("Force").aka("F")),
                        this::remove));
    }

    private interface Work {
        void run(Invocation invocation, List<Job> jobs);
    }

    /// A command that takes jobs as objects, by number or by name.
    private Cmdlet with(
            String name, String alias, String synopsis, List<Parameter> more, Work work) {
        List<Parameter> parameters = new ArrayList<>();
        parameters.add(
                Parameter.of("Job", TypeToken.OBJECTS).in(Membership.in("Job").at(0).byValue()));
        parameters.add(Parameter.of("Id", TypeToken.INT.many()).in(Membership.in("Id").at(0)));
        parameters.add(Parameter.of("Name", TypeToken.STRINGS).in(Membership.in("Name")));
        parameters.addAll(more);
        return Simple.of(
                name,
                List.of(alias),
                synopsis,
                Signature.of(parameters.toArray(Parameter[]::new)).defaultSet("Id"),
                invocation -> () -> work.run(invocation, named(invocation)));
    }

    private void start(Invocation invocation) {
        Arguments arguments = invocation.arguments();
        int id = ++last;
        String given = arguments.text("Name");
        Evaluator own = own();
        String text;
        Job.Work work;
        if (arguments.get("ScriptBlock") instanceof BlockValue block) {
            text = block.text();
            List<@Nullable Object> values = arguments.list("ArgumentList");
            work = (programs, output) -> programs.runBlock(block.body(), values, output);
        } else {
            Path file = evaluator.session().resolve(arguments.requiredText("FilePath"));
            text = file.toString();
            List<String> values = arguments.texts("ArgumentList");
            work = (programs, output) -> programs.runFile(file, values, output);
        }
        bring(text, own);
        BlockValue first =
                arguments.get("InitializationScript") instanceof BlockValue it ? it : null;
        Job job =
                new Job(
                        id,
                        given == null ? "Job" + id : given,
                        text,
                        own,
                        (programs, output) -> {
                            if (first != null) {
                                programs.run(new Source("", first.text()), output);
                            }
                            return work.run(programs, output);
                        });
        jobs.put(id, job);
        invocation.write(job.shown());
    }

    private Evaluator own() {
        Evaluator.Surround mine = evaluator.surround();
        return new Evaluator(
                new Evaluator.Surround(
                        mine.clock(),
                        mine.zone(),
                        mine.random(),
                        evaluator.session().location(),
                        Map.copyOf(evaluator.session().environment())),
                new Job.Host(evaluator.host()),
                evaluator.given(),
                new Transcript());
    }

    private void bring(String text, Evaluator own) {
        Matcher names = USING.matcher(text);
        while (names.find()) {
            own.global().set(names.group(1), evaluator.variables().value(names.group(1)));
        }
    }

    private List<Job> named(Invocation invocation) {
        Arguments arguments = invocation.arguments();
        List<Job> found = new ArrayList<>();
        for (Object one : arguments.list("Job")) {
            if (one instanceof PsObject object && object.get("Id") instanceof Integer id) {
                find(invocation, id, found);
            }
        }
        for (Object id : arguments.list("Id")) {
            if (id instanceof Integer number) {
                find(invocation, number, found);
            }
        }
        for (String name : arguments.texts("Name")) {
            List<Job> matching =
                    jobs.values().stream()
                            .filter(job -> evaluator.isLike(job.name(), name))
                            .toList();
            if (matching.isEmpty()) {
                invocation.writeError(missing("name " + name));
            }
            found.addAll(matching);
        }
        return found;
    }

    private void find(Invocation invocation, int id, List<Job> found) {
        Job job = jobs.get(id);
        if (job == null) {
            invocation.writeError(missing("identifier " + id));
        } else {
            found.add(job);
        }
    }

    private static ErrorRecord missing(String what) {
        return ErrorRecord.of(
                "The command cannot find a job with the %s. Verify the value and run the command again."
                        .formatted(what),
                "JobWithSpecifiedIdNotFound",
                ErrorCategory.ObjectNotFound);
    }

    private void get(Invocation invocation, List<Job> given) {
        Arguments arguments = invocation.arguments();
        boolean all = !arguments.has("Job") && !arguments.has("Id") && !arguments.has("Name");
        String state = arguments.text("State");
        for (Job job : all ? List.copyOf(jobs.values()) : given) {
            if (state == null || job.state().name().equalsIgnoreCase(state)) {
                invocation.write(job.shown());
            }
        }
    }

    private void receive(Invocation invocation, List<Job> given) {
        Arguments arguments = invocation.arguments();
        for (Job job : given) {
            if (arguments.flag("Wait")) {
                await(job, Long.MAX_VALUE);
            }
            for (Job.Item item : job.received(arguments.flag("Keep"))) {
                give(invocation, item);
            }
            if (arguments.flag("AutoRemoveJob") && job.state() != Job.State.Running) {
                jobs.remove(job.id());
            }
        }
    }

    private static void give(Invocation invocation, Job.Item item) {
        Object value = item.value();
        if (item.stream() == Streams.OUTPUT) {
            invocation.write(value);
            return;
        }
        switch (value) {
            case ErrorRecord error -> invocation.writeError(error);
            case StreamRecord.WarningRecord it -> invocation.warning(it.message());
            case StreamRecord.VerboseRecord it -> invocation.verbose(it.message());
            case StreamRecord.DebugRecord it -> invocation.debug(it.message());
            case StreamRecord.InformationRecord it -> invocation.information(it);
            case null, default -> invocation.write(value);
        }
    }

    private void await(Invocation invocation, List<Job> given) {
        long end =
                invocation.arguments().has("Timeout")
                        ? System.nanoTime()
                                + invocation.arguments().number("Timeout", 0) * 1_000_000_000L
                        : Long.MAX_VALUE;
        for (Job job : given) {
            if (await(job, end)) {
                invocation.write(job.shown());
            }
        }
    }

    /// @param end of the waiting, by the system's timer; the largest number for no end
    private boolean await(Job job, long end) {
        while (true) {
            evaluator.checkpoint();
            try {
                if (job.endsWithin(STEP_MILLISECONDS)) {
                    return true;
                }
            } catch (InterruptedException e) {
                throw new Flow.Cancelled();
            }
            if (end != Long.MAX_VALUE && System.nanoTime() - end >= 0) {
                return false;
            }
        }
    }

    private void stop(Invocation invocation, List<Job> given) {
        for (Job job : given) {
            if (job.state() == Job.State.Running) {
                job.stop();
                await(job, Long.MAX_VALUE);
            }
            if (invocation.arguments().flag("PassThru")) {
                invocation.write(job.shown());
            }
        }
    }

    private void remove(Invocation invocation, List<Job> given) {
        for (Job job : given) {
            if (job.state() == Job.State.Running) {
                if (!invocation.arguments().flag("Force")) {
                    invocation.writeError(
                            CmdletError.of(
                                            "The command cannot remove the job with the job ID %d because the job is not finished. To remove the job, first stop the job, or use the Force parameter."
                                                    .formatted(job.id()),
                                            "JobObjectNotFinishedCannotBeRemoved",
                                            ErrorCategory.InvalidOperation)
                                    .errorRecord());
                    continue;
                }
                job.stop();
            }
            jobs.remove(job.id());
        }
    }
}
