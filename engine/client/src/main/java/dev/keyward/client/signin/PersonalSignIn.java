package dev.keyward.client.signin;

import dev.keyward.client.rest.Pause;
import dev.keyward.client.transport.CallFailure;
import dev.keyward.client.transport.Transport;
import dev.keyward.client.transport.VaultCallException;
import dev.keyward.model.SecretAccess;
import dev.keyward.model.SecretBytes;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Objects;
import okhttp3.FormBody;
import okhttp3.HttpUrl;

/// Signs a person in who shows what they have to the server's own page, not to this program.
public final class PersonalSignIn {
    private final TokenCalls calls;
    private final String resource;
    private final InstantSource clock;
    private final Pause pause;

    /// @param tenant id or domain; unused with AD FS
    /// @param resource one that the person will be let in to
    public PersonalSignIn(
            Transport transport,
            URI authority,
            String tenant,
            String resource,
            InstantSource clock,
            Pause pause) {
        this.calls = new TokenCalls(transport, authority, tenant, clock, pause);
        this.resource = resource;
        this.clock = clock;
        this.pause = pause;
    }

    private FormBody.Builder form() {
        return new FormBody.Builder().add("client_id", TokenCalls.PUBLIC_CLIENT);
    }

    private String scope() {
        return resource + "/.default openid profile offline_access";
    }

    /// @throws VaultCallException if the server gives none, such as with `NothingThere`
    public DeviceCode deviceCode() {
        return calls.post(
                calls.endpoint("devicecode"), form().add("scope", scope()), DeviceCode::read);
    }

    /// Waits until the person has typed the code. An interrupt ends it.
    ///
    /// @throws VaultCallException if the person refuses, or takes too long
    public Credential.Person await(DeviceCode code) {
        Instant end = clock.instant().plus(code.life());
        Duration interval = code.interval();
        while (true) {
            pause(interval);
            try {
                return person(
                        calls.post(
                                calls.endpoint("token"),
                                form().add(
                                                "grant_type",
                                                "urn:ietf:params:oauth:grant-type:device_code")
                                        .add(
                                                "device_code",
                                                code.deviceCode().toUtf8(SecretAccess.request()))
                                        .add("scope", scope()),
                                TokenResponse::read));
            } catch (VaultCallException e) {
                switch (e.code()) {
                    case "authorization_pending" -> {}
                    // RFC 8628 3.5
                    case "slow_down" -> interval = interval.plusSeconds(5);
                    default -> throw e;
                }
                if (!clock.instant().isBefore(end)) {
                    throw new VaultCallException(
                            e.status(),
                            new CallFailure.Refused("expired_token", null),
                            "nobody signed in with the code %s within %d minutes"
                                    .formatted(code.userCode(), code.life().toMinutes()),
                            e);
                }
            }
        }
    }

    private void pause(Duration time) {
        try {
            pause.await(time);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new VaultCallException(
                    VaultCallException.NO_ANSWER,
                    new CallFailure.Cancelled(),
                    "the call was cancelled",
                    e);
        }
    }

    /// Where a browser goes.
    URI page(BrowserRequest request) {
        return Objects.requireNonNull(HttpUrl.get(calls.endpoint("authorize").toString()))
                .newBuilder()
                .addQueryParameter("client_id", TokenCalls.PUBLIC_CLIENT)
                .addQueryParameter("response_type", "code")
                .addQueryParameter("response_mode", "query")
                .addQueryParameter("redirect_uri", request.redirect())
                .addQueryParameter("scope", scope())
                .addQueryParameter("state", request.state())
                .addQueryParameter("code_challenge", request.challenge())
                .addQueryParameter("code_challenge_method", "S256")
                .addQueryParameter("prompt", "select_account")
                .build()
                .uri();
    }

    /// What the browser came back with, for tokens (RFC 6749 4.1.3, RFC 7636 4.5).
    Credential.Person redeem(BrowserRequest request, String code) {
        return person(
                calls.post(
                        calls.endpoint("token"),
                        form().add("grant_type", "authorization_code")
                                .add("code", code)
                                .add("redirect_uri", request.redirect())
                                .add("code_verifier", request.verifier())
                                .add("scope", scope()),
                        TokenResponse::read));
    }

    private static Credential.Person person(TokenResponse answer) {
        SecretBytes refreshToken = answer.refreshToken();
        if (refreshToken == null) {
            throw new VaultCallException(
                    200,
                    new CallFailure.BadAnswer(),
                    "the server lets nobody stay signed in: its answer has no refresh_token",
                    null);
        }
        return new Credential.Person(
                answer.userName().orElse("unknown"), new RefreshTokenInMemory(refreshToken));
    }
}
