package dev.keyward.directory.signin;

import dev.keyward.directory.principals.Principal;
import dev.keyward.directory.tokens.AccessToken;
import dev.keyward.model.PrincipalId;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// What became of an attempt to sign in.
public sealed interface SignInResult {
    /// @param user null when an application signed in for itself
    /// @param credential of the application; null where a user signed in
    record Granted(
            AccessToken token,
            PrincipalId objectId,
            Principal.@Nullable User user,
            @Nullable ShownCredential credential)
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
        NO_PRINCIPAL,
        /// No JWT of the kind that clients send, or one that would choose how it is verified.
        ASSERTION_MALFORMED,
        /// Expired, not yet valid, or valid for too long.
        ASSERTION_TIME,
        /// Of another client than it is sent for.
        ASSERTION_CLIENT,
        /// For somebody else.
        ASSERTION_AUDIENCE,
        /// Signed by no key that is registered: the answer doesn't say whether there is such an
        /// application.
        ASSERTION_KEY,
        /// Taken before.
        ASSERTION_REPLAYED,
        /// Rightly signed by a certificate whose time is over or hasn't come.
        CERTIFICATE_EXPIRED,
        /// No federated credential has the assertion's issuer, so much and no more.
        FEDERATED_ISSUER,
        FEDERATED_SUBJECT,
        FEDERATED_AUDIENCE,
        /// The issuer's keys can't be had.
        ISSUER_UNREACHABLE
    }
}
