package dev.keyward.api.login;

import dev.keyward.api.exchange.ApiResponse;
import dev.keyward.directory.signin.Checked;
import dev.keyward.directory.signin.DeviceRequest;
import dev.keyward.directory.signin.DeviceRequests;
import dev.keyward.directory.signin.ShownClient;
import dev.keyward.directory.tokens.Resources;
import dev.keyward.model.SecretBytes;
import dev.keyward.model.VaultError;
import dev.keyward.model.VaultException;
import dev.keyward.wire.login.DeviceCodeAnswer;
import java.time.Duration;
import java.util.Optional;

/// `/{tenant}/oauth2/devicecode` and `/{tenant}/oauth2/v2.0/devicecode`: a client that has no
/// browser asks for a code that people type into one elsewhere (RFC 8628 3.1).
record DeviceCodeStart(
        DeviceRequests devices,
        Resources resources,
        ClientAuthentication clients,
        TokenAnswers answers)
        implements Grant {
    /// The last part of the page's path.
    static final String PAGE = "/oauth2/deviceauth";

    @Override
    public ApiResponse answer(TokenRequest request) {
        Optional<ClientAuthentication.Shown> shown = clients.shown(request);
        if (shown.isEmpty()) {
            return Refusal.MALFORMED.answer(request.exchange());
        }
        return switch (AskedResource.of(request, resources)) {
            case AskedResource.Known(String resource) ->
                    switch (clients.check(request, shown.get())) {
                        case Checked.Right<ShownClient>(ShownClient client) ->
                                begun(request, client, resource);
                        case Checked.Refused<ShownClient>(var reason) ->
                                TokenAnswers.refusal(reason).answer(request.exchange());
                        case Checked.Throttled<ShownClient>(Duration retryAfter) ->
                                throw new VaultException(new VaultError.Throttled(retryAfter));
                    };
            case AskedResource.None _ -> answers.noResource(request);
            case AskedResource.Wrong(Refusal refusal) -> refusal.answer(request.exchange());
        };
    }

    private ApiResponse begun(TokenRequest request, ShownClient client, String resource) {
        DeviceRequests.Begun begun =
                devices.begin(
                        request.tenantId(),
                        new DeviceRequest.Wish(client.id(), resource, request.scope()),
                        request.exchange().request().peer());
        String page =
                request.exchange().endpoints().login()
                        + "/"
                        + AuthorityDocuments.segment(request.exchange(), request.tenant())
                        + PAGE;
        try (SecretBytes code = begun.deviceCode()) {
            return ApiResponse.json(
                    200,
                    new DeviceCodeAnswer(
                                    code,
                                    begun.userCode(),
                                    page,
                                    DeviceRequests.LIFE,
                                    DeviceRequests.INTERVAL,
                                    "To sign in, use a web browser to open the page "
                                            + page
                                            + " and enter the code "
                                            + begun.userCode()
                                            + " to authenticate.")
                            .toJson());
        }
    }
}
