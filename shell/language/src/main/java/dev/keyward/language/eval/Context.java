package dev.keyward.language.eval;

/// Everything that changes when another command's code begins to run.
///
/// @param catching whether errors that end a statement go up to an enclosing `try` or `trap`
record Context(Scope scope, Streams streams, Frame frame, PipelineStatus status, boolean catching) {
    Context in(Scope scope) {
        return new Context(scope, streams, frame, status, catching);
    }

    Context writingTo(Streams streams) {
        return new Context(scope, streams, frame, status, catching);
    }

    Context at(Frame frame) {
        return new Context(scope, streams, frame, status, catching);
    }

    Context reporting(PipelineStatus status) {
        return new Context(scope, streams, frame, status, catching);
    }

    Context catching(boolean catching) {
        return new Context(scope, streams, frame, status, catching);
    }
}
