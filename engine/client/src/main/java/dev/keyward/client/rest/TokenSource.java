package dev.keyward.client.rest;

/// Where the bearer tokens of a signed-in account come from. Safe for use by several threads.
@FunctionalInterface
public interface TokenSource {
    /// A token for one resource, fetched anew at each call.
    ///
    /// @param resource the audience, such as `https://vault.local.example.org`
    /// @throws dev.keyward.client.transport.VaultCallException if the account isn't let in
    AccessToken token(String resource);
}
