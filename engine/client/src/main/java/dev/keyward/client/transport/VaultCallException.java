package dev.keyward.client.transport;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// A call that didn't succeed: the service refused it, or it couldn't be reached.
///
/// The message is the service's own text; it holds names and rules, never values.
public final class VaultCallException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /// Status of calls that got no answer.
    public static final int NO_ANSWER = 0;

    private final int status;
    private final transient CallFailure failure;

    /// @param status the HTTP status, or [#NO_ANSWER]
    public VaultCallException(
            int status, CallFailure failure, String message, @Nullable Throwable cause) {
        super(message, cause);
        this.status = status;
        this.failure = failure;
    }

    /// The HTTP status, or [#NO_ANSWER].
    public int status() {
        return status;
    }

    public CallFailure failure() {
        return failure;
    }

    /// The service's error code such as `SecretNotFound`, or the name of another failure.
    public String code() {
        return failure.code();
    }

    /// The more exact code some errors carry, such as `AccessDenied` inside `Forbidden`.
    public Optional<String> innerCode() {
        return failure instanceof CallFailure.Refused refused
                ? Optional.ofNullable(refused.innerCode())
                : Optional.empty();
    }
}
