package dev.keyward.language.eval;

import dev.keyward.cmdlet.Arguments;
import dev.keyward.cmdlet.Cmdlet;
import dev.keyward.cmdlet.ErrorRecord;
import dev.keyward.cmdlet.HostIo;
import dev.keyward.cmdlet.Invocation;
import dev.keyward.cmdlet.Membership;
import dev.keyward.cmdlet.Scripts;
import dev.keyward.cmdlet.SessionServices;
import dev.keyward.cmdlet.Span;
import dev.keyward.cmdlet.StreamRecord;
import org.jspecify.annotations.Nullable;

/// What the evaluator offers a running cmdlet.
final class CmdletInvocation implements Invocation {
    private final Evaluator evaluator;
    private final Stage stage;
    private final Call call;
    private final Binder binder;
    private final InputBinder inputs;
    private final Sink out;
    private final Confirmation confirmation;
    private @Nullable Object input;

    /// How the cmdlet was called.
    record Call(Cmdlet cmdlet, String calledAs, Span span, boolean expectsInput) {}

    CmdletInvocation(
            Evaluator evaluator,
            Stage stage,
            Call call,
            Binder binder,
            InputBinder inputs,
            Sink out) {
        this.evaluator = evaluator;
        this.stage = stage;
        this.call = call;
        this.binder = binder;
        this.inputs = inputs;
        this.out = out;
        this.confirmation =
                new Confirmation(
                        evaluator,
                        binder.common(),
                        call.cmdlet().name(),
                        call.cmdlet().signature().shouldProcess());
    }

    void input(@Nullable Object input) {
        this.input = input;
    }

    Binder binder() {
        return binder;
    }

    Sink out() {
        return out;
    }

    @Override
    public Arguments arguments() {
        return binder.arguments();
    }

    @Override
    public String parameterSet() {
        if (call.expectsInput() && binder.sets().size() > 1) {
            return inputs.chosenSet();
        }
        return binder.sets().isEmpty() ? Membership.EVERY : binder.sets().getFirst();
    }

    @Override
    public String calledAs() {
        return call.calledAs();
    }

    @Override
    public boolean hasPipelineInput() {
        return call.expectsInput();
    }

    @Override
    public @Nullable Object input() {
        return input;
    }

    @Override
    public Span span() {
        return call.span();
    }

    @Override
    public void write(@Nullable Object value) {
        out.write(value);
    }

    @Override
    public void writeEach(@Nullable Object value) {
        out.writeEach(value);
    }

    @Override
    public void writeError(ErrorRecord error) {
        ErrorRecord named =
                error.id().contains(",")
                        ? error
                        : error.withId(idWithSource(error.id(), call.cmdlet()));
        Action action =
                binder.common()
                        .action("ErrorAction")
                        .orElseGet(() ->
                                evaluator
                                        .variables()
                                        .action("ErrorActionPreference", Action.CONTINUE));
        evaluator
                .reports()
                .report(
                        evaluator
                                .reports()
                                .located(named, call.span(), call.cmdlet().name(), call.calledAs()),
                        action);
    }

    static String idWithSource(String id, Cmdlet cmdlet) {
        return id.isEmpty() ? cmdlet.errorSource() : id + "," + cmdlet.errorSource();
    }

    @Override
    public void warning(String message) {
        evaluator
                .reports()
                .send(
                        new StreamRecord.WarningRecord(message),
                        action("WarningAction", "WarningPreference", Action.CONTINUE));
    }

    @Override
    public void verbose(String message) {
        evaluator
                .reports()
                .send(
                        new StreamRecord.VerboseRecord(message),
                        flagged("Verbose", "VerbosePreference"));
    }

    @Override
    public void debug(String message) {
        evaluator
                .reports()
                .send(new StreamRecord.DebugRecord(message), flagged("Debug", "DebugPreference"));
    }

    @Override
    public void information(StreamRecord.InformationRecord information) {
        Action action =
                information.host()
                        ? binder.common().action("InformationAction").orElse(Action.CONTINUE)
                        : action(
                                "InformationAction",
                                "InformationPreference",
                                Action.SILENTLY_CONTINUE);
        evaluator.reports().send(information, action);
    }

    private Action action(String parameter, String preference, Action otherwise) {
        return binder.common()
                .action(parameter)
                .orElseGet(() -> evaluator.variables().action(preference, otherwise));
    }

    private Action flagged(String parameter, String preference) {
        return binder.common()
                .flag(parameter)
                .map(on -> on ? Action.CONTINUE : Action.SILENTLY_CONTINUE)
                .orElseGet(
                        () -> evaluator.variables().action(preference, Action.SILENTLY_CONTINUE));
    }

    @Override
    public void progress(Progress progress) {
        if (action("ProgressAction", "ProgressPreference", Action.CONTINUE) == Action.CONTINUE) {
            evaluator.host().progress(progress);
        }
    }

    @Override
    public boolean shouldProcess(String target, String action) {
        return confirmation.shouldProcess(target, action, this::verbose);
    }

    @Override
    public boolean shouldProcess(String description, String question, String caption) {
        return confirmation.shouldProcess(description, question, caption, this::verbose);
    }

    @Override
    public boolean shouldContinue(String question, String caption) {
        return confirmation.shouldContinue(question, caption);
    }

    @Override
    public boolean isStopping() {
        return evaluator.isCancelled();
    }

    @Override
    public SessionServices session() {
        return evaluator.session();
    }

    @Override
    public HostIo host() {
        return evaluator.host();
    }

    @Override
    public Scripts scripts() {
        return evaluator.scripts();
    }

    @Override
    public RuntimeException stopUpstream() {
        return new Flow.StopUpstream(stage);
    }
}
