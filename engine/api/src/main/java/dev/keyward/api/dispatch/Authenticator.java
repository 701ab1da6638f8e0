package dev.keyward.api.dispatch;

import dev.keyward.directory.principals.Caller;
import dev.keyward.directory.tokens.ResourceServer;

/// Turns a bearer token into its caller. Safe for use by several threads, and cheap for a token
/// seen before.
@FunctionalInterface
public interface Authenticator {
    /// @param token compact JWS, as received
    /// @throws dev.keyward.model.VaultException with `Unauthorized`
    Caller verify(String token, ResourceServer audience);
}
