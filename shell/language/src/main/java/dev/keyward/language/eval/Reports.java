package dev.keyward.language.eval;

import dev.keyward.cmdlet.CmdletError;
import dev.keyward.cmdlet.ErrorCategory;
import dev.keyward.cmdlet.ErrorRecord;
import dev.keyward.cmdlet.ExceptionValue;
import dev.keyward.cmdlet.Span;
import dev.keyward.cmdlet.StreamRecord;
import dev.keyward.language.syntax.SyntaxError;
import dev.keyward.language.value.NetException;
import java.util.function.Consumer;

/// Makes error records and sends records to their streams.
final class Reports {
    private static final System.Logger LOG = System.getLogger(Reports.class.getName());
    private static final int MOST_ERRORS = 256;

    private final Evaluator evaluator;

    Reports(Evaluator evaluator) {
        this.evaluator = evaluator;
    }

    static CmdletError error(String message, String id) {
        return CmdletError.of(message, id, ErrorCategory.InvalidOperation);
    }

    static CmdletError of(NetException e) {
        return new CmdletError(
                ErrorRecord.of(e.value(), e.value().typeName(), ErrorCategory.NotSpecified), e);
    }

    static CmdletError of(SyntaxError e) {
        ErrorRecord record =
                ErrorRecord.of(
                        ExceptionValue.of("System.Management.Automation.ParseException", e.text()),
                        e.id(),
                        ErrorCategory.ParserError);
        return new CmdletError(record.withOrigin(new ErrorRecord.Origin(e.span(), "", "", "")), e);
    }

    /// The error a failure inside of Java code shows to a script.
    ///
    /// Its text may hold anything, so it's logged and not shown.
    CmdletError unexpected(String command, RuntimeException e) {
        LOG.log(System.Logger.Level.ERROR, "command=" + command, e);
        return new CmdletError(
                ErrorRecord.of(
                        ExceptionValue.of(
                                "System.Exception",
                                "%s failed unexpectedly (%s)"
                                        .formatted(command, e.getClass().getSimpleName())),
                        "UnexpectedFailure," + command,
                        ErrorCategory.NotSpecified),
                e);
    }

    /// The error of a program that calls itself without end.
    ScriptStop tooDeep(Span span) {
        CmdletError e = error("The script failed due to call depth overflow.", "CallDepthOverflow");
        return new ScriptStop(located(e, span).errorRecord());
    }

    /// The error with its place, if it has none yet.
    CmdletError located(CmdletError e, Span span) {
        return located(e, span, "", "");
    }

    CmdletError located(CmdletError e, Span span, String command, String invokedAs) {
        if (!e.errorRecord().origin().equals(ErrorRecord.Origin.UNKNOWN)) {
            return e;
        }
        return new CmdletError(located(e.errorRecord(), span, command, invokedAs), e);
    }

    ErrorRecord located(ErrorRecord record, Span span, String command, String invokedAs) {
        if (!record.origin().equals(ErrorRecord.Origin.UNKNOWN)) {
            return record;
        }
        String trace = evaluator.context().frame().trace(span);
        return record.withOrigin(new ErrorRecord.Origin(span, command, invokedAs, trace));
    }

    /// Keeps an error in `$Error`, newest first, once.
    @SuppressWarnings("ReferenceEquality") // Two errors that say the same are two.
    void keep(ErrorRecord record) {
        if (!evaluator.errors().isEmpty() && evaluator.errors().getFirst() == record) {
            return;
        }
        evaluator.errors().addFirst(record);
        while (evaluator.errors().size() > MOST_ERRORS) {
            evaluator.errors().removeLast();
        }
    }

    /// Reports an error that doesn't end anything.
    ///
    /// @throws ScriptStop if the action says so
    void report(ErrorRecord record, Action action) {
        evaluator.context().status().fail();
        switch (action) {
            case IGNORE -> {}
            case SILENTLY_CONTINUE -> {
                keep(record);
                evaluator.context().streams().tap(Streams.ERROR, record);
            }
            case CONTINUE, INQUIRE -> {
                keep(record);
                evaluator.context().streams().tap(Streams.ERROR, record);
                show(record);
            }
            case STOP -> {
                evaluator.context().streams().tap(Streams.ERROR, record);
                throw new ScriptStop(record);
            }
        }
    }

    void show(ErrorRecord record) {
        Consumer<Object> target = evaluator.context().streams().target(Streams.ERROR);
        if (target != null) {
            target.accept(record);
        } else {
            evaluator.host().error(new ErrorView(evaluator).render(record));
        }
    }

    /// Sends a record to its stream.
    ///
    /// @throws ScriptStop if the action says so
    void send(StreamRecord record, Action action) {
        int stream =
                switch (record) {
                    case StreamRecord.WarningRecord _ -> Streams.WARNING;
                    case StreamRecord.VerboseRecord _ -> Streams.VERBOSE;
                    case StreamRecord.DebugRecord _ -> Streams.DEBUG;
                    case StreamRecord.InformationRecord _ -> Streams.INFORMATION;
                };
        if (action == Action.IGNORE) {
            return;
        }
        evaluator.context().streams().tap(stream, record);
        if (action == Action.SILENTLY_CONTINUE) {
            return;
        }
        Consumer<Object> target = evaluator.context().streams().target(stream);
        if (target != null) {
            target.accept(record);
        } else {
            evaluator.host().out(new RecordView(evaluator.host()).render(record));
        }
        if (action == Action.STOP) {
            throw new ScriptStop(
                    ErrorRecord.of(
                            ExceptionValue.of(
                                    "System.Management.Automation.ActionPreferenceStopException",
                                    "The running command stopped because the preference variable or common parameter is set to Stop: "
                                            + record.message()),
                            "ActionPreferenceStop",
                            ErrorCategory.OperationStopped));
        }
    }
}
