package dev.keyward.client;

/// What every call needs: a way to the server and tokens to show there.
///
/// @param pause how calls wait before a retry
public record SignedIn(Transport transport, TokenCache tokens, Pause pause) {
    Rest rest(String audience) {
        return new Rest(transport, tokens, audience, pause);
    }
}
