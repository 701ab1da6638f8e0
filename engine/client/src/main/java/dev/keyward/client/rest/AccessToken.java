package dev.keyward.client.rest;

import dev.keyward.model.SecretAccess;
import dev.keyward.model.SecretBytes;
import java.time.Instant;

/// A bearer token and the time from which it's useless.
public record AccessToken(SecretBytes value, Instant expires) {
    /// The token's text, for an `Authorization` header.
    public String text(SecretAccess access) {
        return value.toUtf8(access);
    }
}
