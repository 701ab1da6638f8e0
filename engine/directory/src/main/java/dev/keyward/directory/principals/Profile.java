package dev.keyward.directory.principals;

import dev.keyward.model.VaultException;
import org.jspecify.annotations.Nullable;

/// What a user is called and reached by.
///
/// @param principalName the UPN, 1 to 256 characters; unique in its tenant, compared without regard
///   to letter case
/// @param displayName 1 to 256 characters
/// @param mail 1 to 256 characters with an `@` inside; several users may share one
public record Profile(String principalName, String displayName, @Nullable String mail) {
    /// @throws VaultException with `BadParameter` that names the member by its name in the graph
    public Profile {
        Principals.checkText("userPrincipalName", principalName);
        Principals.checkText("displayName", displayName);
        if (mail != null) {
            Principals.checkMail(mail);
        }
    }

    static Profile of(Principal.User user) {
        return new Profile(user.principalName(), user.displayName(), user.mail());
    }
}
