package dev.keyward.crypto.files;

import dev.keyward.crypto.encoding.Numbers;
import dev.keyward.crypto.encoding.Refusal;
import dev.keyward.crypto.forms.Pkcs8;
import dev.keyward.crypto.forms.PrivateKeyParts;
import dev.keyward.model.KeyParameters;
import dev.keyward.model.SecretAccess;
import dev.keyward.model.SecretBytes;
import java.math.BigInteger;
import java.security.SecureRandom;
import java.util.List;

/// The checks on an RSA key from outside (security.md, section 9; FIPS 186-5, 5.1 and A.1; NIST SP
/// 800-56B rev. 2, 6.4.1).
final class RsaImport {
    private static final BigInteger SMALLEST_EXPONENT = BigInteger.valueOf(65537);

    /// What all providers take; the native one refuses more.
    private static final int EXPONENT_BITS = 33;

    /// `|p - q|` has to be larger than 2 to the power of half the modulus less this (FIPS 186-5
    /// A.1.3).
    private static final int CLOSENESS_BITS = 100;

    private RsaImport() {}

    static ImportedKey check(PrivateKeyParts.Rsa key, SecureRandom random) {
        KeyParameters.Rsa parameters = new KeyParameters.Rsa(bits(key.n()));
        BigInteger n = Numbers.read(key.n());
        Refusal.unless(n.testBit(0), "key.n", "the product of two odd primes");
        BigInteger e = publicExponent(key.e());
        BigInteger d = number("key.d", key.d(), key.n().length);
        Refusal.unless(
                d.compareTo(n) < 0 && d.bitLength() > parameters.modulusBits() / 2,
                "key.d",
                "below the modulus and above its square root");
        // Before the costly tests, and of use whatever the factors are.
        Refusal.unless(!Roca.matches(n), "key.n", "made without the ROCA fault (CVE-2017-15361)");
        Pkcs8.Rsa whole = key.crt() == null ? derived(n, e, d, random) : given(n, e, d, key.crt());
        checkFactors(whole, parameters.modulusBits(), random);
        return new ImportedKey(parameters, Pkcs8.write(whole));
    }

    private static void checkFactors(Pkcs8.Rsa key, int modulusBits, SecureRandom random) {
        int half = modulusBits / 2;
        Refusal.unless(
                key.p().bitLength() == half && key.q().bitLength() == half,
                "key.p",
                "as long as key.q, half as long as the modulus");
        Refusal.unless(
                key.p().subtract(key.q()).abs().bitLength() > half - CLOSENESS_BITS,
                "key.p",
                "farther from key.q");
        BigInteger pLess = key.p().subtract(BigInteger.ONE);
        BigInteger qLess = key.q().subtract(BigInteger.ONE);
        BigInteger product = key.e().multiply(key.d());
        Refusal.unless(
                product.mod(pLess).equals(BigInteger.ONE)
                        && product.mod(qLess).equals(BigInteger.ONE),
                "key.d",
                "the inverse of key.e");
        Refusal.unless(
                key.dp().equals(key.d().mod(pLess)), "key.dp", "key.d modulo key.p less one");
        Refusal.unless(
                key.dq().equals(key.d().mod(qLess)), "key.dq", "key.d modulo key.q less one");
        Refusal.unless(
                key.qi().signum() > 0
                        && key.qi().compareTo(key.p()) < 0
                        && key.qi().multiply(key.q()).mod(key.p()).equals(BigInteger.ONE),
                "key.qi",
                "the inverse of key.q modulo key.p");
        Refusal.unless(Primality.isPrime(key.p(), random), "key.p", "prime");
        Refusal.unless(Primality.isPrime(key.q(), random), "key.q", "prime");
    }

    private static Pkcs8.Rsa given(
            BigInteger n, BigInteger e, BigInteger d, PrivateKeyParts.Crt crt) {
        int length = (n.bitLength() + 7) / 8;
        BigInteger p = number("key.p", crt.p(), length);
        BigInteger q = number("key.q", crt.q(), length);
        Refusal.unless(
                p.compareTo(BigInteger.ONE) > 0
                        && q.compareTo(BigInteger.ONE) > 0
                        && p.multiply(q).equals(n),
                "key.n",
                "the product of key.p and key.q");
        return new Pkcs8.Rsa(
                n,
                e,
                d,
                p,
                q,
                number("key.dp", crt.dp(), length),
                number("key.dq", crt.dq(), length),
                number("key.qi", crt.qi(), length));
    }

    private static Pkcs8.Rsa derived(
            BigInteger n, BigInteger e, BigInteger d, SecureRandom random) {
        List<BigInteger> factors =
                RsaFactors.find(n, e, d, random)
                        .orElseThrow(() -> Refusal.of("key.d", "the inverse of key.e"));
        BigInteger p = factors.get(0).max(factors.get(1));
        BigInteger q = factors.get(0).min(factors.get(1));
        Refusal.unless(
                p.gcd(q).equals(BigInteger.ONE), "key.n", "the product of two different primes");
        return new Pkcs8.Rsa(
                n,
                e,
                d,
                p,
                q,
                d.mod(p.subtract(BigInteger.ONE)),
                d.mod(q.subtract(BigInteger.ONE)),
                q.modInverse(p));
    }

    private static BigInteger publicExponent(byte[] bytes) {
        String rule = "odd, at least 65537 and below 2^" + EXPONENT_BITS;
        Refusal.unless(bytes.length <= 512, "key.e", rule);
        BigInteger e = Numbers.read(bytes);
        Refusal.unless(
                e.testBit(0)
                        && e.compareTo(SMALLEST_EXPONENT) >= 0
                        && e.bitLength() <= EXPONENT_BITS,
                "key.e",
                rule);
        return e;
    }

    /// The length comes before the arithmetic, whose cost grows with its square.
    private static int bits(byte[] n) {
        return n.length > 1024 ? 0 : Numbers.read(n).bitLength();
    }

    private static BigInteger number(String part, SecretBytes bytes, int longest) {
        Refusal.unless(
                bytes.length() > 0 && bytes.length() <= longest,
                part,
                "1 to " + longest + " bytes long");
        return bytes.use(SecretAccess.request(), Numbers::read);
    }
}
