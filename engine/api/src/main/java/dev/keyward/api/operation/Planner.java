package dev.keyward.api.operation;

import dev.keyward.api.exchange.Exchange;

/// Says what an operation will do for one request, where that depends on what it asks for: a hot
/// secret comes from memory, a cold one from the store.
@FunctionalInterface
public interface Planner {
    /// Called once, after the request was authorized, on the thread that brought it; so it waits
    /// for nothing. A refusal is a `VaultException`, as from a [Handler].
    Plan plan(Exchange exchange);
}
