package dev.keyward.cmdlet.vault;

import dev.keyward.cmdlet.Arguments;
import dev.keyward.cmdlet.CmdletError;
import dev.keyward.cmdlet.ErrorCategory;
import dev.keyward.cmdlet.ErrorRecord;
import dev.keyward.cmdlet.HostIo;
import dev.keyward.cmdlet.Invocation;
import dev.keyward.cmdlet.Scripts;
import dev.keyward.cmdlet.SessionServices;
import dev.keyward.cmdlet.Span;
import dev.keyward.cmdlet.StreamRecord;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// One call of a cmdlet, with everything it writes kept.
final class PlainInvocation implements Invocation {
    final List<Object> output = new ArrayList<>();
    final List<ErrorRecord> errors = new ArrayList<>();
    final List<String> warnings = new ArrayList<>();
    final List<String> questions = new ArrayList<>();

    private final Arguments arguments;
    private final String parameterSet;
    private final String calledAs;
    private final SessionServices session;
    private final boolean whatIf;

    PlainInvocation(
            Arguments arguments, String parameterSet, String calledAs, SessionServices session) {
        this.arguments = arguments;
        this.parameterSet = parameterSet;
        this.calledAs = calledAs;
        this.session = session;
        this.whatIf = arguments.flag("WhatIf");
    }

    @Override
    public Arguments arguments() {
        return arguments;
    }

    @Override
    public String parameterSet() {
        return parameterSet;
    }

    @Override
    public String calledAs() {
        return calledAs;
    }

    @Override
    public boolean hasPipelineInput() {
        return false;
    }

    @Override
    public @Nullable Object input() {
        return null;
    }

    @Override
    public Span span() {
        return Span.NONE;
    }

    @Override
    public void write(@Nullable Object value) {
        if (value != null) {
            output.add(value);
        }
    }

    @Override
    public void writeEach(@Nullable Object value) {
        write(value);
    }

    @Override
    public void writeError(ErrorRecord error) {
        errors.add(error);
    }

    @Override
    public void warning(String message) {
        warnings.add(message);
    }

    @Override
    public void verbose(String message) {}

    @Override
    public void debug(String message) {}

    @Override
    public void information(StreamRecord.InformationRecord information) {}

    @Override
    public void progress(Progress progress) {}

    @Override
    public boolean shouldProcess(String target, String action) {
        questions.add(
                "Performing the operation \"%s\" on target \"%s\".".formatted(action, target));
        return !whatIf;
    }

    @Override
    public boolean shouldProcess(String description, String question, String caption) {
        questions.add(description);
        return !whatIf;
    }

    @Override
    public boolean shouldContinue(String question, String caption) {
        questions.add(question);
        return false;
    }

    @Override
    public boolean isStopping() {
        return false;
    }

    @Override
    public SessionServices session() {
        return session;
    }

    @Override
    public HostIo host() {
        return new PlainHost();
    }

    @Override
    public Scripts scripts() {
        return (call, output) -> {
            throw CmdletError.of("no language here", "NoScripts", ErrorCategory.NotImplemented);
        };
    }

    @Override
    public RuntimeException stopUpstream() {
        return CmdletError.of("no pipeline here", "NoPipeline", ErrorCategory.NotImplemented);
    }
}
