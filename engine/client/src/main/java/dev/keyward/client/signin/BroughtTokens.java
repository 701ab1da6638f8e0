package dev.keyward.client.signin;

import dev.keyward.client.rest.AccessToken;
import dev.keyward.client.rest.TokenSource;
import dev.keyward.client.transport.CallFailure;
import dev.keyward.client.transport.VaultCallException;
import dev.keyward.model.SecretAccess;
import dev.keyward.model.SecretBytes;
import dev.keyward.model.VaultException;
import dev.keyward.wire.JsonReader;
import java.time.Instant;
import java.util.Base64;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/// Gives out the access tokens that somebody brought, each once: whoever asks for one again was
/// refused with it, or it is about to end, and there is no other.
public final class BroughtTokens implements TokenSource {
    private final Map<String, AccessToken> tokens = new ConcurrentHashMap<>();
    private final Set<String> given = ConcurrentHashMap.newKeySet();

    public BroughtTokens(Credential.BroughtTokens brought) {
        brought.tokens().forEach((resource, token) -> tokens.put(key(resource), token));
    }

    /// @throws VaultCallException with `SignInEnded`
    @Override
    public AccessToken token(String resource) {
        AccessToken token = tokens.get(key(resource));
        if (token == null) {
            throw ended(
                    tokens.isEmpty()
                            ? "what the account had signed in with wasn't saved"
                            : "Cannot retrieve access token for resource '%s'. Please ensure that you have provided the appropriate access tokens when using access token login."
                                    .formatted(resource));
        }
        if (!given.add(key(resource))) {
            throw ended("the access token for %s has expired or was refused".formatted(resource));
        }
        return token;
    }

    /// A token from its text. When it ends is read from it without believing it: the service
    /// checks. One that can't be read is tried until it is refused.
    public static AccessToken read(SecretBytes text) {
        String[] parts = text.toUtf8(SecretAccess.request()).split("\\.", -1);
        Instant expires = Instant.MAX;
        if (parts.length == 3) {
            try {
                expires =
                        JsonReader.parse(
                                Base64.getUrlDecoder().decode(parts[1]), BroughtTokens::expires);
            } catch (IllegalArgumentException | VaultException _) {
                // Opaque to us, as tokens may be.
            }
        }
        return new AccessToken(text, expires);
    }

    private static Instant expires(JsonReader in) {
        Instant expires = Instant.MAX;
        while (in.next()) {
            if (in.member().equals("exp")) {
                expires = in.epochSecond();
            } else {
                in.skip();
            }
        }
        return expires;
    }

    private static VaultCallException ended(String why) {
        return new VaultCallException(
                VaultCallException.NO_ANSWER, new CallFailure.SignInEnded(), why, null);
    }

    private static String key(String resource) {
        return resource.endsWith("/") ? resource.substring(0, resource.length() - 1) : resource;
    }
}
