package dev.keyward.language;

import dev.keyward.cmdlet.ErrorRecord;
import org.jspecify.annotations.Nullable;

/// How a run ended.
///
/// @param exitCode what `exit` was given, 1 after an error that ended the run, else 0
/// @param exited whether `exit` ended it, so that an interactive host should close
/// @param successful `$?` after the last statement; what `-Command` makes its exit code of
/// @param error the error that ended the run, already shown; null if none did
/// @param cancelled whether it was cancelled
public record Outcome(
        int exitCode,
        boolean exited,
        boolean successful,
        @Nullable ErrorRecord error,
        boolean cancelled) {
    /// The exit code of a run that Ctrl+C ended: 128 and SIGINT.
    public static final int INTERRUPTED = 130;

    static Outcome finished(boolean successful) {
        return new Outcome(0, false, successful, null, false);
    }

    static Outcome exited(int code) {
        return new Outcome(code, true, code == 0, null, false);
    }

    static Outcome failed(ErrorRecord error) {
        return new Outcome(1, false, false, error, false);
    }

    static Outcome stopped() {
        return new Outcome(INTERRUPTED, false, false, null, true);
    }
}
