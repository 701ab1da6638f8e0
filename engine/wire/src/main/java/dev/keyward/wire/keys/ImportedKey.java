package dev.keyward.wire.keys;

import dev.keyward.model.SecretBytes;
import dev.keyward.model.VaultError;
import dev.keyward.model.VaultException;
import dev.keyward.wire.JsonReader;
import dev.keyward.wire.JsonWriter;
import dev.keyward.wire.Required;
import dev.keyward.wire.WireBody;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// The key of an import request: the only body in which private parts travel (RFC 7518 6).
///
/// @param keyOps null when the caller names none; an empty list means the same
/// @param alg of `AKP` alone, with `pub`
/// @param hsmBlob `key_hsm`, a key wrapped for its way here
public record ImportedKey(
        String kty,
        @Nullable List<String> keyOps,
        byte @Nullable [] n,
        byte @Nullable [] e,
        @Nullable String crv,
        byte @Nullable [] x,
        byte @Nullable [] y,
        @Nullable String alg,
        byte @Nullable [] pub,
        PrivateParts secret,
        byte @Nullable [] hsmBlob)
        implements WireBody {
    /// @param d private exponent of RSA, private number of EC, private key of `OKP`
    /// @param k symmetric key
    /// @param priv of `AKP`: the seed
    public record PrivateParts(
            @Nullable SecretBytes d,
            @Nullable SecretBytes p,
            @Nullable SecretBytes q,
            @Nullable SecretBytes dp,
            @Nullable SecretBytes dq,
            @Nullable SecretBytes qi,
            @Nullable SecretBytes k,
            @Nullable SecretBytes priv)
            implements AutoCloseable {
        static final PrivateParts NONE =
                new PrivateParts(null, null, null, null, null, null, null, null);

        public static PrivateParts d(SecretBytes d) {
            return new PrivateParts(d, null, null, null, null, null, null, null);
        }

        @Override
        public void close() {
            Stream.of(d, p, q, dp, dq, qi, k, priv)
                    .filter(Objects::nonNull)
                    .forEach(SecretBytes::close);
        }
    }

    public static ImportedKey rsa(byte[] n, byte[] e, PrivateParts secret) {
        return new ImportedKey("RSA", null, n, e, null, null, null, null, null, secret, null);
    }

    /// @param kty `EC` or `OKP`
    public static ImportedKey onCurve(
            String kty, String crv, byte @Nullable [] x, byte @Nullable [] y, SecretBytes d) {
        return new ImportedKey(
                kty, null, null, null, crv, x, y, null, null, PrivateParts.d(d), null);
    }

    public static ImportedKey akp(String alg, byte @Nullable [] pub, SecretBytes priv) {
        PrivateParts secret = new PrivateParts(null, null, null, null, null, null, null, priv);
        return new ImportedKey("AKP", null, null, null, null, null, null, alg, pub, secret, null);
    }

    public static ImportedKey oct(SecretBytes k) {
        PrivateParts secret = new PrivateParts(null, null, null, null, null, null, k, null);
        return new ImportedKey("oct", null, null, null, null, null, null, null, null, secret, null);
    }

    /// A key that is wrapped by a key-exchange key of the vault.
    ///
    /// @param kty of the key that is wrapped
    /// @param blob the content of a `.byok` file
    public static ImportedKey wrapped(String kty, byte[] blob) {
        return new ImportedKey(
                kty, null, null, null, null, null, null, null, null, PrivateParts.NONE, blob);
    }

    /// The same key for these operations alone; null leaves the choice to the service.
    public ImportedKey allowing(@Nullable List<String> operations) {
        return new ImportedKey(kty, operations, n, e, crv, x, y, alg, pub, secret, hsmBlob);
    }

    public static ImportedKey read(JsonReader in) {
        String kty = null;
        List<String> keyOps = null;
        byte[] n = null;
        byte[] e = null;
        String crv = null;
        byte[] x = null;
        byte[] y = null;
        SecretBytes d = null;
        SecretBytes p = null;
        SecretBytes q = null;
        SecretBytes dp = null;
        SecretBytes dq = null;
        SecretBytes qi = null;
        SecretBytes k = null;
        SecretBytes priv = null;
        String alg = null;
        byte[] pub = null;
        byte[] hsmBlob = null;
        while (in.next()) {
            switch (in.member()) {
                case "kty" -> kty = in.text();
                case "key_ops" -> keyOps = in.texts();
                case "n" -> n = in.base64url();
                case "e" -> e = in.base64url();
                case "crv" -> crv = in.text();
                case "x" -> x = in.base64url();
                case "y" -> y = in.base64url();
                case "d" -> d = in.secretBase64url();
                case "p" -> p = in.secretBase64url();
                case "q" -> q = in.secretBase64url();
                case "dp" -> dp = in.secretBase64url();
                case "dq" -> dq = in.secretBase64url();
                case "qi" -> qi = in.secretBase64url();
                case "oth" ->
                        throw new VaultException(
                                new VaultError.BadParameter(
                                        "oth", "absent: an RSA key has two primes here"));
                case "k" -> k = in.secretBase64url();
                case "alg" -> alg = in.text();
                case "pub" -> pub = in.base64url();
                case "priv" -> priv = in.secretBase64url();
                case "key_hsm" -> hsmBlob = in.base64url();
                default -> in.skip();
            }
        }
        return new ImportedKey(
                Required.member("kty", kty),
                keyOps,
                n,
                e,
                crv,
                x,
                y,
                alg,
                pub,
                new PrivateParts(d, p, q, dp, dq, qi, k, priv),
                hsmBlob);
    }

    @Override
    public void writeMembers(JsonWriter out) {
        out.text("kty", kty);
        out.texts("key_ops", keyOps);
        out.base64url("n", n);
        out.base64url("e", e);
        out.text("crv", crv);
        out.base64url("x", x);
        out.base64url("y", y);
        out.text("alg", alg);
        out.base64url("pub", pub);
        out.base64url("d", secret.d());
        out.base64url("p", secret.p());
        out.base64url("q", secret.q());
        out.base64url("dp", secret.dp());
        out.base64url("dq", secret.dq());
        out.base64url("qi", secret.qi());
        out.base64url("k", secret.k());
        out.base64url("priv", secret.priv());
        out.base64url("key_hsm", hsmBlob);
    }

    @Override
    public String toString() {
        return "ImportedKey";
    }
}
