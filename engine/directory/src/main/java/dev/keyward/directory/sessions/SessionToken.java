package dev.keyward.directory.sessions;

import dev.keyward.crypto.encoding.CanonicalWriter;
import dev.keyward.crypto.sealing.Hmac;
import dev.keyward.model.SecretBytes;
import java.nio.ByteBuffer;
import java.util.Base64;
import java.util.Optional;
import java.util.UUID;

/// A code, a refresh token or a cookie taken apart: a session and a number. Written in base64url
/// with a MAC behind, so that none can be made up, and none has to be kept.
///
/// @param generation of a client's session 0 for its code
public record SessionToken(UUID session, int generation) {
    private static final int LENGTH = 2 * Long.BYTES + Integer.BYTES + Hmac.LENGTH;
    private static final int TEXT_LENGTH = (LENGTH * 4 + 2) / 3;

    /// @param key whose MACs are long enough to be no other's: the input says what it is of
    /// @param label what it is, such as `session-token`
    public SecretBytes written(Hmac key, String label) {
        byte[] bytes =
                ByteBuffer.allocate(LENGTH)
                        .putLong(session.getMostSignificantBits())
                        .putLong(session.getLeastSignificantBits())
                        .putInt(generation)
                        .put(key.of(message(label)))
                        .array();
        return SecretBytes.ofUtf8(Base64.getUrlEncoder().withoutPadding().encodeToString(bytes));
    }

    /// @return empty for what wasn't written by [#written] with this key and label
    public static Optional<SessionToken> read(String text, Hmac key, String label) {
        if (text.length() != TEXT_LENGTH) {
            return Optional.empty();
        }
        byte[] bytes;
        try {
            bytes = Base64.getUrlDecoder().decode(text);
        } catch (IllegalArgumentException _) {
            return Optional.empty();
        }
        ByteBuffer in = ByteBuffer.wrap(bytes);
        SessionToken token = new SessionToken(new UUID(in.getLong(), in.getLong()), in.getInt());
        byte[] mac = new byte[Hmac.LENGTH];
        in.get(mac);
        return key.matches(token.message(label), mac) ? Optional.of(token) : Optional.empty();
    }

    private byte[] message(String label) {
        return CanonicalWriter.of(label, 1).uuid(session).number(generation).toBytes();
    }
}
