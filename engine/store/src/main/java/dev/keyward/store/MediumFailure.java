package dev.keyward.store;

/// The medium couldn't do its work: the world's fault, not the change's. Never leaves this room.
final class MediumFailure extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /// What remains possible afterwards.
    enum Aftermath {
        /// The change at hand alone can't be done: a damaged page, a row too large.
        CHANGE,
        /// Nothing of the open transaction is done, and later ones may work: disk full, read-only.
        RETRY,
        /// After a failed write or flush nobody knows what the file holds (reliability.md, section
        /// 3); only a restart finds out. Or the place does something else with changes than it
        /// says.
        FATAL
    }

    private final Aftermath aftermath;

    MediumFailure(Aftermath aftermath, String what, Throwable cause) {
        super(what, cause);
        this.aftermath = aftermath;
    }

    /// For what no exception of the medium told of.
    MediumFailure(Aftermath aftermath, String what) {
        super(what);
        this.aftermath = aftermath;
    }

    Aftermath aftermath() {
        return aftermath;
    }

    /// Says what failed without naming files.
    String what() {
        return String.valueOf(getMessage());
    }
}
