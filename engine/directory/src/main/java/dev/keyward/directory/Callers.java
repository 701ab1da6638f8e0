package dev.keyward.directory;

import dev.keyward.model.TenantId;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// From what a token says to who the directory knows it is, now.
final class Callers {
    private Callers() {}

    /// @return empty if the principal is gone, disabled or had its tokens revoked, or if the
    ///   client's credential was removed
    static Optional<Caller> of(TokenClaims claims, Index index) {
        TokenSubject subject = claims.subject();
        String principalName = subject.principalName();
        boolean stands =
                principalName == null
                        ? applicationStands(subject, index, claims.issuedAt())
                        : userStands(subject, index, claims.issuedAt());
        if (!stands || !credentialStands(subject, index)) {
            return Optional.empty();
        }
        return Optional.of(
                new Caller(
                        subject.tenant(),
                        subject.objectId(),
                        subject.client(),
                        principalName == null ? null : new Caller.User(principalName, false),
                        index.groupsOf(subject.objectId()),
                        new Caller.Token(
                                claims.id(),
                                claims.issuer(),
                                claims.audience(),
                                subject.strength())));
    }

    private static boolean applicationStands(TokenSubject subject, Index index, Instant issuedAt) {
        return index.servicePrincipals
                .find(Index.key(subject.objectId()))
                .filter(principal -> principal.tenant().equals(subject.tenant()))
                .filter(principal -> principal.appId().equals(subject.client()))
                .filter(principal -> principal.standing().accepts(issuedAt))
                .isPresent();
    }

    private static boolean userStands(TokenSubject subject, Index index, Instant issuedAt) {
        return index.users
                .find(Index.key(subject.objectId()))
                .filter(user -> user.tenant().equals(subject.tenant()))
                .filter(user -> user.standing().accepts(issuedAt))
                .isPresent();
    }

    private static boolean credentialStands(TokenSubject subject, Index index) {
        return subject.credential() == null
                || hasCredential(index, subject.tenant(), subject.client(), subject.credential());
    }

    private static boolean hasCredential(
            Index index, TenantId tenant, UUID client, @Nullable UUID credential) {
        return index.application(tenant, client).stream()
                .flatMap(application -> application.credentials().stream())
                .anyMatch(known -> known.keyId().equals(credential));
    }
}
