package dev.keyward.api.login;

import dev.keyward.api.exchange.ApiResponse;
import dev.keyward.api.exchange.AuditFields;
import dev.keyward.api.exchange.Exchange;
import dev.keyward.directory.sessions.ClientSession;
import dev.keyward.directory.signin.ShownCredential;
import dev.keyward.directory.signin.SignInResult;
import dev.keyward.directory.tokens.AccessToken;
import dev.keyward.directory.tokens.IdToken;
import dev.keyward.directory.tokens.Tokens;
import dev.keyward.model.SecretBytes;
import dev.keyward.model.VaultError;
import dev.keyward.model.VaultException;
import dev.keyward.wire.login.TokenAnswer;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// What the token endpoint says of what became of a sign-in (identity.md, sections 4.3 and 4.4).
record TokenAnswers(Tokens tokens, AuthorityDocuments documents) {
    ApiResponse of(TokenRequest request, SignInResult result) {
        return switch (result) {
            case SignInResult.Granted granted -> granted(request, granted);
            case SignInResult.Refused(SignInResult.Reason reason) ->
                    refusal(reason).answer(request.exchange());
            case SignInResult.Throttled(Duration retryAfter) ->
                    throw new VaultException(new VaultError.Throttled(retryAfter));
        };
    }

    /// No resource is named, by a grant that needs one.
    ApiResponse noResource(TokenRequest request) {
        return (request.form().get("scope").isPresent() ? Refusal.BAD_SCOPE : Refusal.MALFORMED)
                .answer(request.exchange());
    }

    static Refusal refusal(SignInResult.Reason reason) {
        return switch (reason) {
            case BAD_CLIENT -> Refusal.BAD_CLIENT;
            case BAD_USER -> Refusal.BAD_USER;
            case LOCKED -> Refusal.LOCKED;
            case DISABLED -> Refusal.DISABLED;
            case SECOND_FACTOR -> Refusal.SECOND_FACTOR;
            case BAD_CODE -> Refusal.BAD_CODE;
            case NOT_PUBLIC -> Refusal.NOT_PUBLIC;
            case GRANT_OVER -> Refusal.GRANT_OVER;
            case GRANT_REUSED -> Refusal.GRANT_REUSED;
            case GRANT_REVOKED -> Refusal.GRANT_REVOKED;
            case USER_TOKEN_SIGNATURE -> Refusal.USER_TOKEN_SIGNATURE;
            case USER_TOKEN_TIME -> Refusal.USER_TOKEN_TIME;
            case USER_TOKEN_AUDIENCE -> Refusal.USER_TOKEN_AUDIENCE;
            case USER_TOKEN_APPLICATION -> Refusal.USER_TOKEN_APPLICATION;
            case USER_TOKEN_DEPTH -> Refusal.USER_TOKEN_DEPTH;
            case NO_PRINCIPAL -> Refusal.NO_PRINCIPAL;
            case ASSERTION_MALFORMED -> Refusal.ASSERTION_MALFORMED;
            case ASSERTION_TIME -> Refusal.ASSERTION_TIME;
            case ASSERTION_CLIENT -> Refusal.ASSERTION_CLIENT;
            case ASSERTION_AUDIENCE -> Refusal.ASSERTION_AUDIENCE;
            case ASSERTION_KEY -> Refusal.ASSERTION_KEY;
            case ASSERTION_REPLAYED -> Refusal.ASSERTION_REPLAYED;
            case CERTIFICATE_EXPIRED -> Refusal.CERTIFICATE_EXPIRED;
            case CERTIFICATE_UNKNOWN -> Refusal.CERTIFICATE_UNKNOWN;
            case FEDERATED_ISSUER -> Refusal.FEDERATED_ISSUER;
            case FEDERATED_SUBJECT -> Refusal.FEDERATED_SUBJECT;
            case FEDERATED_AUDIENCE -> Refusal.FEDERATED_AUDIENCE;
            case ISSUER_UNREACHABLE -> Refusal.ISSUER_UNREACHABLE;
        };
    }

    private ApiResponse granted(TokenRequest request, SignInResult.Granted granted) {
        AccessToken token = granted.token();
        Exchange exchange = request.exchange();
        exchange.audit().extra(AuditFields.Extra.TARGET, granted.objectId().value());
        record(exchange, granted.credential());
        SignInResult.Person person = granted.person();
        return ApiResponse.json(
                200,
                new TokenAnswer(
                                form(request),
                                new TokenAnswer.Life(
                                        token.issuedAt().getEpochSecond(),
                                        token.life().toSeconds()),
                                token.audience(),
                                token.compact(),
                                person == null
                                        ? null
                                        : user(request, person, granted.refreshToken()))
                        .toJson());
    }

    /// AD FS writes numbers as the newer endpoint does, and az reckons with them.
    private static TokenAnswer.Version form(TokenRequest request) {
        return AuthorityDocuments.isAdfs(request.exchange())
                ? TokenAnswer.Version.V2
                : request.version();
    }

    /// Which credential it was, as sign-in logs of Entra name it.
    private static void record(Exchange exchange, @Nullable ShownCredential shown) {
        if (shown != null) {
            exchange.audit().extra(AuditFields.Extra.CREDENTIAL_ID, shown.keyId().toString());
            if (shown.thumbprint() != null) {
                exchange.audit().extra(AuditFields.Extra.THUMBPRINT, shown.thumbprint());
            }
        }
    }

    private TokenAnswer.User user(
            TokenRequest request, SignInResult.Person person, @Nullable SecretBytes refreshToken) {
        ClientSession.Code code = person.code();
        // With a code, what was asked for is what the code was asked for with.
        String scope = code == null ? request.scope() : code.scope();
        return new TokenAnswer.User(
                scope.isEmpty() ? "user_impersonation" : scope,
                (" " + scope + " ").contains(" openid ") ? identity(request, person) : null,
                refreshToken,
                request.form().get("client_info").isPresent()
                        ? new TokenAnswer.ClientInfo(
                                person.user().id().value(), person.user().tenant().toString())
                        : null);
    }

    private SecretBytes identity(TokenRequest request, SignInResult.Person person) {
        return tokens.identify(
                new IdToken(
                        person.user(),
                        request.clientId(),
                        person.how().at(),
                        person.how().methods(),
                        person.code() == null ? null : person.code().nonce(),
                        documents.idTokenIssuer(
                                request.exchange(), request.tenant(), request.version()),
                        switch (request.version()) {
                            case V1 -> "1.0";
                            case V2 -> "2.0";
                        }));
    }
}
