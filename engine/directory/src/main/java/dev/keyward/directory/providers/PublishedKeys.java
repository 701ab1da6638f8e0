package dev.keyward.directory.providers;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.KeyUse;
import com.nimbusds.jose.jwk.RSAKey;
import dev.keyward.crypto.forms.PublicKeyParts;
import dev.keyward.model.SignatureAlgorithm;
import java.math.BigInteger;
import java.text.ParseException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The keys of an issuer that can verify tokens, as it published them at some time.
final class PublishedKeys {
    private static final int SHORTEST_RSA = 2048;

    /// Longer ones take a token's sender long to check.
    private static final int LONGEST_RSA = 4096;

    private static final int LONGEST_EXPONENT = 32;
    private static final int MOST = 32;

    private final List<Key> keys;

    private PublishedKeys(List<Key> keys) {
        this.keys = keys;
    }

    /// @param kid null if it has none
    /// @param algorithm the one it is for; null if it doesn't say
    record Key(@Nullable String kid, @Nullable SignatureAlgorithm algorithm, PublicKeyParts parts) {
        /// The key says which algorithms there are; a token may choose of these.
        boolean fits(SignatureAlgorithm wanted) {
            boolean possible =
                    switch (parts) {
                        case PublicKeyParts.Rsa _ ->
                                wanted == SignatureAlgorithm.RS256
                                        || wanted == SignatureAlgorithm.PS256;
                        case PublicKeyParts.Ec _ -> wanted == SignatureAlgorithm.ES256;
                        case PublicKeyParts.Oct _, PublicKeyParts.Akp _, PublicKeyParts.Okp _ ->
                                false;
                    };
            return possible && (algorithm == null || algorithm == wanted);
        }

        boolean isSame(Key other) {
            return switch (parts) {
                case PublicKeyParts.Rsa(byte[] n, byte[] e) ->
                        other.parts instanceof PublicKeyParts.Rsa rsa
                                && Arrays.equals(n, rsa.n())
                                && Arrays.equals(e, rsa.e());
                case PublicKeyParts.Ec(var curve, byte[] x, byte[] y) ->
                        other.parts instanceof PublicKeyParts.Ec ec
                                && curve == ec.curve()
                                && Arrays.equals(x, ec.x())
                                && Arrays.equals(y, ec.y());
                case PublicKeyParts.Oct _, PublicKeyParts.Akp _, PublicKeyParts.Okp _ -> false;
            };
        }
    }

    /// Passes over what can't verify tokens: keys for encryption, of other kinds, too short.
    ///
    /// @throws ParseException if it is no JWK set
    static PublishedKeys parse(String json) throws ParseException {
        List<Key> keys = new ArrayList<>();
        for (JWK jwk : JWKSet.parse(json).getKeys()) {
            Key key = keys.size() < MOST ? key(jwk) : null;
            if (key != null) {
                keys.add(key);
            }
        }
        return new PublishedKeys(List.copyOf(keys));
    }

    private static @Nullable Key key(JWK jwk) {
        if (jwk.getKeyUse() != null && !KeyUse.SIGNATURE.equals(jwk.getKeyUse())) {
            return null;
        }
        SignatureAlgorithm algorithm = null;
        if (jwk.getAlgorithm() != null) {
            algorithm = SignatureAlgorithm.parse(jwk.getAlgorithm().getName()).orElse(null);
            if (algorithm == null) {
                return null;
            }
        }
        PublicKeyParts parts =
                switch (jwk) {
                    case RSAKey rsa -> parts(rsa);
                    case ECKey ec -> parts(ec);
                    default -> null;
                };
        return parts == null ? null : new Key(jwk.getKeyID(), algorithm, parts);
    }

    private static @Nullable PublicKeyParts parts(RSAKey rsa) {
        BigInteger n = rsa.getModulus().decodeToBigInteger();
        BigInteger e = rsa.getPublicExponent().decodeToBigInteger();
        boolean good =
                n.bitLength() >= SHORTEST_RSA
                        && n.bitLength() <= LONGEST_RSA
                        && n.testBit(0)
                        && e.testBit(0)
                        && e.bitLength() >= 2
                        && e.bitLength() <= LONGEST_EXPONENT;
        return good ? new PublicKeyParts.Rsa(unsigned(n), unsigned(e)) : null;
    }

    private static byte[] unsigned(BigInteger number) {
        byte[] bytes = number.toByteArray();
        return bytes[0] == 0 ? Arrays.copyOfRange(bytes, 1, bytes.length) : bytes;
    }

    private static @Nullable PublicKeyParts parts(ECKey ec) {
        try {
            if (!Curve.P_256.equals(ec.getCurve())) {
                return null;
            }
            // Of a point that isn't on the curve there is no key.
            var _ = ec.toECPublicKey();
            return new PublicKeyParts.Ec(
                    dev.keyward.model.Curve.P_256,
                    fixed(ec.getX().decode()),
                    fixed(ec.getY().decode()));
        } catch (JOSEException | IllegalStateException _) {
            return null;
        }
    }

    private static byte[] fixed(byte[] coordinate) {
        byte[] wide = new byte[32];
        int length = Math.min(32, coordinate.length);
        System.arraycopy(
                coordinate, coordinate.length - length, wide, wide.length - length, length);
        return wide;
    }

    /// Those that a token may be signed by. One that names no key can only be meant for the one
    /// there is.
    ///
    /// @param kid null if it names none
    List<Key> fitting(@Nullable String kid, SignatureAlgorithm algorithm) {
        List<Key> fit =
                keys.stream()
                        .filter(key -> key.fits(algorithm))
                        .filter(key -> kid == null || kid.equals(key.kid))
                        .toList();
        return kid == null && fit.size() != 1 ? List.of() : fit;
    }

    boolean contains(Key key) {
        return keys.stream().anyMatch(key::isSame);
    }
}
