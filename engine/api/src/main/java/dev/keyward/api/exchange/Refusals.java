package dev.keyward.api.exchange;

import java.util.concurrent.CompletionStage;

/// Answers for requests that never become an [ApiRequest] worth handling: too long, too slow, not
/// HTTP. They are audited and shaped like every other.
@FunctionalInterface
public interface Refusals {
    /// Never fails and never throws, as [Api#handle].
    ///
    /// @param head what is known of the request; parts may be empty
    /// @param status 400 to 499
    /// @param code such as `RequestEntityTooLarge`
    /// @param message a constant, nothing of the request
    CompletionStage<ApiResponse> refuse(ApiRequest head, int status, String code, String message);
}
