package dev.keyward.api.dispatch;

import dev.keyward.directory.principals.Caller;
import dev.keyward.directory.tokens.ResourceServer;
import dev.keyward.model.CertificateThumbprint;
import dev.keyward.model.TenantId;
import org.jspecify.annotations.Nullable;

/// Turns a bearer token into its caller. Safe for use by several threads, and cheap for a token
/// seen before.
@FunctionalInterface
public interface Authenticator {
    /// @param token compact JWS, as received
    /// @param proven the certificate that the connection proves the client to have; null if none
    /// @param tenant of what is called; null where only the token says
    /// @throws dev.keyward.model.VaultException with `Unauthorized`
    /// @throws dev.keyward.directory.tokens.KeysAwaited if it is to be asked again
    Caller verify(
            String token,
            ResourceServer audience,
            @Nullable CertificateThumbprint proven,
            @Nullable TenantId tenant);
}
