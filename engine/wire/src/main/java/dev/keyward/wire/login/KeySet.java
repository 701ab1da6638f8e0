package dev.keyward.wire.login;

import dev.keyward.wire.JsonWriter;
import dev.keyward.wire.WireBody;
import java.util.List;

/// A JWKS of P-256 keys that sign tokens (RFC 7517, RFC 7518 6.2).
public record KeySet(List<Key> keys) implements WireBody {
    public KeySet {
        keys = List.copyOf(keys);
    }

    @Override
    public void writeMembers(JsonWriter out) {
        out.objects("keys", keys);
    }

    /// @param x 32 bytes; nobody may change them
    /// @param y 32 bytes; nobody may change them
    /// @param issuer whose tokens it signs
    public record Key(String kid, byte[] x, byte[] y, String issuer) implements WireBody {
        @Override
        public void writeMembers(JsonWriter out) {
            out.text("kty", "EC");
            out.text("use", "sig");
            out.text("kid", kid);
            out.text("crv", "P-256");
            out.base64url("x", x);
            out.base64url("y", y);
            out.text("alg", "ES256");
            out.text("issuer", issuer);
        }
    }
}
