package dev.keyward.directory.tokens;

import dev.keyward.directory.principals.Caller;
import dev.keyward.directory.principals.Principal;
import dev.keyward.directory.principals.Principals;
import dev.keyward.directory.sessions.ClientSessions;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/// From what a token says to who the directory knows it is, now.
final class Callers {
    private Callers() {}

    /// @return empty if the principal is gone, disabled or had its tokens revoked, if the session
    ///   ended, or if the client's credential was removed
    static Optional<Caller> of(TokenClaims claims, Principals principals, ClientSessions sessions) {
        TokenSubject subject = claims.subject();
        TokenSubject.Person person = subject.person();
        boolean stands =
                person == null
                        ? applicationStands(subject, principals, claims.issuedAt())
                        : userStands(subject, principals, claims.issuedAt())
                                && sessionStands(person, sessions)
                                && wayStands(subject, person, principals, claims.issuedAt());
        if (!stands || !credentialStands(subject, principals)) {
            return Optional.empty();
        }
        return Optional.of(
                new Caller(
                        subject.tenant(),
                        subject.objectId(),
                        subject.client(),
                        person == null
                                ? null
                                : new Caller.User(person.principalName(), person.onBehalfOf()),
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
        return principals.user(subject.tenant(), subject.objectId(), issuedAt).isPresent();
    }

    private static boolean sessionStands(TokenSubject.Person person, ClientSessions sessions) {
        return person.session() == null || sessions.find(person.session()).isPresent();
    }

    /// A token that was exchanged ends with each application that it came through, and with the
    /// credential that the application showed.
    private static boolean wayStands(
            TokenSubject subject,
            TokenSubject.Person person,
            Principals principals,
            Instant issuedAt) {
        return !person.onBehalfOf()
                || isIn(subject, subject.client(), principals, issuedAt)
                        && person.earlier().stream()
                                .allMatch(earlier ->
                                        isIn(subject, earlier.client(), principals, issuedAt)
                                                && (earlier.keyId() == null
                                                        || principals.hasCredential(
                                                                subject.tenant(),
                                                                earlier.client(),
                                                                earlier.keyId())));
    }

    /// Whether nobody keeps the client out. Those that tools bring along have no principal.
    private static boolean isIn(
            TokenSubject subject, UUID client, Principals principals, Instant issuedAt) {
        return principals.servicePrincipal(subject.tenant(), client).stream()
                .allMatch(principal -> principal.standing().accepts(issuedAt));
    }

    private static boolean credentialStands(TokenSubject subject, Principals principals) {
        TokenSubject.Proof proof = subject.proof();
        return proof == null
                || proof.keyId() == null
                || principals.hasCredential(subject.tenant(), subject.client(), proof.keyId());
    }
}
