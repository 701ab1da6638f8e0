package dev.keyward.client.signin;

import dev.keyward.client.rest.AccessToken;
import dev.keyward.client.rest.Pause;
import dev.keyward.client.rest.Rest;
import dev.keyward.client.rest.TokenSource;
import dev.keyward.client.transport.Transport;
import dev.keyward.model.SecretAccess;
import dev.keyward.wire.login.TokenAnswer;
import java.net.URI;
import java.time.InstantSource;
import okhttp3.FormBody;
import okhttp3.Request;

/// Signs an account in at a deployment's token endpoint.
public final class Login implements TokenSource {
    // Azure PowerShell's public client (identity.md, section 4.1), which every server knows.
    private static final String PUBLIC_CLIENT = "1950a258-227b-4e31-a9cf-717495945fc2";

    private final Rest rest;
    private final URI tokenEndpoint;
    private final Credential credential;
    private final InstantSource clock;

    /// @param authority where tenants' endpoints live, or an AD FS authority ending in `adfs`
    /// @param tenant id or domain; unused with AD FS
    public Login(
            Transport transport,
            URI authority,
            String tenant,
            Credential credential,
            InstantSource clock,
            Pause pause) {
        this.rest = new Rest(transport, null, "", pause);
        this.tokenEndpoint = URI.create(tenantBase(authority, tenant) + "/oauth2/token");
        this.credential = credential;
        this.clock = clock;
    }

    /// The authority of one tenant, without a slash at the end.
    static String tenantBase(URI authority, String tenant) {
        String base = authority.toString().replaceAll("/+$", "");
        return base.endsWith("/adfs") ? base : base + "/" + tenant;
    }

    /// @throws dev.keyward.client.transport.VaultCallException with the token endpoint's error,
    ///   such as `invalid_client`
    @Override
    public AccessToken token(String resource) {
        SecretAccess access = SecretAccess.request();
        FormBody.Builder form = new FormBody.Builder().add("resource", resource);
        switch (credential) {
            case Credential.ClientSecret app ->
                    form.add("grant_type", "client_credentials")
                            .add("client_id", app.clientId())
                            .add("client_secret", app.secret().toUtf8(access));
            case Credential.UserPassword user ->
                    form.add("grant_type", "password")
                            .add("client_id", PUBLIC_CLIENT)
                            .add("scope", "openid")
                            .add("username", user.userName())
                            .add("password", user.password().toUtf8(access));
        }
        TokenAnswer answer =
                rest.send(
                        new Request.Builder()
                                .url(tokenEndpoint.toString())
                                .post(form.build())
                                .build(),
                        TokenAnswer::read);
        return new AccessToken(
                answer.accessToken(), clock.instant().plusSeconds(answer.life().seconds()));
    }
}
