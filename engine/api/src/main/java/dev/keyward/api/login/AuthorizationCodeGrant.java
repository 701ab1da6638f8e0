package dev.keyward.api.login;

import dev.keyward.api.exchange.ApiResponse;
import dev.keyward.directory.principals.RedirectUri;
import dev.keyward.directory.principals.RedirectUris;
import dev.keyward.directory.sessions.ClientSession;
import dev.keyward.directory.signin.ShownClient;
import dev.keyward.directory.signin.SignIn;
import dev.keyward.directory.signin.SignInResult;
import dev.keyward.directory.tokens.Resources;
import dev.keyward.model.Bug;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// `authorization_code`: a client redeems the code that a person came back with (RFC 6749 4.1.3,
/// RFC 7636 4.6).
record AuthorizationCodeGrant(
        SignIn signIn, Resources resources, ClientAuthentication clients, TokenAnswers answers)
        implements Grant {
    private static final Pattern VERIFIER = Pattern.compile("[A-Za-z0-9._~-]{43,128}");

    @Override
    public ApiResponse answer(TokenRequest request) {
        Optional<ClientAuthentication.Shown> shown = clients.shown(request);
        Optional<String> code = request.form().get("code");
        if (shown.isEmpty() || code.isEmpty() || request.form().get("redirect_uri").isEmpty()) {
            return Refusal.MALFORMED.answer(request.exchange());
        }
        return switch (AskedResource.of(request, resources)) {
            case AskedResource.Known(String resource) ->
                    answer(request, shown.get(), code.get(), resource);
            case AskedResource.None _ -> answer(request, shown.get(), code.get(), null);
            case AskedResource.Wrong(Refusal refusal) -> refusal.answer(request.exchange());
        };
    }

    private ApiResponse answer(
            TokenRequest request,
            ClientAuthentication.Shown shown,
            String code,
            @Nullable String resource) {
        return answers.of(
                request,
                clients.check(request, shown)
                        .then(client ->
                                wanted(
                                        request,
                                        signIn.redeem(
                                                code,
                                                client,
                                                bound -> fits(request, client, bound),
                                                resource))));
    }

    /// Whether the client shows what the code is bound to. What waits on a server has to have shown
    /// a credential too.
    private boolean fits(TokenRequest request, ShownClient client, ClientSession.Code bound) {
        Optional<RedirectUris.Platform> platform =
                RedirectUri.parse(bound.redirectUri())
                        .flatMap(uri ->
                                signIn.platform(
                                        request.tenantId(),
                                        client.id(),
                                        uri,
                                        request.exchange().endpoints().login()));
        return platform.isPresent()
                && (platform.get() != RedirectUris.Platform.WEB || client.credential() != null)
                && request.form().get("redirect_uri").equals(Optional.of(bound.redirectUri()))
                && fits(request.form().get("code_verifier"), bound.challenge());
    }

    /// A verifier without a challenge tells that somebody took the challenge away (RFC 9700 4.8.2).
    private static boolean fits(Optional<String> verifier, @Nullable String challenge) {
        if (challenge == null || verifier.isEmpty()) {
            return challenge == null && verifier.isEmpty();
        }
        return VERIFIER.matcher(verifier.get()).matches()
                && MessageDigest.isEqual(
                        Base64.getUrlEncoder().withoutPadding().encode(sha256(verifier.get())),
                        challenge.getBytes(StandardCharsets.US_ASCII));
    }

    /// The session has its refresh token in any case; only who asked for one with the code is told.
    private static SignInResult wanted(TokenRequest request, SignInResult result) {
        if (!(result instanceof SignInResult.Granted granted) || granted.person() == null) {
            return result;
        }
        ClientSession.Code code = granted.person().code();
        boolean offline =
                code != null && List.of(code.scope().split(" ")).contains("offline_access");
        return switch (request.version()) {
            case V1 -> result;
            case V2 ->
                    offline || request.wantsRefreshToken()
                            ? result
                            : new SignInResult.Granted(
                                    granted.token(),
                                    granted.objectId(),
                                    granted.person(),
                                    null,
                                    granted.credential());
        };
    }

    private static byte[] sha256(String verifier) {
        try {
            return MessageDigest.getInstance("SHA-256")
                    .digest(verifier.getBytes(StandardCharsets.US_ASCII));
        } catch (NoSuchAlgorithmException impossible) {
            throw Bug.because("no SHA-256", impossible);
        }
    }
}
