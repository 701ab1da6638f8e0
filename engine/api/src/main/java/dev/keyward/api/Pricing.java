package dev.keyward.api;

/// Tells what a request will cost before it runs, where that depends on what it asks for: a hot
/// secret comes from memory, a cold one from the store.
@FunctionalInterface
public interface Pricing {
    /// Called once, after the request was authorized, on the thread that brought it; so it waits
    /// for nothing. A refusal is a `VaultException`, as from a [Handler].
    Cost of(Exchange exchange);
}
