package dev.keyward.api.login;

import dev.keyward.api.exchange.ApiResponse;
import dev.keyward.api.exchange.AuditFields;
import dev.keyward.directory.signin.Checked;
import dev.keyward.directory.signin.ShownClient;
import dev.keyward.directory.signin.SignIn;
import dev.keyward.directory.signin.SignInResult;
import dev.keyward.directory.tokens.Resources;
import dev.keyward.model.SecretBytes;
import java.util.Optional;

/// `password`: a person tells the client his password (RFC 6749 4.3).
record PasswordGrant(
        SignIn signIn, Resources resources, ClientAuthentication clients, TokenAnswers answers)
        implements Grant {
    @Override
    public ApiResponse answer(TokenRequest request) {
        Optional<ClientAuthentication.Shown> shown = clients.shown(request);
        Optional<String> name = request.form().get("username");
        Optional<String> password = request.form().get("password");
        if (shown.isEmpty() || name.isEmpty() || password.isEmpty()) {
            return Refusal.MALFORMED.answer(request.exchange());
        }
        request.exchange().audit().extra(AuditFields.Extra.USER, name.get());
        return switch (AskedResource.of(request, resources)) {
            case AskedResource.Known(String resource) ->
                    answers.of(
                            request,
                            signIn(request, shown.get(), name.get(), password.get(), resource));
            case AskedResource.None _ -> answers.noResource(request);
            case AskedResource.Wrong(Refusal refusal) -> refusal.answer(request.exchange());
        };
    }

    private SignInResult signIn(
            TokenRequest request,
            ClientAuthentication.Shown shown,
            String name,
            String password,
            String resource) {
        Checked<ShownClient> client = clients.check(request, shown);
        return client.then(known -> {
            try (SecretBytes secret = SecretBytes.ofUtf8(password)) {
                return signIn.user(
                        signIn.person(
                                request.tenantId(),
                                name,
                                secret,
                                request.attempt(Refusal.BAD_USER)),
                        known,
                        resource,
                        request.wantsRefreshToken());
            }
        });
    }
}
