package dev.keyward.client.signin;

import dev.keyward.client.rest.AccessToken;
import dev.keyward.client.rest.Pause;
import dev.keyward.client.rest.Rest;
import dev.keyward.client.rest.TokenSource;
import dev.keyward.client.transport.Transport;
import dev.keyward.model.SecretAccess;
import dev.keyward.wire.login.ManagedIdentityAnswer;
import java.net.URI;
import java.time.Instant;
import java.util.Objects;
import okhttp3.HttpUrl;
import okhttp3.Request;
import org.jspecify.annotations.Nullable;

/// Gets the tokens of a managed identity from an endpoint on this machine. Safe for use by several
/// threads.
///
/// ```java
/// TokenSource tokens = IdentityEndpoint.of(System::getenv)
///         .map(endpoint -> new ManagedIdentity(transport, endpoint, null, pause))
///         .orElseThrow();
/// ```
public final class ManagedIdentity implements TokenSource {
    private static final String PATH = "/metadata/identity/oauth2/token";

    private final Rest rest;
    private final IdentityEndpoint endpoint;
    private final @Nullable String clientId;

    /// @param clientId which identity, where the endpoint has several; null for its first
    public ManagedIdentity(
            Transport transport,
            IdentityEndpoint endpoint,
            @Nullable String clientId,
            Pause pause) {
        this.rest = new Rest(transport, null, "", pause);
        this.endpoint = endpoint;
        this.clientId = clientId;
    }

    /// @throws dev.keyward.client.transport.VaultCallException with the endpoint's error, such as
    ///   `invalid_request`, or that nothing listens there
    @Override
    public AccessToken token(String resource) {
        Request request =
                switch (endpoint) {
                    case IdentityEndpoint.AppService(URI url, var header) ->
                            new Request.Builder()
                                    .url(asked(url, "2019-08-01", resource))
                                    .header(
                                            "X-IDENTITY-HEADER",
                                            header.toUtf8(SecretAccess.request()))
                                    .build();
                    case IdentityEndpoint.InstanceMetadata(URI authority) ->
                            new Request.Builder()
                                    .url(
                                            asked(
                                                    URI.create(authority + PATH),
                                                    "2018-02-01",
                                                    resource))
                                    .header("Metadata", "true")
                                    .build();
                };
        ManagedIdentityAnswer answer = rest.send(request, ManagedIdentityAnswer::read);
        return new AccessToken(answer.accessToken(), Instant.ofEpochSecond(answer.expiresOn()));
    }

    private HttpUrl asked(URI url, String version, String resource) {
        HttpUrl.Builder asked =
                Objects.requireNonNull(HttpUrl.get(url))
                        .newBuilder()
                        .addQueryParameter("api-version", version)
                        .addQueryParameter("resource", resource);
        return clientId == null
                ? asked.build()
                : asked.addQueryParameter("client_id", clientId).build();
    }
}
