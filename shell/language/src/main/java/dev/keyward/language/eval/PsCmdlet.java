package dev.keyward.language.eval;

import dev.keyward.cmdlet.CmdletError;
import dev.keyward.cmdlet.ErrorCategory;
import dev.keyward.cmdlet.ErrorRecord;
import dev.keyward.cmdlet.PsObject;
import dev.keyward.cmdlet.PsProperty;
import dev.keyward.cmdlet.StreamRecord;
import dev.keyward.language.value.Nothing;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// `$PSCmdlet` of an advanced function.
final class PsCmdlet {
    private final Evaluator evaluator;
    private final Shape shape;
    private final Binder binder;
    private final Callee callee;
    private final Confirmation confirmation;

    PsCmdlet(Evaluator evaluator, Shape shape, Binder binder, Callee callee) {
        this.evaluator = evaluator;
        this.shape = shape;
        this.binder = binder;
        this.callee = callee;
        this.confirmation =
                new Confirmation(
                        evaluator,
                        binder.common(),
                        shape.name(),
                        shape.signature().shouldProcess());
    }

    private interface Method {
        @Nullable Object run(List<@Nullable Object> arguments);
    }

    PsObject view() {
        PsObject view = new PsObject("System.Management.Automation.PSScriptCmdlet");
        view.add(
                new PsProperty.Computed(
                        "ParameterSetName",
                        _ -> binder.sets().isEmpty() ? "" : binder.sets().getFirst(),
                        null));
        view.add(
                new PsProperty.Computed(
                        "MyInvocation", _ -> evaluator.variables().value("MyInvocation"), null));
        method(view, "ShouldProcess", this::shouldProcess);
        method(
                view,
                "ShouldContinue",
                given -> confirmation.shouldContinue(text(given, 0), text(given, 1)));
        method(view, "ThrowTerminatingError", this::terminate);
        method(view, "WriteError", this::writeError);
        method(
                view,
                "WriteVerbose",
                given ->
                        send(
                                new StreamRecord.VerboseRecord(text(given, 0)),
                                "VerbosePreference",
                                Action.SILENTLY_CONTINUE));
        method(
                view,
                "WriteWarning",
                given ->
                        send(
                                new StreamRecord.WarningRecord(text(given, 0)),
                                "WarningPreference",
                                Action.CONTINUE));
        method(
                view,
                "WriteDebug",
                given ->
                        send(
                                new StreamRecord.DebugRecord(text(given, 0)),
                                "DebugPreference",
                                Action.SILENTLY_CONTINUE));
        method(view, "WriteObject", given -> given.isEmpty() ? null : given.getFirst());
        return view;
    }

    private static void method(PsObject view, String name, Method method) {
        Function<List<@Nullable Object>, @Nullable Object> function = method::run;
        view.set(name, function);
    }

    private String text(List<@Nullable Object> given, int index) {
        return index < given.size() ? evaluator.values().text().of(given.get(index)) : "";
    }

    private Object shouldProcess(List<@Nullable Object> given) {
        if (given.size() > 2) {
            return confirmation.shouldProcess(
                    text(given, 0), text(given, 1), text(given, 2), this::verbose);
        }
        return confirmation.shouldProcess(text(given, 0), text(given, 1), this::verbose);
    }

    private void verbose(String message) {
        send(
                new StreamRecord.VerboseRecord(message),
                "VerbosePreference",
                Action.SILENTLY_CONTINUE);
    }

    private Object send(StreamRecord record, String preference, Action otherwise) {
        evaluator.reports().send(record, evaluator.variables().action(preference, otherwise));
        return Nothing.NOTHING;
    }

    private ErrorRecord record(List<@Nullable Object> given) {
        Object first = given.isEmpty() ? null : given.getFirst();
        ErrorRecord record =
                first instanceof ErrorRecord it
                        ? it
                        : ErrorRecord.of(text(given, 0), "", ErrorCategory.NotSpecified);
        if (record.id().contains(",")) {
            return record;
        }
        return record.withId(
                record.id().isEmpty() ? shape.name() : record.id() + "," + shape.name());
    }

    private Object terminate(List<@Nullable Object> given) {
        ErrorRecord record =
                record(given)
                        .withOrigin(
                                new ErrorRecord.Origin(
                                        callee.call(), callee.name(), callee.invokedAs(), ""));
        throw new Terminated(new CmdletError(record));
    }

    /// Ends the function, not just the statement in it.
    static final class Terminated extends RuntimeException {
        private static final long serialVersionUID = 1L;
        private final transient CmdletError error;

        Terminated(CmdletError error) {
            super(error.getMessage(), error);
            this.error = error;
        }

        CmdletError error() {
            return error;
        }
    }

    private Object writeError(List<@Nullable Object> given) {
        evaluator
                .reports()
                .report(
                        evaluator
                                .reports()
                                .located(
                                        record(given),
                                        callee.call(),
                                        callee.name(),
                                        callee.invokedAs()),
                        evaluator.variables().action("ErrorActionPreference", Action.CONTINUE));
        return Nothing.NOTHING;
    }
}
