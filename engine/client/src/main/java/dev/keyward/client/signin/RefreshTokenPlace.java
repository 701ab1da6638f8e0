package dev.keyward.client.signin;

import dev.keyward.client.rest.AccessToken;
import dev.keyward.model.SecretBytes;
import org.jspecify.annotations.Nullable;

/// Where the refresh token of a sign-in is kept. Each is good once (RFC 6749 10.4), so whoever uses
/// it keeps the place until the next one is there; a second use would look like a theft. Safe for
/// use by several threads.
public interface RefreshTokenPlace {
    /// Has the token used, and keeps the one that comes in its place.
    ///
    /// @throws dev.keyward.client.transport.VaultCallException with `SignInEnded` if there is none
    ///   any more
    AccessToken use(Renewal renewal);

    /// One use of a refresh token.
    @FunctionalInterface
    interface Renewal {
        Renewed with(SecretBytes refreshToken);
    }

    /// @param next null if the one that was used stays good
    record Renewed(AccessToken token, @Nullable SecretBytes next) {}
}
