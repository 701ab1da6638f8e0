package dev.keyward.wire.keys;

import dev.keyward.wire.JsonWriter;
import dev.keyward.wire.WireBody;
import java.util.Base64;
import java.util.List;

/// The header of the JWS that a released key travels in (data-plane-keys.md, section 7).
///
/// @param kid upper-case hexadecimal digits
/// @param sha1 of the certificate
/// @param sha256 of the certificate
/// @param certificate X.509 in DER; its key signed
public record ReleaseHeader(String kid, byte[] sha1, byte[] sha256, byte[] certificate)
        implements WireBody {
    @Override
    public void writeMembers(JsonWriter out) {
        out.text("alg", "ES256");
        out.text("kid", kid);
        out.base64url("x5t", sha1);
        out.text("typ", "JWT");
        out.base64url("x5t#S256", sha256);
        out.texts("x5c", List.of(Base64.getEncoder().encodeToString(certificate)));
    }

    @Override
    public String toString() {
        return "ReleaseHeader[" + kid + "]";
    }
}
