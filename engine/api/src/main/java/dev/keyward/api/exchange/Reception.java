package dev.keyward.api.exchange;

import java.util.concurrent.CompletionStage;

/// What the head of a request decides of it while its body is still on its way.
public sealed interface Reception {
    /// Whatever its body is, it can't have what it asks for; this is the answer.
    record Answered(CompletionStage<ApiResponse> answer) implements Reception {}

    /// It is from somebody who may do it.
    ///
    /// @param tenant whose the caller is
    record Welcome(String tenant) implements Reception {}

    /// It asks for what everybody may do, and nobody knows who it is from.
    record Stranger() implements Reception {}
}
