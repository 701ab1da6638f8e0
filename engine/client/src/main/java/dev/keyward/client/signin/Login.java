package dev.keyward.client.signin;

import dev.keyward.client.rest.AccessToken;
import dev.keyward.client.rest.Pause;
import dev.keyward.client.rest.TokenSource;
import dev.keyward.client.transport.Transport;
import dev.keyward.model.SecretAccess;
import dev.keyward.model.SecretBytes;
import java.net.URI;
import java.time.InstantSource;
import okhttp3.FormBody;
import org.jspecify.annotations.Nullable;

/// Signs an account in at a deployment's token endpoint, by what it shows there each time.
public final class Login implements TokenSource {
    private static final String JWT_BEARER =
            "urn:ietf:params:oauth:client-assertion-type:jwt-bearer";

    private final TokenCalls calls;
    private final Credential.Shown credential;

    /// @param authority where tenants' endpoints live, or an AD FS authority ending in `adfs`
    /// @param tenant id or domain; unused with AD FS
    public Login(
            Transport transport,
            URI authority,
            String tenant,
            Credential.Shown credential,
            InstantSource clock,
            Pause pause) {
        this.calls = new TokenCalls(transport, authority, tenant, clock, pause);
        this.credential = credential;
    }

    /// @throws dev.keyward.client.transport.VaultCallException with the token endpoint's error,
    ///   such as `invalid_client`
    @Override
    public AccessToken token(String resource) {
        return calls.token(answer(resource));
    }

    /// The first token of an account, and where the server gives what renews it, the person who has
    /// signed in by it.
    ///
    /// @param person null where what was shown has to be shown again each time
    public record Started(AccessToken token, Credential.@Nullable Person person) {}

    /// Signs in.
    ///
    /// @throws dev.keyward.client.transport.VaultCallException as [#token]
    public Started start(String resource) {
        TokenResponse answer = answer(resource);
        SecretBytes refreshToken = answer.refreshToken();
        return new Started(
                calls.token(answer),
                refreshToken == null
                        ? null
                        : new Credential.Person(
                                credential.account(), new RefreshTokenInMemory(refreshToken)));
    }

    private TokenResponse answer(String resource) {
        SecretAccess access = SecretAccess.request();
        FormBody.Builder form = new FormBody.Builder().add("resource", resource);
        switch (credential) {
            case Credential.ClientSecret app ->
                    form.add("grant_type", "client_credentials")
                            .add("client_id", app.clientId())
                            .add("client_secret", app.secret().toUtf8(access));
            case Credential.ClientAssertion app -> {
                form.add("grant_type", "client_credentials")
                        .add("client_id", app.clientId())
                        .add("client_assertion_type", JWT_BEARER);
                try (SecretBytes assertion = app.assertions().assertion(calls.tokenEndpoint())) {
                    form.add("client_assertion", assertion.toUtf8(access));
                }
            }
            case Credential.UserPassword user ->
                    form.add("grant_type", "password")
                            .add("client_id", TokenCalls.PUBLIC_CLIENT)
                            .add("scope", "openid")
                            .add("username", user.userName())
                            .add("password", user.password().toUtf8(access));
        }
        return calls.token(form);
    }
}
