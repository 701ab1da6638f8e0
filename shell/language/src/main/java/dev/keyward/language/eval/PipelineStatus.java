package dev.keyward.language.eval;

/// Whether a command of a pipeline wrote an error; becomes `$?`.
final class PipelineStatus {
    private boolean failed;

    void fail() {
        failed = true;
    }

    boolean failed() {
        return failed;
    }
}
