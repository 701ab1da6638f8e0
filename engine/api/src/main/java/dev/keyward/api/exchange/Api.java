package dev.keyward.api.exchange;

import java.util.concurrent.CompletionStage;

/// The product as a function. Safe for use by several threads.
@FunctionalInterface
public interface Api {
    /// Never fails and never throws: every fault has become a response. The stage completes when
    /// the request's audit record is durable; it holds no thread while it waits.
    ///
    /// Whoever doesn't wait any longer cancels it as a `CompletableFuture`: work that takes long
    /// and hasn't begun is then not done, and the record says so. A change that is under way is
    /// made.
    CompletionStage<ApiResponse> handle(ApiRequest request);

    /// Judges a request by its head, so that no body is kept of one that is refused whatever its
    /// body is. Nothing but an answer comes of it: [#handle] judges again when the body is there,
    /// for much may have been revoked until then. Never fails and never throws.
    ///
    /// @param head the request without its body
    default Reception receive(ApiRequest head) {
        return new Reception.Welcome("");
    }
}
