package dev.keyward.wire.keys;

import dev.keyward.wire.JsonReader;
import dev.keyward.wire.JsonWriter;
import dev.keyward.wire.Required;
import dev.keyward.wire.WireBody;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The public half of a key as answers show it (RFC 7517). It has no member for a private part.
///
/// @param kid with version
/// @param n RSA modulus, unsigned big-endian, as all numbers here
/// @param x EC coordinate of the curve's width, or the public key of `OKP`
/// @param alg of `AKP` alone
/// @param pub of `AKP` alone
public record JsonWebKey(
        String kid,
        String kty,
        List<String> keyOps,
        byte @Nullable [] n,
        byte @Nullable [] e,
        @Nullable String crv,
        byte @Nullable [] x,
        byte @Nullable [] y,
        @Nullable String alg,
        byte @Nullable [] pub)
        implements WireBody {
    public JsonWebKey {
        keyOps = List.copyOf(keyOps);
    }

    public static JsonWebKey rsa(String kid, String kty, List<String> keyOps, byte[] n, byte[] e) {
        return new JsonWebKey(kid, kty, keyOps, n, e, null, null, null, null, null);
    }

    public static JsonWebKey ec(
            String kid, String kty, List<String> keyOps, String crv, byte[] x, byte[] y) {
        return new JsonWebKey(kid, kty, keyOps, null, null, crv, x, y, null, null);
    }

    /// RFC 8037, 2.
    public static JsonWebKey okp(
            String kid, String kty, List<String> keyOps, String crv, byte[] x) {
        return new JsonWebKey(kid, kty, keyOps, null, null, crv, x, null, null, null);
    }

    /// RFC 9964, 3.
    public static JsonWebKey akp(
            String kid, String kty, List<String> keyOps, String alg, byte[] pub) {
        return new JsonWebKey(kid, kty, keyOps, null, null, null, null, null, alg, pub);
    }

    /// A symmetric key, of which nothing is shown.
    public static JsonWebKey oct(String kid, String kty, List<String> keyOps) {
        return new JsonWebKey(kid, kty, keyOps, null, null, null, null, null, null, null);
    }

    public static JsonWebKey read(JsonReader in) {
        String kid = null;
        String kty = null;
        List<String> keyOps = List.of();
        byte[] n = null;
        byte[] e = null;
        String crv = null;
        byte[] x = null;
        byte[] y = null;
        String alg = null;
        byte[] pub = null;
        while (in.next()) {
            switch (in.member()) {
                case "kid" -> kid = in.text();
                case "kty" -> kty = in.text();
                case "key_ops" -> keyOps = in.texts();
                case "n" -> n = in.base64url();
                case "e" -> e = in.base64url();
                case "crv" -> crv = in.text();
                case "x" -> x = in.base64url();
                case "y" -> y = in.base64url();
                case "alg" -> alg = in.text();
                case "pub" -> pub = in.base64url();
                default -> in.skip();
            }
        }
        return new JsonWebKey(
                Required.member("kid", kid),
                Required.member("kty", kty),
                keyOps,
                n,
                e,
                crv,
                x,
                y,
                alg,
                pub);
    }

    @Override
    public void writeMembers(JsonWriter out) {
        out.text("kid", kid);
        out.text("kty", kty);
        out.texts("key_ops", keyOps);
        out.base64url("n", n);
        out.base64url("e", e);
        out.text("crv", crv);
        out.base64url("x", x);
        out.base64url("y", y);
        out.text("alg", alg);
        out.base64url("pub", pub);
    }

    @Override
    public String toString() {
        return "JsonWebKey[" + kid + "]";
    }
}
