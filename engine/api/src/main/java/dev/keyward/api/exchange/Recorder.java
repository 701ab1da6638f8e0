package dev.keyward.api.exchange;

import org.jspecify.annotations.Nullable;

/// Writes the audit record of a request.
@FunctionalInterface
public interface Recorder {
    /// @param status of the answer
    /// @param description the message sent to the caller, null on success
    byte[] record(Exchange exchange, int status, @Nullable String description);
}
