package dev.keyward.directory.signin;

import dev.keyward.directory.principals.Principal;
import dev.keyward.directory.sessions.ClientSession;
import dev.keyward.directory.sessions.SignedIn;
import dev.keyward.directory.tokens.AccessToken;
import dev.keyward.model.PrincipalId;
import dev.keyward.model.SecretBytes;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// What became of an attempt to sign in.
public sealed interface SignInResult {
    /// @param person null when an application signed in for itself
    /// @param refreshToken null where there is none
    /// @param credential of the client; null where it is a public one
    record Granted(
            AccessToken token,
            PrincipalId objectId,
            @Nullable Person person,
            @Nullable SecretBytes refreshToken,
            @Nullable ShownCredential credential)
            implements SignInResult {}

    /// Who signed in.
    ///
    /// @param code what the code was bound to that he came back with; null without one
    record Person(Principal.User user, SignedIn how, ClientSession.@Nullable Code code) {}

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
        /// The right password of a person who has to show a second factor, too, where none can be
        /// asked for.
        SECOND_FACTOR,
        /// A wrong code of the person's app, or one that was taken before.
        BAD_CODE,
        /// A client that has to show a credential showed none.
        NOT_PUBLIC,
        /// A code or refresh token that is over, of another client, bound to something else, or
        /// none: the answer doesn't say which.
        GRANT_OVER,
        /// A code or refresh token that was used before. Whatever came of it ended.
        GRANT_REUSED,
        /// The person was disabled or had his sessions revoked since he signed in.
        GRANT_REVOKED,
        /// No access token of this tenant, shown as a person's by an application.
        USER_TOKEN_SIGNATURE,
        /// Expired or not yet valid.
        USER_TOKEN_TIME,
        /// For another resource than the application that shows it.
        USER_TOKEN_AUDIENCE,
        /// An application's own.
        USER_TOKEN_APPLICATION,
        /// Handed on by too many applications.
        USER_TOKEN_DEPTH,
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
        /// Rightly shown by a certificate whose time is over or hasn't come.
        CERTIFICATE_EXPIRED,
        /// The connection proves a certificate that isn't registered: the answer doesn't say
        /// whether there is such an application.
        CERTIFICATE_UNKNOWN,
        /// No federated credential has the assertion's issuer, so much and no more.
        FEDERATED_ISSUER,
        FEDERATED_SUBJECT,
        FEDERATED_AUDIENCE,
        /// The issuer's keys can't be had.
        ISSUER_UNREACHABLE
    }
}
