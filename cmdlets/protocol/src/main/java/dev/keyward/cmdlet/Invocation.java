package dev.keyward.cmdlet;

import org.jspecify.annotations.Nullable;

/// What a running cmdlet may do.
///
/// Used by the thread that runs the pipeline and no other.
public interface Invocation {
    /// The values bound now; they change before each call of `process`.
    Arguments arguments();

    /// The parameter set the arguments chose.
    String parameterSet();

    /// The name the cmdlet was called by: its own or an alias.
    String calledAs();

    /// Whether objects come in through the pipeline.
    boolean hasPipelineInput();

    /// The pipeline object being processed, null too outside of `process`.
    @Nullable Object input();

    /// Where the command stands in the program.
    Span span();

    /// Sends one object down the pipeline as it is.
    void write(@Nullable Object value);

    /// Sends the elements of an array or list one by one; anything else as it is.
    void writeEach(@Nullable Object value);

    /// Reports an error that doesn't end the command. Throws when the user asked errors to stop.
    void writeError(ErrorRecord error);

    void warning(String message);

    void verbose(String message);

    void debug(String message);

    void information(StreamRecord.InformationRecord information);

    void progress(Progress progress);

    /// Whether to go on with a change; says so instead under `-WhatIf`, asks under `-Confirm`.
    ///
    /// @param action what would be done; empty for the command's name
    boolean shouldProcess(String target, String action);

    /// The same with a sentence of one's own.
    ///
    /// @param description shown by `-WhatIf` and `-Verbose`
    /// @param question asked by `-Confirm`
    boolean shouldProcess(String description, String question, String caption);

    /// Asks whatever `-Confirm` says; for what `-Force` would skip.
    boolean shouldContinue(String question, String caption);

    /// Whether the run was cancelled; long work looks at it and returns early.
    boolean isStopping();

    SessionServices session();

    HostIo host();

    Scripts scripts();

    /// Ends the commands before this one in the pipeline, as `Select-Object -First` does; the
    /// caller throws what it gets. `end` isn't called on this command any more, on those after it
    /// it is.
    RuntimeException stopUpstream();

    /// Ends the statement with an error.
    default CmdletError terminating(ErrorRecord error) {
        return new CmdletError(error);
    }

    /// How far something has come.
    ///
    /// @param percent 0 to 100, or -1 if it isn't known
    record Progress(String activity, String status, int percent, boolean completed) {}
}
