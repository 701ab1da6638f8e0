package dev.keyward.directory.signin;

import dev.keyward.directory.principals.Principal;
import dev.keyward.directory.principals.Principals;
import dev.keyward.directory.tokens.HandedToken;
import dev.keyward.directory.tokens.TokenSubject;
import dev.keyward.directory.tokens.Tokens;
import java.util.Optional;
import java.util.stream.Stream;

/// Gives an application that a person called a token to call others in his name (decisions, 39).
/// Safe for use by several threads.
public record OnBehalfOf(Principals principals, Tokens tokens) {
    /// Applications that one sign-in is handed on by. Each is named in the token.
    static final int DEEPEST = 8;

    /// @param assertion the token that the application was called with
    /// @param client the application
    /// @param audience known to [dev.keyward.directory.tokens.Resources]
    public SignInResult exchange(String assertion, ShownClient client, String audience) {
        if (client.credential() == null) {
            return new SignInResult.Refused(SignInResult.Reason.NOT_PUBLIC);
        }
        Optional<Principal.ServicePrincipal> itself =
                principals.servicePrincipal(client.tenant(), client.id());
        if (itself.isEmpty()) {
            return new SignInResult.Refused(SignInResult.Reason.NO_PRINCIPAL);
        }
        if (!itself.get().standing().enabled()) {
            return new SignInResult.Refused(SignInResult.Reason.DISABLED);
        }
        return switch (tokens.handed(assertion, client.tenant(), client.id())) {
            case HandedToken.Right right -> exchange(right, client, audience);
            case HandedToken.Wrong(HandedToken.Why why) ->
                    new SignInResult.Refused(
                            switch (why) {
                                case SIGNATURE -> SignInResult.Reason.USER_TOKEN_SIGNATURE;
                                case TIME -> SignInResult.Reason.USER_TOKEN_TIME;
                                case AUDIENCE -> SignInResult.Reason.USER_TOKEN_AUDIENCE;
                                case APPLICATION -> SignInResult.Reason.USER_TOKEN_APPLICATION;
                                case REVOKED -> SignInResult.Reason.GRANT_REVOKED;
                            });
        };
    }

    private SignInResult exchange(HandedToken.Right shown, ShownClient client, String audience) {
        TokenSubject.Person person = shown.person();
        if (person.earlier().size() >= DEEPEST) {
            return new SignInResult.Refused(SignInResult.Reason.USER_TOKEN_DEPTH);
        }
        TokenSubject.Proof before = shown.subject().proof();
        TokenSubject.Earlier caller =
                new TokenSubject.Earlier(
                        shown.subject().client(), before == null ? null : before.keyId());
        TokenSubject subject =
                new TokenSubject(
                        client.tenant(),
                        shown.user().id(),
                        client.id(),
                        client.proof(),
                        new TokenSubject.Person(
                                shown.user().principalName(),
                                person.methods(),
                                person.session(),
                                Stream.concat(person.earlier().stream(), Stream.of(caller))
                                        .toList()));
        return new SignInResult.Granted(
                tokens.issue(subject, audience, client.certificate()),
                shown.user().id(),
                new SignInResult.Person(shown.user(), shown.who(), null),
                null,
                client.credential());
    }
}
