package dev.keyward.wire;

import org.jspecify.annotations.Nullable;

/// An error as HTTP carries it.
///
/// @param retryAfterSeconds for the header `Retry-After`; 0 for none. Only throttling has it, since
///   some clients repeat whatever carries it (data-plane-common.md, section 4)
public record WireError(int status, ErrorBody body, long retryAfterSeconds) {
    static WireError of(int status, String code, String message) {
        return new WireError(status, new ErrorBody(code, message, null), 0);
    }

    static WireError of(int status, String code, @Nullable String innerCode, String message) {
        return new WireError(status, new ErrorBody(code, message, innerCode), 0);
    }
}
