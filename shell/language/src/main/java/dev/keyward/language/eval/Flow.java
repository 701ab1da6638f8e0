package dev.keyward.language.eval;

import org.jspecify.annotations.Nullable;

/// Leaving the normal course of a program: jumps, `exit`, a stopped pipeline, cancellation.
///
/// None of these is an error, and none carries a stack trace.
public abstract sealed class Flow extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private Flow() {
        super(null, null, false, false);
    }

    /// `break`.
    static final class Break extends Flow {
        private static final long serialVersionUID = 1L;
        private final String label;

        Break(String label) {
            this.label = label;
        }

        /// Whether it's meant for a loop of this label.
        boolean isFor(String loop) {
            return label.isEmpty() || label.equalsIgnoreCase(loop);
        }
    }

    /// `continue`.
    static final class Continue extends Flow {
        private static final long serialVersionUID = 1L;
        private final String label;

        Continue(String label) {
            this.label = label;
        }

        boolean isFor(String loop) {
            return label.isEmpty() || label.equalsIgnoreCase(loop);
        }
    }

    /// `return`; its value is already written.
    static final class Return extends Flow {
        private static final long serialVersionUID = 1L;
    }

    /// `exit`.
    static final class Exit extends Flow {
        private static final long serialVersionUID = 1L;
        private final int code;

        Exit(int code) {
            this.code = code;
        }

        int code() {
            return code;
        }
    }

    /// A command wants no more input.
    static final class StopUpstream extends Flow {
        private static final long serialVersionUID = 1L;
        private final transient @Nullable Stage stage;

        StopUpstream(Stage stage) {
            this.stage = stage;
        }

        @SuppressWarnings("ReferenceEquality") // A stage is itself alone.
        boolean isBy(Stage other) {
            return stage == other;
        }
    }

    /// The user cancelled.
    static final class Cancelled extends Flow {
        private static final long serialVersionUID = 1L;
    }
}
