package dev.keyward.directory.tokens;

import java.nio.ByteBuffer;

/// The SHA-256 of a token, by which it is known once its signature was found right.
public record TokenDigest(long a, long b, long c, long d) {
    static TokenDigest of(String token) {
        ByteBuffer bytes = ByteBuffer.wrap(Jws.digestOf(token));
        return new TokenDigest(bytes.getLong(), bytes.getLong(), bytes.getLong(), bytes.getLong());
    }
}
