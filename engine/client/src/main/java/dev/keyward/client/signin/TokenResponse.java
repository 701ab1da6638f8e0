package dev.keyward.client.signin;

import dev.keyward.client.rest.AccessToken;
import dev.keyward.model.SecretAccess;
import dev.keyward.model.SecretBytes;
import dev.keyward.model.VaultException;
import dev.keyward.wire.JsonReader;
import dev.keyward.wire.Required;
import java.time.Instant;
import java.util.Base64;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// What a token endpoint gives a person's client (RFC 6749 5.1): a token, and what renews it.
///
/// @param seconds that the token lives
/// @param refreshToken null where none is given
/// @param identity the id token; null where none is given
record TokenResponse(
        SecretBytes accessToken,
        long seconds,
        @Nullable SecretBytes refreshToken,
        @Nullable SecretBytes identity) {
    static TokenResponse read(JsonReader in) {
        SecretBytes accessToken = null;
        long seconds = 0;
        SecretBytes refreshToken = null;
        SecretBytes identity = null;
        while (in.next()) {
            switch (in.member()) {
                case "access_token" -> accessToken = in.secretText();
                case "expires_in" -> seconds = in.numberOrText();
                case "refresh_token" -> refreshToken = in.secretText();
                case "id_token" -> identity = in.secretText();
                default -> in.skip();
            }
        }
        return new TokenResponse(
                Required.member("access_token", accessToken), seconds, refreshToken, identity);
    }

    AccessToken token(Instant now) {
        return new AccessToken(accessToken, now.plusSeconds(seconds));
    }

    /// Who signed in, for people to read: nothing is decided by it.
    Optional<String> userName() {
        if (identity == null) {
            return Optional.empty();
        }
        String[] parts = identity.toUtf8(SecretAccess.request()).split("\\.", -1);
        try {
            return parts.length == 3
                    ? JsonReader.parse(
                            Base64.getUrlDecoder().decode(parts[1]), TokenResponse::nameIn)
                    : Optional.empty();
        } catch (IllegalArgumentException | VaultException _) {
            return Optional.empty();
        }
    }

    private static Optional<String> nameIn(JsonReader in) {
        Optional<String> name = Optional.empty();
        while (in.next()) {
            switch (in.member()) {
                case "upn", "preferred_username" -> name = Optional.of(in.text());
                default -> in.skip();
            }
        }
        return name;
    }
}
