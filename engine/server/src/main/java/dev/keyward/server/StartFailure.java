package dev.keyward.server;

/// A server can't start, or not go on: one line for a person, and the exit code of the process.
final class StartFailure extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final Kind kind;

    /// @param message what, which, and what would be right; no secret
    StartFailure(Kind kind, String message) {
        super(message, null, false, false);
        this.kind = kind;
    }

    Kind kind() {
        return kind;
    }

    /// Why, by exit code.
    enum Kind {
        FAULT(1),
        CONFIGURATION(2),
        PORT_TAKEN(3),
        HOME_UNUSABLE(4),
        HOME_IN_USE(5),
        DATA_DAMAGED(6),
        DISK_FAILED(7),
        THREAD_ENDED(8);

        private final int exitCode;

        Kind(int exitCode) {
            this.exitCode = exitCode;
        }

        int exitCode() {
            return exitCode;
        }
    }
}
