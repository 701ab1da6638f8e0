package dev.keyward.api.login;

import dev.keyward.api.exchange.ApiResponse;
import dev.keyward.api.exchange.AuditFields;
import dev.keyward.directory.signin.OnBehalfOf;
import dev.keyward.directory.signin.SignInResult;
import dev.keyward.directory.tokens.Resources;
import java.util.Optional;

/// `urn:ietf:params:oauth:grant-type:jwt-bearer` with `requested_token_use=on_behalf_of`: an
/// application exchanges the token that a person called it with (RFC 7523 2.1; identity.md, section
/// 4.1).
record OnBehalfOfGrant(
        OnBehalfOf onBehalfOf,
        Resources resources,
        ClientAuthentication clients,
        TokenAnswers answers)
        implements Grant {
    static final String TYPE = "urn:ietf:params:oauth:grant-type:jwt-bearer";

    @Override
    public ApiResponse answer(TokenRequest request) {
        Optional<ClientAuthentication.Shown> shown = clients.shown(request);
        Optional<String> assertion = request.form().get("assertion");
        if (shown.isEmpty()
                || assertion.isEmpty()
                || request.form()
                        .get("requested_token_use")
                        .filter("on_behalf_of"::equals)
                        .isEmpty()) {
            return Refusal.MALFORMED.answer(request.exchange());
        }
        return switch (AskedResource.of(request, resources)) {
            case AskedResource.Known(String resource) ->
                    answers.of(request, exchange(request, shown.get(), assertion.get(), resource));
            case AskedResource.None _ -> answers.noResource(request);
            case AskedResource.Wrong(Refusal refusal) -> refusal.answer(request.exchange());
        };
    }

    private SignInResult exchange(
            TokenRequest request,
            ClientAuthentication.Shown shown,
            String assertion,
            String resource) {
        SignInResult result =
                clients.check(request, shown)
                        .then(client -> onBehalfOf.exchange(assertion, client, resource));
        if (result instanceof SignInResult.Granted granted && granted.person() != null) {
            request.exchange()
                    .audit()
                    .extra(AuditFields.Extra.USER, granted.person().user().principalName());
        }
        return result;
    }
}
