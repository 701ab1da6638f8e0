package dev.keyward.directory.tokens;

import dev.keyward.directory.principals.Caller;
import dev.keyward.model.CertificateThumbprint;
import dev.keyward.model.TenantId;
import org.jspecify.annotations.Nullable;

/// Who else's tokens are taken. Safe for use by several threads; never waits.
@FunctionalInterface
public interface OtherIssuers {
    /// Who sent a token that isn't one of our own.
    ///
    /// @param token not too long
    /// @param proven the certificate that the connection proves the client to have; null if none
    /// @param tenant of what is called; null where only the token says
    /// @return null if nobody else issues such tokens
    /// @throws dev.keyward.model.VaultException with `Unauthorized`
    /// @throws KeysAwaited if the keys of its issuer have to be fetched first
    @Nullable Caller verify(
            String token,
            TokenDigest digest,
            ResourceServer server,
            @Nullable CertificateThumbprint proven,
            @Nullable TenantId tenant);
}
