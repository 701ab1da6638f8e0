package dev.keyward.directory.principals;

import dev.keyward.model.PrincipalId;
import dev.keyward.model.TenantId;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Who asks, as a verified token says; the groups are those of this moment, not of the token.
///
/// @param client the application the request came through
/// @param user null when an application acts for itself
/// @param groups every group it belongs to, directly or through other groups
/// @param token what audit and messages tell of the token; never the token itself
public record Caller(
        TenantId tenant,
        PrincipalId objectId,
        UUID client,
        @Nullable User user,
        Set<PrincipalId> groups,
        Token token) {
    public Caller {
        groups = Set.copyOf(groups);
    }

    public boolean isApplication() {
        return user == null;
    }

    /// Itself, and every group it belongs to.
    public Stream<PrincipalId> identities() {
        return Stream.concat(Stream.of(objectId), groups.stream());
    }

    /// Whether it, or a group it belongs to, is one of them.
    public boolean isAmong(Set<PrincipalId> some) {
        return some.contains(objectId) || groups.stream().anyMatch(some::contains);
    }

    /// The claims tuple as the service prints it in messages (data-plane-common.md, section 4),
    /// with the issuer that the token names.
    public String claims() {
        String count = groups.isEmpty() ? "" : "numgroups=" + groups.size() + ";";
        return "appid=" + client + ";oid=" + objectId + ";" + count + "iss=" + token.issuer();
    }

    /// @param principalName the UPN
    /// @param onBehalfOf whether the client exchanged the user's token, which a compound identity
    ///   asks for
    public record User(String principalName, boolean onBehalfOf) {}

    /// @param id the `uti` claim
    /// @param audience as the token names it
    /// @param credential how the client proved itself: the claim `appidacr` (0 not, 1 secret, 2
    ///   certificate)
    /// @param external whether another identity provider issued it
    public record Token(
            String id, String issuer, String audience, int credential, boolean external) {
        /// One of our own.
        public Token(String id, String issuer, String audience, int credential) {
            this(id, issuer, audience, credential, false);
        }
    }
}
