package dev.keyward.api.login;

import dev.keyward.api.exchange.ApiResponse;
import dev.keyward.directory.signin.SignIn;
import dev.keyward.directory.tokens.Resources;
import java.util.Optional;

/// `client_credentials`: an application signs in for itself (RFC 6749 4.4).
record ClientCredentialsGrant(
        SignIn signIn, Resources resources, ClientAuthentication clients, TokenAnswers answers)
        implements Grant {
    @Override
    public ApiResponse answer(TokenRequest request) {
        Optional<ClientAuthentication.Shown> shown = clients.shown(request);
        if (shown.isEmpty() || shown.get() instanceof ClientAuthentication.Shown.Nothing) {
            return Refusal.MALFORMED.answer(request.exchange());
        }
        return switch (AskedResource.of(request, resources)) {
            case AskedResource.Known(String resource) ->
                    answers.of(
                            request,
                            signIn.application(clients.check(request, shown.get()), resource));
            case AskedResource.None _ -> answers.noResource(request);
            case AskedResource.Wrong(Refusal refusal) -> refusal.answer(request.exchange());
        };
    }
}
