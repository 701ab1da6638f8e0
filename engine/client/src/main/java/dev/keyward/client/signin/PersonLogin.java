package dev.keyward.client.signin;

import dev.keyward.client.rest.AccessToken;
import dev.keyward.client.rest.Pause;
import dev.keyward.client.rest.TokenSource;
import dev.keyward.client.transport.CallFailure;
import dev.keyward.client.transport.Transport;
import dev.keyward.client.transport.VaultCallException;
import dev.keyward.model.SecretAccess;
import java.net.URI;
import java.time.InstantSource;
import java.util.Set;
import okhttp3.FormBody;

/// Tokens of a person who has signed in: each is got by the refresh token (RFC 6749 6), so nobody
/// is asked again until the server ends the sign-in.
public final class PersonLogin implements TokenSource {
    /// What says that signing in again helps, and not what is wrong with the request.
    private static final Set<String> ENDED =
            Set.of("invalid_grant", "interaction_required", "login_required");

    private final TokenCalls calls;
    private final RefreshTokenPlace place;

    /// @param tenant id or domain; unused with AD FS
    public PersonLogin(
            Transport transport,
            URI authority,
            String tenant,
            RefreshTokenPlace place,
            InstantSource clock,
            Pause pause) {
        this.calls = new TokenCalls(transport, authority, tenant, clock, pause);
        this.place = place;
    }

    /// @throws VaultCallException with `SignInEnded` if the sign-in can't be renewed
    @Override
    public AccessToken token(String resource) {
        return place.use(refreshToken -> {
            FormBody.Builder form =
                    new FormBody.Builder()
                            .add("grant_type", "refresh_token")
                            .add("client_id", TokenCalls.PUBLIC_CLIENT)
                            .add("resource", resource)
                            .add("refresh_token", refreshToken.toUtf8(SecretAccess.request()));
            TokenResponse answer;
            try {
                answer = calls.token(form);
            } catch (VaultCallException e) {
                throw ENDED.contains(e.code()) ? ended(e) : e;
            }
            return new RefreshTokenPlace.Renewed(calls.token(answer), answer.refreshToken());
        });
    }

    private static VaultCallException ended(VaultCallException refused) {
        return new VaultCallException(
                refused.status(),
                new CallFailure.SignInEnded(),
                String.valueOf(refused.getMessage()),
                refused);
    }
}
