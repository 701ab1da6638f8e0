package dev.keyward.directory.tokens;

import dev.keyward.directory.principals.Principal;
import dev.keyward.directory.sessions.SignedIn;

/// What was found of a token that an application shows as that of the person who called it.
public sealed interface HandedToken {
    /// @param person the subject's
    /// @param user the same, as the directory knows him now
    /// @param who when and how he signed in
    record Right(
            TokenSubject subject, TokenSubject.Person person, Principal.User user, SignedIn who)
            implements HandedToken {}

    record Wrong(Why why) implements HandedToken {}

    enum Why {
        /// No token of this tenant.
        SIGNATURE,
        /// Expired or not yet valid.
        TIME,
        /// For somebody else.
        AUDIENCE,
        /// An application's own.
        APPLICATION,
        /// What it was issued for ended: the session, the account, a credential on its way.
        REVOKED
    }
}
