package dev.keyward.crypto.files;

import java.math.BigInteger;
import java.util.BitSet;

/// The fingerprint of keys made by a faulty chip library, whose primes are `k * M + 65537^a mod M`
/// for a product `M` of small primes, and which can be factored (Nemec, Sys, Svenda, Klinec,
/// Matyas: "The Return of Coppersmith's Attack", CCS 2017; CVE-2017-15361).
///
/// Such a modulus is a power of 65537 modulo every prime up to 167. Another modulus is so by chance
/// once in some 2^27.
final class Roca {
    private static final BigInteger GENERATOR = BigInteger.valueOf(65537);
    private static final int LARGEST_PRIME = 167;

    private Roca() {}

    static boolean matches(BigInteger modulus) {
        for (int prime = 3; prime <= LARGEST_PRIME; prime += 2) {
            if (BigInteger.valueOf(prime).isProbablePrime(20)
                    && !powers(prime).get(residue(modulus, prime))) {
                return false;
            }
        }
        return true;
    }

    private static BitSet powers(int prime) {
        BitSet powers = new BitSet(prime);
        int step = residue(GENERATOR, prime);
        for (int power = 1; !powers.get(power); power = power * step % prime) {
            powers.set(power);
        }
        return powers;
    }

    private static int residue(BigInteger number, int prime) {
        return number.mod(BigInteger.valueOf(prime)).intValue();
    }
}
