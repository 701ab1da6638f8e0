package dev.keyward.api.operation;

import dev.keyward.api.exchange.ApiResponse;
import dev.keyward.api.exchange.Exchange;

/// The work of an operation that costs the same whatever it is asked.
@FunctionalInterface
public interface Handler {
    /// Runs where the operation's [Cost] says. A refusal is a `VaultException`, which becomes the
    /// answer and the audit record; any other exception is a bug, answered with the request id.
    ApiResponse run(Exchange exchange);
}
