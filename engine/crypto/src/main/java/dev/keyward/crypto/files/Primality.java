package dev.keyward.crypto.files;

import java.math.BigInteger;
import java.security.SecureRandom;
import org.bouncycastle.math.Primes;

/// Whether a number that someone else chose, maybe in bad faith, is prime.
final class Primality {
    /// Each round lets one composite in four through at most, whoever chose it (FIPS 186-5, B.3.1):
    /// 2^-64 for all.
    private static final int MILLER_RABIN_ROUNDS = 32;

    /// For `BigInteger`, which from 100 bits on adds a Lucas-Lehmer test to its own rounds.
    private static final int CERTAINTY = 100;

    private Primality() {}

    static boolean isPrime(BigInteger number, SecureRandom random) {
        if (number.bitLength() <= 2) {
            return number.equals(BigInteger.TWO) || number.equals(BigInteger.valueOf(3));
        }
        return number.signum() > 0
                && number.testBit(0)
                && number.isProbablePrime(CERTAINTY)
                && Primes.isMRProbablePrime(number, random, MILLER_RABIN_ROUNDS);
    }
}
