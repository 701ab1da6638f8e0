package dev.keyward.wire.login;

import dev.keyward.wire.JsonWriter;
import dev.keyward.wire.WireBody;
import java.util.Base64;
import java.util.List;

/// A JWKS of keys that sign tokens (RFC 7517; identity.md, section 3).
public record KeySet(List<Key> keys) implements WireBody {
    public KeySet {
        keys = List.copyOf(keys);
    }

    @Override
    public void writeMembers(JsonWriter out) {
        out.objects("keys", keys);
    }

    public sealed interface Key extends WireBody {}

    /// Of RS256 (RFC 7518 6.3). The arrays belong to the record; nobody may change them.
    ///
    /// @param kid SHA-1 of the certificate in base64url, which is its `x5t` too
    /// @param certificate DER
    /// @param issuer whose tokens it signs
    public record RsaKey(String kid, byte[] n, byte[] e, byte[] certificate, String issuer)
            implements Key {
        @Override
        public void writeMembers(JsonWriter out) {
            out.text("kty", "RSA");
            out.text("use", "sig");
            out.text("kid", kid);
            out.text("x5t", kid);
            out.base64url("n", n);
            out.base64url("e", e);
            out.texts("x5c", List.of(Base64.getEncoder().encodeToString(certificate)));
            out.text("alg", "RS256");
            out.text("issuer", issuer);
        }
    }

    /// Of ES256 (RFC 7518 6.2).
    ///
    /// @param x 32 bytes; nobody may change them
    /// @param y 32 bytes; nobody may change them
    /// @param issuer whose tokens it signs
    public record EcKey(String kid, byte[] x, byte[] y, String issuer) implements Key {
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
