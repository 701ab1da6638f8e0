package dev.keyward.directory.tokens;

import dev.keyward.directory.principals.Caller;
import dev.keyward.directory.principals.Principal;
import dev.keyward.directory.principals.Principals;
import java.time.Instant;
import java.util.Optional;

/// From what a token says to who the directory knows it is, now.
final class Callers {
    private Callers() {}

    /// @return empty if the principal is gone, disabled or had its tokens revoked, or if the
    ///   client's credential was removed
    static Optional<Caller> of(TokenClaims claims, Principals principals) {
        TokenSubject subject = claims.subject();
        String principalName = subject.principalName();
        boolean stands =
                principalName == null
                        ? applicationStands(subject, principals, claims.issuedAt())
                        : userStands(subject, principals, claims.issuedAt());
        if (!stands || !credentialStands(subject, principals)) {
            return Optional.empty();
        }
        return Optional.of(
                new Caller(
                        subject.tenant(),
                        subject.objectId(),
                        subject.client(),
                        principalName == null ? null : new Caller.User(principalName, false),
                        principals.groupsOf(subject.objectId()),
                        new Caller.Token(
                                claims.id(),
                                claims.issuer(),
                                claims.audience(),
                                subject.strength())));
    }

    private static boolean applicationStands(
            TokenSubject subject, Principals principals, Instant issuedAt) {
        return principals
                .find(subject.tenant(), subject.objectId())
                .filter(found ->
                        found instanceof Principal.ServicePrincipal principal
                                && principal.appId().equals(subject.client())
                                && principal.standing().accepts(issuedAt))
                .isPresent();
    }

    private static boolean userStands(
            TokenSubject subject, Principals principals, Instant issuedAt) {
        return principals
                .find(subject.tenant(), subject.objectId())
                .filter(found ->
                        found instanceof Principal.User user && user.standing().accepts(issuedAt))
                .isPresent();
    }

    private static boolean credentialStands(TokenSubject subject, Principals principals) {
        TokenSubject.Proof proof = subject.proof();
        return proof == null
                || principals.hasCredential(subject.tenant(), subject.client(), proof.keyId());
    }
}
