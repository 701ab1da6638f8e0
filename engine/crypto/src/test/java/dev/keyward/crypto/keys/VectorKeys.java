package dev.keyward.crypto.keys;

import com.fasterxml.jackson.databind.JsonNode;
import dev.keyward.crypto.encoding.Numbers;
import dev.keyward.crypto.files.ImportedKey;
import dev.keyward.crypto.files.KeyImport;
import dev.keyward.crypto.files.PrivateKeyInfos;
import dev.keyward.crypto.forms.EcKeyForm;
import dev.keyward.crypto.forms.PrivateKeyParts;
import dev.keyward.crypto.forms.PublicKeyParts;
import dev.keyward.model.Curve;
import dev.keyward.model.SecretBytes;
import dev.keyward.testing.SeededRandom;
import dev.keyward.testing.Vectors;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import java.util.Base64;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.bouncycastle.asn1.pkcs.PrivateKeyInfo;

/// The keys of vector files in our forms.
public final class VectorKeys {
    private static final KeyImport IMPORT = new KeyImport(new SeededRandom(3));
    private static final Map<String, ImportedKey> IMPORTED = new ConcurrentHashMap<>();

    private VectorKeys() {}

    /// Imports the PKCS#8 of a group with all checks.
    static ImportedKey imported(JsonNode group) {
        return IMPORTED.computeIfAbsent(
                group.path("privateKeyPkcs8").asText(),
                hex -> IMPORT.check(parts(Vectors.hex(group.path("privateKeyPkcs8")))));
    }

    public static ImportedKey importJwk(JsonNode jwk) {
        return IMPORT.check(jwk(jwk));
    }

    public static PrivateKeyParts jwk(JsonNode jwk) {
        return switch (jwk.path("kty").asText()) {
            case "RSA" ->
                    new PrivateKeyParts.Rsa(
                            base64(jwk, "n"),
                            base64(jwk, "e"),
                            secret(jwk, "d"),
                            jwk.has("p")
                                    ? new PrivateKeyParts.Crt(
                                            secret(jwk, "p"),
                                            secret(jwk, "q"),
                                            secret(jwk, "dp"),
                                            secret(jwk, "dq"),
                                            secret(jwk, "qi"))
                                    : null);
            case "EC" ->
                    new PrivateKeyParts.Ec(
                            curve(jwk.path("crv").asText()),
                            base64(jwk, "x"),
                            base64(jwk, "y"),
                            secret(jwk, "d"));
            default -> throw new AssertionError("not our key type: " + jwk.path("kty"));
        };
    }

    static Curve curve(String name) {
        for (Curve curve : Curve.values()) {
            if (curve.joseName().equals(name) || EcKeyForm.secName(curve).equals(name)) {
                return curve;
            }
        }
        throw new AssertionError("not our curve: " + name);
    }

    static PublicKeyParts.Rsa rsa(JsonNode publicKey) {
        return new PublicKeyParts.Rsa(
                Numbers.minimal(new BigInteger(1, Vectors.hex(publicKey.path("modulus")))),
                Numbers.minimal(new BigInteger(1, Vectors.hex(publicKey.path("publicExponent")))));
    }

    static PublicKeyParts.Ec ec(JsonNode publicKey) {
        Curve curve = curve(publicKey.path("curve").asText());
        int width = curve.coordinateBytes();
        return new PublicKeyParts.Ec(
                curve,
                Numbers.fixed(Numbers.read(Vectors.hex(publicKey.path("wx"))), width),
                Numbers.fixed(Numbers.read(Vectors.hex(publicKey.path("wy"))), width));
    }

    static byte[] base64(JsonNode jwk, String member) {
        return Base64.getUrlDecoder().decode(jwk.path(member).asText());
    }

    private static SecretBytes secret(JsonNode jwk, String member) {
        return SecretBytes.adopt(base64(jwk, member));
    }

    private static PrivateKeyParts parts(byte[] pkcs8) {
        try {
            return PrivateKeyInfos.parts(PrivateKeyInfo.getInstance(pkcs8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
