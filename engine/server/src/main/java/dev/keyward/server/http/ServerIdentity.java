package dev.keyward.server.http;

import io.vertx.core.buffer.Buffer;
import java.nio.charset.StandardCharsets;

/// What the server proves who it is with.
///
/// @param chainPem leaf first
/// @param keyPem PKCS#8
public record ServerIdentity(Buffer chainPem, Buffer keyPem) {
    /// @param keyPem read once; the caller should wipe it afterwards
    public static ServerIdentity of(String chainPem, byte[] keyPem) {
        return new ServerIdentity(
                Buffer.buffer(chainPem.getBytes(StandardCharsets.US_ASCII)), Buffer.buffer(keyPem));
    }

    @Override
    public String toString() {
        return "ServerIdentity[]";
    }
}
