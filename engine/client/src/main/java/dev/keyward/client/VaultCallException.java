package dev.keyward.client;

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
    private final String code;
    private final @Nullable String innerCode;

    /// @param status the HTTP status, or [#NO_ANSWER]
    /// @param code the service's error code such as `SecretNotFound`
    VaultCallException(
            int status,
            String code,
            @Nullable String innerCode,
            String message,
            @Nullable Throwable cause) {
        super(message, cause);
        this.status = status;
        this.code = code;
        this.innerCode = innerCode;
    }

    /// The HTTP status, or [#NO_ANSWER].
    public int status() {
        return status;
    }

    /// The service's error code such as `SecretNotFound`; for calls without an answer one of
    /// `HostNotFound`, `ConnectionFailed`, `CertificateNotTrusted`, `Cancelled`.
    public String code() {
        return code;
    }

    /// The more exact code some errors carry, such as `AccessDenied` inside `Forbidden`.
    public Optional<String> innerCode() {
        return Optional.ofNullable(innerCode);
    }

    public boolean isNotFound() {
        return status == 404;
    }
}
