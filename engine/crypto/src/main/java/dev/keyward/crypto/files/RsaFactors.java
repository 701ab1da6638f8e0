package dev.keyward.crypto.files;

import java.math.BigInteger;
import java.security.SecureRandom;
import java.util.List;
import java.util.Optional;

/// Finds the two factors of a modulus by its exponents (NIST SP 800-56B rev. 2, C.1).
final class RsaFactors {
    /// Each try succeeds for half of all numbers; 100 is what the standard asks for.
    private static final int TRIES = 100;

    private RsaFactors() {}

    /// @return empty if `e` and `d` don't belong to the modulus
    static Optional<List<BigInteger>> find(
            BigInteger n, BigInteger e, BigInteger d, SecureRandom random) {
        BigInteger k = d.multiply(e).subtract(BigInteger.ONE);
        if (k.signum() <= 0 || k.testBit(0) || !n.testBit(0)) {
            return Optional.empty();
        }
        int twos = k.getLowestSetBit();
        BigInteger odd = k.shiftRight(twos);
        BigInteger last = n.subtract(BigInteger.ONE);
        for (int i = 0; i < TRIES; i++) {
            BigInteger g = new BigInteger(n.bitLength() + 64, random).mod(n);
            BigInteger y = g.modPow(odd, n);
            for (int j = 0; j < twos && !y.equals(BigInteger.ONE) && !y.equals(last); j++) {
                BigInteger square = y.multiply(y).mod(n);
                if (square.equals(BigInteger.ONE)) {
                    BigInteger p = y.subtract(BigInteger.ONE).gcd(n);
                    return Optional.of(List.of(p, n.divide(p)));
                }
                y = square;
            }
        }
        return Optional.empty();
    }
}
