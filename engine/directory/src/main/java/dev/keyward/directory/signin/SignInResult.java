package dev.keyward.directory.signin;

import dev.keyward.directory.principals.Principal;
import dev.keyward.directory.tokens.AccessToken;
import dev.keyward.model.PrincipalId;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// What became of an attempt to sign in.
public sealed interface SignInResult {
    /// @param user null when an application signed in for itself
    record Granted(AccessToken token, PrincipalId objectId, Principal.@Nullable User user)
            implements SignInResult {}

    record Refused(Reason reason) implements SignInResult {}

    /// Too many failures of the name or the address.
    record Throttled(Duration retryAfter) implements SignInResult {}

    enum Reason {
        /// Unknown application or wrong secret: the answer doesn't say which.
        BAD_CLIENT,
        /// Unknown user or wrong password: the answer doesn't say which.
        BAD_USER,
        /// Too many wrong passwords for this name, whether it exists or not.
        LOCKED,
        /// Right credentials of a principal that is disabled.
        DISABLED,
        /// Right credentials of an application without a service principal.
        NO_PRINCIPAL
    }
}
