package dev.keyward.client.signin;

import dev.keyward.client.rest.Pause;
import dev.keyward.client.rest.Rest;
import dev.keyward.client.rest.TokenCache;
import dev.keyward.client.transport.Transport;

/// What every call needs: a way to the server and tokens to show there.
///
/// @param pause how calls wait before a retry

public record SignedIn(Transport transport, TokenCache tokens, Pause pause) {
    public Rest rest(String audience) {
        return new Rest(transport, tokens, audience, pause);
    }
}
