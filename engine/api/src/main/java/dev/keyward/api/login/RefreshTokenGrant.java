package dev.keyward.api.login;

import dev.keyward.api.exchange.ApiResponse;
import dev.keyward.directory.signin.SignIn;
import dev.keyward.directory.tokens.Resources;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// `refresh_token`: a client renews what a person signed in to (RFC 6749 6). Any resource may be
/// asked for, as in Entra; without one it is that of the first token.
record RefreshTokenGrant(
        SignIn signIn, Resources resources, ClientAuthentication clients, TokenAnswers answers)
        implements Grant {
    @Override
    public ApiResponse answer(TokenRequest request) {
        Optional<ClientAuthentication.Shown> shown = clients.shown(request);
        Optional<String> token = request.form().get("refresh_token");
        if (shown.isEmpty() || token.isEmpty()) {
            return Refusal.MALFORMED.answer(request.exchange());
        }
        return switch (AskedResource.of(request, resources)) {
            case AskedResource.Known(String resource) ->
                    answer(request, shown.get(), token.get(), resource);
            case AskedResource.None _ -> answer(request, shown.get(), token.get(), null);
            case AskedResource.Wrong(Refusal refusal) -> refusal.answer(request.exchange());
        };
    }

    private ApiResponse answer(
            TokenRequest request,
            ClientAuthentication.Shown shown,
            String token,
            @Nullable String resource) {
        return answers.of(
                request,
                clients.check(request, shown)
                        .then(client -> signIn.refresh(token, client, resource)));
    }
}
