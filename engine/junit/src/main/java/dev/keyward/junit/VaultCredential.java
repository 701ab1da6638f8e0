package dev.keyward.junit;

import com.azure.core.credential.AccessToken;
import com.azure.core.credential.TokenCredential;
import com.azure.core.credential.TokenRequestContext;
import dev.keyward.client.rest.TokenSource;
import dev.keyward.model.SecretAccess;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import reactor.core.publisher.Mono;

/// Signs in to a [TestVault], whose time may be moved: azure-identity would keep a token for as
/// long as it's valid by the machine's clock.
final class VaultCredential implements TokenCredential {
    private static final String DEFAULT_SCOPE = "/.default";

    /// The SDK is told that a token is over, so that it asks for each call: the source knows by the
    /// vault's time whether the one it has is still good.
    private static final OffsetDateTime OVER =
            OffsetDateTime.ofInstant(Instant.EPOCH, ZoneOffset.UTC);

    private final TokenSource tokens;

    VaultCredential(TokenSource tokens) {
        this.tokens = tokens;
    }

    @Override
    public Mono<AccessToken> getToken(TokenRequestContext request) {
        return Mono.fromCallable(() -> getTokenSync(request));
    }

    @Override
    public AccessToken getTokenSync(TokenRequestContext request) {
        String scope = request.getScopes().getFirst();
        String resource =
                scope.endsWith(DEFAULT_SCOPE)
                        ? scope.substring(0, scope.length() - DEFAULT_SCOPE.length())
                        : scope;
        return new AccessToken(tokens.token(resource).text(SecretAccess.request()), OVER);
    }
}
