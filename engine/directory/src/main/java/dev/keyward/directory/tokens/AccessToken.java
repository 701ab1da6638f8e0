package dev.keyward.directory.tokens;

import dev.keyward.model.SecretBytes;
import java.time.Duration;
import java.time.Instant;

/// A token as it was issued.
///
/// @param compact the JWS, for the client alone
/// @param audience as in the token
public record AccessToken(SecretBytes compact, String audience, Instant issuedAt, Instant expires) {
    public Duration life() {
        return Duration.between(issuedAt, expires);
    }
}
