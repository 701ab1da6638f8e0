package dev.keyward.api.login;

import dev.keyward.api.exchange.ApiResponse;
import dev.keyward.directory.sessions.SignedIn;
import dev.keyward.directory.signin.Checked;
import dev.keyward.directory.signin.DeviceRequest;
import dev.keyward.directory.signin.DeviceRequests;
import dev.keyward.directory.signin.ShownClient;
import dev.keyward.directory.signin.SignIn;
import dev.keyward.model.VaultError;
import dev.keyward.model.VaultException;
import java.time.Duration;
import java.util.Optional;

/// `urn:ietf:params:oauth:grant-type:device_code`, for some `device_code`: a client asks whether
/// somebody has signed in for it (RFC 8628 3.4). It is never told to slow down, which libraries
/// take for the end.
record DeviceCodeGrant(
        SignIn signIn, DeviceRequests devices, ClientAuthentication clients, TokenAnswers answers)
        implements Grant {
    static final String TYPE = "urn:ietf:params:oauth:grant-type:device_code";
    static final String OLDER_TYPE = "device_code";

    @Override
    public ApiResponse answer(TokenRequest request) {
        Optional<ClientAuthentication.Shown> shown = clients.shown(request);
        Optional<String> code =
                request.form().get("device_code").or(() -> request.form().get("code"));
        if (shown.isEmpty() || code.isEmpty()) {
            return Refusal.MALFORMED.answer(request.exchange());
        }
        return switch (clients.check(request, shown.get())) {
            case Checked.Right<ShownClient>(ShownClient client) ->
                    polled(request, client, code.get());
            case Checked.Refused<ShownClient>(var reason) ->
                    TokenAnswers.refusal(reason).answer(request.exchange());
            case Checked.Throttled<ShownClient>(Duration retryAfter) ->
                    throw new VaultException(new VaultError.Throttled(retryAfter));
        };
    }

    private ApiResponse polled(TokenRequest request, ShownClient client, String code) {
        return switch (devices.poll(code, request.tenantId(), client.id())) {
            case DeviceRequests.Polled.Approved(DeviceRequest.Wish wish, SignedIn who) -> {
                // The scope isn't sent again; it says what comes with the token.
                TokenRequest asked = request.withScope(wish.scope());
                yield answers.of(
                        asked,
                        signIn.user(
                                new Checked.Right<>(who),
                                client,
                                wish.audience(),
                                asked.wantsRefreshToken()));
            }
            case DeviceRequests.Polled.Pending _ ->
                    Refusal.DEVICE_PENDING.answer(request.exchange());
            case DeviceRequests.Polled.Declined _ ->
                    Refusal.DEVICE_DECLINED.answer(request.exchange());
            case DeviceRequests.Polled.Over _ -> Refusal.DEVICE_OVER.answer(request.exchange());
            case DeviceRequests.Polled.Wrong _ -> Refusal.DEVICE_CODE.answer(request.exchange());
        };
    }
}
