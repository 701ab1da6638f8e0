package dev.keyward.crypto.files;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.keyward.crypto.encoding.Numbers;
import dev.keyward.crypto.forms.EcCurves;
import dev.keyward.crypto.forms.PrivateKeyParts;
import dev.keyward.crypto.forms.Providers;
import dev.keyward.crypto.forms.PublicKeyParts;
import dev.keyward.crypto.keys.CryptoKey;
import dev.keyward.crypto.keys.Keys;
import dev.keyward.model.Curve;
import dev.keyward.model.KeyParameters;
import dev.keyward.model.SecretAccess;
import dev.keyward.model.SecretBytes;
import dev.keyward.model.SignatureAlgorithm;
import dev.keyward.model.VaultError;
import dev.keyward.model.VaultException;
import dev.keyward.testing.SeededRandom;
import java.math.BigInteger;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class KeyImportTest {
    private static final SeededRandom RANDOM = new SeededRandom(42);
    private static final KeyImport IMPORT = new KeyImport(RANDOM);
    private static final BigInteger ONE = BigInteger.ONE;
    private static final BigInteger F4 = BigInteger.valueOf(65537);

    /// The numbers of the RSA fixture.
    private static final PrivateKeyParts.Rsa RSA = KeyFixtures.rsa();

    private static final BigInteger N = Numbers.read(RSA.n());
    private static final BigInteger E = Numbers.read(RSA.e());
    private static final BigInteger D = number(RSA.d());
    private static final BigInteger P = number(crt().p());
    private static final BigInteger Q = number(crt().q());

    @Test
    void derivesTheCrtNumbersFromTheExponents() {
        ImportedKey whole = IMPORT.check(RSA);
        ImportedKey derived =
                IMPORT.check(new PrivateKeyParts.Rsa(RSA.n(), RSA.e(), RSA.d(), null));
        assertThat(derived.parameters()).isEqualTo(new KeyParameters.Rsa(2048));
        byte[] digest = new byte[32];
        Keys keys = new Keys(RANDOM);
        CryptoKey a = keys.open(whole.parameters(), whole.pkcs8());
        CryptoKey b = keys.open(derived.parameters(), derived.pkcs8());
        assertThat(a.sign(SignatureAlgorithm.RS256, digest))
                .isEqualTo(b.sign(SignatureAlgorithm.RS256, digest));
    }

    @Test
    void takesTheFactorsInEitherOrder() {
        assertThat(IMPORT.check(KeyFixtures.rsa(N, E, D, Q, P)).parameters())
                .isEqualTo(new KeyParameters.Rsa(2048));
    }

    @Test
    void takesNumbersWithLeadingZeros() {
        byte[] padded = Numbers.fixed(E, 8);
        assertThat(IMPORT.check(new PrivateKeyParts.Rsa(RSA.n(), padded, RSA.d(), RSA.crt())))
                .isEqualTo(IMPORT.check(RSA));
    }

    @ParameterizedTest
    @EnumSource(Providers.class)
    void everyProviderOpensTheLargestExponentAllowed(Providers provider) {
        BigInteger e = ONE.shiftLeft(33).subtract(ONE);
        BigInteger phi = P.subtract(ONE).multiply(Q.subtract(ONE));
        while (!e.gcd(phi).equals(ONE)) {
            e = e.subtract(BigInteger.TWO);
        }
        ImportedKey key = IMPORT.check(KeyFixtures.rsaOf(P, Q, e));
        CryptoKey open = new Keys(provider, RANDOM).open(key.parameters(), key.pkcs8());
        byte[] signature = open.sign(SignatureAlgorithm.PS256, new byte[32]);
        assertThat(open.verify(SignatureAlgorithm.PS256, new byte[32], signature)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(ints = {512, 1024, 2047, 2049, 2056, 4104, 8192, 16384})
    void refusesOtherModulusSizes(int bits) {
        BigInteger n = ONE.shiftLeft(bits - 1).setBit(0);
        refused(KeyFixtures.rsa(n, E, D, null, null), "key_size");
    }

    @Test
    void refusesAnEvenModulusAndAnEmptyOne() {
        refused(KeyFixtures.rsa(N.clearBit(0), E, D, null, null), "key.n");
        refused(new PrivateKeyParts.Rsa(new byte[0], RSA.e(), RSA.d(), null), "key_size");
    }

    @Test
    void refusesWeakPublicExponents() {
        for (BigInteger e :
                List.of(
                        BigInteger.ZERO,
                        ONE,
                        BigInteger.valueOf(3),
                        BigInteger.valueOf(65535),
                        BigInteger.valueOf(65538),
                        ONE.shiftLeft(33).setBit(0),
                        ONE.shiftLeft(2000).setBit(0),
                        ONE.shiftLeft(5000).setBit(0))) {
            refused(KeyFixtures.rsa(N, e, D, null, null), "key.e");
        }
    }

    @Test
    void refusesPrivateExponentsThatDontBelong() {
        for (BigInteger d : List.of(D.add(BigInteger.TWO), D.subtract(BigInteger.TWO))) {
            refused(KeyFixtures.rsa(N, E, d, null, null), "key.d");
            refused(KeyFixtures.rsa(N, E, d, P, Q), "key.d");
        }
        refused(KeyFixtures.rsa(N, E, N, P, Q), "key.d");
        refused(new PrivateKeyParts.Rsa(RSA.n(), RSA.e(), secret(0), null), "key.d");
        refused(
                new PrivateKeyParts.Rsa(RSA.n(), RSA.e(), SecretBytes.adopt(new byte[0]), null),
                "key.d");
    }

    @Test
    void refusesAShortPrivateExponent() {
        // d below the square root lets n be factored (Wiener); e is then as long as n.
        BigInteger phi = P.subtract(ONE).multiply(Q.subtract(ONE));
        BigInteger d = new BigInteger(500, RANDOM).setBit(499).setBit(0);
        while (!d.gcd(phi).equals(ONE)) {
            d = d.add(BigInteger.TWO);
        }
        refused(KeyFixtures.rsa(N, d.modInverse(phi), d, P, Q), "key.e");
        refused(KeyFixtures.rsa(N, E, d, P, Q), "key.d");
    }

    @Test
    void refusesFactorsThatDontMultiplyToTheModulus() {
        refused(KeyFixtures.rsa(N, E, D, P.add(BigInteger.TWO), Q), "key.n");
        refused(KeyFixtures.rsa(N, E, D, N, ONE.add(ONE)), "key.n");
        PrivateKeyParts.Crt one =
                new PrivateKeyParts.Crt(secret(1), modulus(), crt().dp(), crt().dq(), crt().qi());
        refused(new PrivateKeyParts.Rsa(RSA.n(), RSA.e(), RSA.d(), one), "key.n");
    }

    @Test
    void refusesEachCrtNumberThatIsOff() {
        PrivateKeyParts.Crt c = crt();
        SecretBytes off = KeyFixtures.secret(number(c.dp()).xor(BigInteger.valueOf(4)));
        refused(with(new PrivateKeyParts.Crt(c.p(), c.q(), off, c.dq(), c.qi())), "key.dp");
        refused(with(new PrivateKeyParts.Crt(c.p(), c.q(), c.dp(), off, c.qi())), "key.dq");
        refused(with(new PrivateKeyParts.Crt(c.p(), c.q(), c.dp(), c.dq(), off)), "key.qi");
        refused(with(new PrivateKeyParts.Crt(c.p(), c.q(), c.dp(), c.dq(), secret(0))), "key.qi");
        SecretBytes wrapped = KeyFixtures.secret(number(c.qi()).add(number(c.p())));
        refused(with(new PrivateKeyParts.Crt(c.p(), c.q(), c.dp(), c.dq(), wrapped)), "key.qi");
        refused(with(new PrivateKeyParts.Crt(c.q(), c.p(), c.dp(), c.dq(), c.qi())), "key.dp");
    }

    @Test
    void refusesCompositeFactors() {
        // p = a * b has the right length, and d is right for phi(a) * phi(b) * phi(q).
        BigInteger a = prime(512);
        BigInteger b = prime(512);
        BigInteger p = a.multiply(b);
        while (p.bitLength() != 1024 || p.multiply(Q).bitLength() != 2048) {
            b = prime(512);
            p = a.multiply(b);
        }
        BigInteger orders = p.subtract(ONE).multiply(Q.subtract(ONE));
        if (orders.gcd(F4).equals(ONE)) {
            refused(KeyFixtures.rsa(p.multiply(Q), F4, F4.modInverse(orders), p, Q), "key.p");
        }
        BigInteger phi = a.subtract(ONE).multiply(b.subtract(ONE)).multiply(Q.subtract(ONE));
        PrivateKeyParts.Rsa threePrimes =
                KeyFixtures.rsa(p.multiply(Q), F4, F4.modInverse(phi), null, null);
        assertThatThrownBy(() -> IMPORT.check(threePrimes)).isInstanceOf(VaultException.class);
    }

    @Test
    void refusesASquareOfAPrime() {
        BigInteger p = prime(1024).setBit(1022);
        while (p.multiply(p).bitLength() != 2048) {
            p = prime(1024);
        }
        BigInteger phi = p.multiply(p.subtract(ONE));
        PrivateKeyParts.Rsa square =
                KeyFixtures.rsa(p.multiply(p), F4, F4.modInverse(phi), null, null);
        assertThatThrownBy(() -> IMPORT.check(square)).isInstanceOf(VaultException.class);
        PrivateKeyParts.Crt crt =
                new PrivateKeyParts.Crt(
                        KeyFixtures.secret(p),
                        KeyFixtures.secret(p),
                        KeyFixtures.secret(F4.modInverse(p.subtract(ONE))),
                        KeyFixtures.secret(F4.modInverse(p.subtract(ONE))),
                        secret(1));
        refused(new PrivateKeyParts.Rsa(square.n(), square.e(), square.d(), crt), "key.p");
    }

    @Test
    void refusesCloseFactors() {
        BigInteger p = prime(1024).setBit(1022);
        p = p.nextProbablePrime();
        BigInteger q = p.nextProbablePrime();
        PrivateKeyParts.Rsa close = KeyFixtures.rsaOf(q, p, F4);
        assertThatThrownBy(() -> IMPORT.check(close))
                .isInstanceOf(VaultException.class)
                .hasMessageContaining("farther");
    }

    @Test
    void refusesFactorsOfUnevenLength() {
        BigInteger p = prime(1100);
        BigInteger q = prime(948).setBit(946);
        while (!q.isProbablePrime(50) || p.multiply(q).bitLength() != 2048) {
            q = prime(948);
            p = prime(1100);
        }
        refused(KeyFixtures.rsaOf(p, q, F4), "key.p");
    }

    @Test
    void refusesTheFingerprintOfTheRocaFault() {
        BigInteger m =
                IntStream.rangeClosed(2, 353)
                        .mapToObj(BigInteger::valueOf)
                        .filter(i -> i.isProbablePrime(30))
                        .reduce(ONE, BigInteger::multiply);
        BigInteger p = rocaPrime(m);
        BigInteger q = rocaPrime(m);
        while (p.multiply(q).bitLength() != 2048) {
            q = rocaPrime(m);
        }
        PrivateKeyParts.Rsa weak = KeyFixtures.rsaOf(p, q, F4);
        assertThatThrownBy(() -> IMPORT.check(weak))
                .isInstanceOf(VaultException.class)
                .hasMessageContaining("ROCA");
        assertThat(Roca.matches(N)).isFalse();
    }

    @ParameterizedTest
    @EnumSource(Curve.class)
    void takesEcKeysOfEveryCurveAndRefusesEachPartThatIsOff(Curve curve) {
        Keys keys = new Keys(RANDOM);
        BigInteger order = EcCurves.order(curve);
        int width = curve.coordinateBytes();
        BigInteger d = new BigInteger(order.bitLength() + 64, RANDOM).mod(order);
        PublicKeyParts.Ec point = EcCurves.publicPoint(curve, d);
        PrivateKeyParts.Ec good =
                new PrivateKeyParts.Ec(curve, point.x(), point.y(), wide(d, width));
        ImportedKey imported = IMPORT.check(good);
        assertThat(keys.publicParts(imported.pkcs8())).usingRecursiveComparison().isEqualTo(point);

        byte[] offX = point.x().clone();
        offX[width - 1] ^= 1;
        refused(new PrivateKeyParts.Ec(curve, offX, point.y(), good.d()), "key.x");
        refused(new PrivateKeyParts.Ec(curve, point.y(), point.x(), good.d()), "key.x");
        refused(new PrivateKeyParts.Ec(curve, new byte[width], new byte[width], good.d()), "key.x");
        refused(new PrivateKeyParts.Ec(curve, new byte[width - 1], point.y(), good.d()), "key.x");
        refused(new PrivateKeyParts.Ec(curve, point.x(), new byte[width + 1], good.d()), "key.y");
        refused(ec(point, BigInteger.ZERO, width), "key.d");
        refused(ec(point, order, width), "key.d");
        refused(ec(point, d.xor(ONE), width), "key.d");
        refused(ec(point, order.subtract(d), width), "key.d");
        refused(new PrivateKeyParts.Ec(curve, point.x(), point.y(), wide(d, width + 1)), "key.d");
    }

    @Test
    void refusesAPointOfAnotherCurve() {
        PrivateKeyParts.Ec p256 = KeyFixtures.ec();
        refused(new PrivateKeyParts.Ec(Curve.P_256K, p256.x(), p256.y(), p256.d()), "key.x");
    }

    @Test
    void errorsNameThePartAndNotItsValue() {
        String hex = D.toString(16).substring(0, 20);
        assertThatThrownBy(() -> IMPORT.check(KeyFixtures.rsa(N, E, D.add(ONE), P, Q)))
                .satisfies(e -> assertThat(e.toString()).doesNotContain(hex))
                .hasNoCause();
    }

    private static PrivateKeyParts.Ec ec(PublicKeyParts.Ec point, BigInteger d, int width) {
        return new PrivateKeyParts.Ec(point.curve(), point.x(), point.y(), wide(d, width));
    }

    private static BigInteger rocaPrime(BigInteger m) {
        while (true) {
            BigInteger power = F4.modPow(new BigInteger(256, RANDOM), m);
            BigInteger k = new BigInteger(1024 - m.bitLength() + 1, RANDOM);
            BigInteger candidate = k.multiply(m).add(power);
            if (candidate.bitLength() == 1024 && candidate.isProbablePrime(50)) {
                return candidate;
            }
        }
    }

    private static void refused(PrivateKeyParts parts, String part) {
        assertThatThrownBy(() -> IMPORT.check(parts))
                .isInstanceOfSatisfying(
                        VaultException.class,
                        e ->
                                assertThat(e.error())
                                        .isInstanceOfSatisfying(
                                                VaultError.BadParameter.class,
                                                bad ->
                                                        assertThat(bad.parameter())
                                                                .isEqualTo(part)));
    }

    private static PrivateKeyParts.Rsa with(PrivateKeyParts.Crt crt) {
        return new PrivateKeyParts.Rsa(RSA.n(), RSA.e(), RSA.d(), crt);
    }

    private static PrivateKeyParts.Crt crt() {
        PrivateKeyParts.Crt crt = RSA.crt();
        if (crt == null) {
            throw new AssertionError("the fixture has all its numbers");
        }
        return crt;
    }

    private static SecretBytes modulus() {
        return SecretBytes.copyOf(RSA.n());
    }

    private static BigInteger prime(int bits) {
        return BigInteger.probablePrime(bits, RANDOM);
    }

    private static BigInteger number(SecretBytes bytes) {
        return Numbers.read(bytes.toByteArray(SecretAccess.request()));
    }

    private static SecretBytes secret(long value) {
        return SecretBytes.adopt(BigInteger.valueOf(value).toByteArray());
    }

    private static SecretBytes wide(BigInteger d, int width) {
        return SecretBytes.adopt(Numbers.fixed(d, width));
    }
}
