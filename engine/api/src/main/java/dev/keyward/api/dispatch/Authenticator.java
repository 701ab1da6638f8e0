package dev.keyward.api.dispatch;

import dev.keyward.directory.principals.Caller;
import dev.keyward.directory.tokens.ResourceServer;
import dev.keyward.model.CertificateThumbprint;
import org.jspecify.annotations.Nullable;

/// Turns a bearer token into its caller. Safe for use by several threads, and cheap for a token
/// seen before.
@FunctionalInterface
public interface Authenticator {
    /// @param token compact JWS, as received
    /// @param proven the certificate that the connection proves the client to have; null if none
    /// @throws dev.keyward.model.VaultException with `Unauthorized`
    Caller verify(String token, ResourceServer audience, @Nullable CertificateThumbprint proven);
}
