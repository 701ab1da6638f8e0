package dev.keyward.crypto.keys;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.keyward.crypto.forms.Pkcs8;
import dev.keyward.crypto.forms.Providers;
import dev.keyward.crypto.forms.PublicKeyParts;
import dev.keyward.model.AkpAlgorithm;
import dev.keyward.model.Curve;
import dev.keyward.model.EncryptionAlgorithm;
import dev.keyward.model.KeyParameters;
import dev.keyward.model.OkpCurve;
import dev.keyward.model.SecretBytes;
import dev.keyward.model.SignatureAlgorithm;
import dev.keyward.model.VaultError;
import dev.keyward.model.VaultException;
import dev.keyward.testing.SeededRandom;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.MessageDigest;
import java.security.Signature;
import java.security.spec.MGF1ParameterSpec;
import java.security.spec.PSSParameterSpec;
import java.security.spec.X509EncodedKeySpec;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/// Every provider makes, signs, verifies, encrypts and decrypts, and each takes what the others
/// made.
class KeysTest {
    private static final byte[] MESSAGE = "a message".getBytes(StandardCharsets.UTF_8);
    private static final SeededRandom RANDOM = new SeededRandom(1);
    private static final Map<KeyParameters, SecretBytes> MADE = new ConcurrentHashMap<>();

    @ParameterizedTest
    @MethodSource("signatures")
    void everyProviderVerifiesWhatEveryOtherSigned(
            Providers signer,
            Providers verifier,
            KeyParameters parameters,
            SignatureAlgorithm alg) {
        byte[] digest = digest(alg);
        byte[] signature = open(signer, parameters).sign(alg, digest);
        CryptoKey key = open(verifier, parameters);
        assertThat(key.verify(alg, digest, signature)).isTrue();
        for (int i : new int[] {0, signature.length / 2, signature.length - 1}) {
            byte[] changed = signature.clone();
            changed[i] ^= 1;
            assertThat(key.verify(alg, digest, changed)).isFalse();
        }
        byte[] other = digest.clone();
        other[0] ^= 1;
        assertThat(key.verify(alg, other, signature)).isFalse();
    }

    @ParameterizedTest
    @MethodSource("encryptions")
    void everyProviderDecryptsWhatEveryOtherEncrypted(
            Providers encryptor, Providers decryptor, EncryptionAlgorithm alg) {
        KeyParameters parameters = new KeyParameters.Rsa(2048);
        CryptoKey key = open(encryptor, parameters);
        for (int length : new int[] {0, 1, 32, 256 - RsaPaddings.overheadBytes(alg)}) {
            byte[] plaintext = new byte[length];
            RANDOM.nextBytes(plaintext);
            CipherParts ciphertext = key.encrypt(alg, CipherParts.of(plaintext));
            assertThat(ciphertext.value()).hasSize(256);
            assertThat(open(decryptor, parameters).decrypt(alg, ciphertext)).isEqualTo(plaintext);
        }
        assertThatThrownBy(() ->
                        key.encrypt(
                                alg,
                                CipherParts.of(new byte[257 - RsaPaddings.overheadBytes(alg)])))
                .isInstanceOf(VaultException.class)
                .hasMessageContaining("at most");
    }

    @ParameterizedTest
    @MethodSource("decryptors")
    void everyFailedDecryptionReadsTheSame(Providers provider, EncryptionAlgorithm alg) {
        CryptoKey key = open(provider, new KeyParameters.Rsa(2048));
        byte[] good = key.encrypt(alg, CipherParts.of(MESSAGE)).value();
        byte[] changed = good.clone();
        changed[100] ^= 1;
        byte[] tooBig = new byte[256];
        Arrays.fill(tooBig, (byte) 0xff);
        List<byte[]> bad = new ArrayList<>(List.of(changed, tooBig, new byte[256], new byte[0]));
        bad.add(Arrays.copyOf(good, 255));
        bad.add(Arrays.copyOf(good, 257));
        bad.add(key.sign(SignatureAlgorithm.RS256, digest(SignatureAlgorithm.RS256)));
        for (byte[] ciphertext : bad) {
            assertThatThrownBy(() -> key.decrypt(alg, CipherParts.of(ciphertext)))
                    .isInstanceOfSatisfying(
                            VaultException.class,
                            e ->
                                    assertThat(e.error())
                                            .isEqualTo(new VaultError.ParameterIncorrect()));
        }
    }

    @ParameterizedTest
    @EnumSource(Providers.class)
    void signaturesAreThoseOfTheJdksOwnAlgorithms(Providers provider)
            throws GeneralSecurityException {
        KeyParameters parameters = new KeyParameters.Rsa(2048);
        CryptoKey key = open(provider, parameters);
        var publicKey =
                KeyFactory.getInstance("RSA")
                        .generatePublic(
                                new X509EncodedKeySpec(
                                        Pkcs8.subjectPublicKeyInfo(key.publicParts())));
        for (int bits : new int[] {256, 384, 512}) {
            byte[] digest = MessageDigest.getInstance("SHA-" + bits).digest(MESSAGE);

            Signature pkcs1 = Signature.getInstance("SHA" + bits + "withRSA");
            pkcs1.initVerify(publicKey);
            pkcs1.update(MESSAGE);
            assertThat(pkcs1.verify(key.sign(SignatureAlgorithm.valueOf("RS" + bits), digest)))
                    .isTrue();

            Signature pss = Signature.getInstance("RSASSA-PSS");
            pss.setParameter(
                    new PSSParameterSpec(
                            "SHA-" + bits,
                            "MGF1",
                            new MGF1ParameterSpec("SHA-" + bits),
                            bits / 8,
                            1));
            pss.initVerify(publicKey);
            pss.update(MESSAGE);
            assertThat(pss.verify(key.sign(SignatureAlgorithm.valueOf("PS" + bits), digest)))
                    .isTrue();
        }
    }

    @Test
    void rsnullSignsTheDigestInfoTheCallerBrings() throws GeneralSecurityException {
        CryptoKey key = open(Providers.best(), new KeyParameters.Rsa(2048));
        byte[] digest = digest(SignatureAlgorithm.RS256);
        byte[] info = Emsa.digestInfo(digest);

        byte[] signature = key.sign(SignatureAlgorithm.RSNULL, info);

        assertThat(signature).isEqualTo(key.sign(SignatureAlgorithm.RS256, digest));
        assertThat(key.verify(SignatureAlgorithm.RSNULL, info, signature)).isTrue();
        assertThat(key.sign(SignatureAlgorithm.RSNULL, new byte[245])).hasSize(256);
        assertThatThrownBy(() -> key.sign(SignatureAlgorithm.RSNULL, new byte[246]))
                .isInstanceOf(VaultException.class)
                .hasMessageContaining("245");
    }

    @ParameterizedTest
    @MethodSource("parametersOfAllKinds")
    void refusesDigestsOfAnotherLengthAndAlgorithmsOfAnotherKey(KeyParameters parameters) {
        CryptoKey key = open(Providers.best(), parameters);
        for (SignatureAlgorithm alg : SignatureAlgorithm.values()) {
            byte[] digest = new byte[Math.max(32, alg.digestBytes())];
            if (!fits(parameters, alg)) {
                assertThatThrownBy(() -> key.sign(alg, digest)).isInstanceOf(VaultException.class);
                assertThatThrownBy(() -> key.verify(alg, digest, new byte[64]))
                        .isInstanceOf(VaultException.class);
            } else if (alg.digestBytes() != 0) {
                for (int off : new int[] {-1, 1}) {
                    assertThatThrownBy(() -> key.sign(alg, new byte[alg.digestBytes() + off]))
                            .isInstanceOf(VaultException.class)
                            .hasMessageContaining("bytes for " + alg);
                }
            }
        }
        for (EncryptionAlgorithm alg : EncryptionAlgorithm.values()) {
            if (!alg.kty().equals(parameters.kty())) {
                assertThatThrownBy(() -> key.encrypt(alg, CipherParts.of(MESSAGE)))
                        .isInstanceOf(VaultException.class);
                assertThatThrownBy(() -> key.decrypt(alg, CipherParts.of(MESSAGE)))
                        .isInstanceOf(VaultException.class);
            }
        }
    }

    @ParameterizedTest
    @MethodSource("parametersOfAllKinds")
    @Tag("security:S-09")
    void aKeyPrintsItsKindAlone(KeyParameters parameters) {
        String kind =
                switch (parameters) {
                    case KeyParameters.Rsa rsa -> "RsaKey[" + rsa.modulusBits() + " bits]";
                    case KeyParameters.Ec ec -> "EcKey[" + ec.curve().joseName() + "]";
                    case KeyParameters.Oct oct -> "OctKey[" + oct.bits() + " bits]";
                    case KeyParameters.Akp akp when akp.algorithm().isSignature() ->
                            "MlDsaKey[" + akp.algorithm().joseName() + "]";
                    case KeyParameters.Akp akp -> "MlKemKey[" + akp.algorithm().joseName() + "]";
                    case KeyParameters.Okp okp ->
                            okp.curve() == OkpCurve.ED25519 ? "EdKey" : "XKey";
                };
        assertThat(open(Providers.best(), parameters)).hasToString(kind);
    }

    @ParameterizedTest
    @MethodSource("messageSigners")
    void everyProviderVerifiesMessagesThatEveryOtherSigned(
            Providers signer,
            Providers verifier,
            KeyParameters parameters,
            SignatureAlgorithm alg) {
        CryptoKey key = open(verifier, parameters);
        byte[] signature = open(signer, parameters).sign(alg, MESSAGE);
        assertThat(key.verify(alg, MESSAGE, signature)).isTrue();
        byte[] changed = signature.clone();
        changed[7] ^= 1;
        assertThat(key.verify(alg, MESSAGE, changed)).isFalse();
        assertThat(key.verify(alg, new byte[0], signature)).isFalse();
        assertThat(key.verify(alg, MESSAGE, Arrays.copyOf(signature, signature.length - 1)))
                .isFalse();
    }

    @ParameterizedTest
    @MethodSource("wrappers")
    void everyProviderUnwrapsWhatEveryOtherWrapped(
            Providers wrapper, Providers unwrapper, KeyParameters parameters, String name) {
        EncryptionAlgorithm alg = EncryptionAlgorithm.parse(name).orElseThrow();
        CryptoKey key = open(unwrapper, parameters);
        byte[] contentKey = Arrays.copyOf(MESSAGE, 16);
        CipherParts wrapped = open(wrapper, parameters).encrypt(alg, CipherParts.of(contentKey));
        assertThat(key.decrypt(alg, wrapped)).isEqualTo(contentKey);
        for (int at : new int[] {0, wrapped.value().length - 1}) {
            byte[] changed = wrapped.value().clone();
            changed[at] ^= 1;
            assertIncorrect(() -> key.decrypt(alg, CipherParts.of(changed)));
        }
        for (int length : new int[] {0, 31, wrapped.value().length - 1}) {
            assertIncorrect(
                    () -> key.decrypt(alg, CipherParts.of(Arrays.copyOf(wrapped.value(), length))));
        }
        assertThatThrownBy(() -> key.encrypt(alg, CipherParts.of(new byte[15])))
                .hasMessageContaining("multiple of 8 bytes");
    }

    @Test
    void contextAndMuBindMlDsaSignatures() {
        var parameters = new KeyParameters.Akp(AkpAlgorithm.ML_DSA_65);
        ContextSigner key = (ContextSigner) open(Providers.best(), parameters);
        byte[] context = {1, 2, 3};
        byte[] signature = key.signMessage(MESSAGE, context);
        assertThat(key.verifyMessage(MESSAGE, context, signature)).isTrue();
        assertThat(key.verifyMessage(MESSAGE, new byte[0], signature)).isFalse();
        assertThat(key.verifyMessage(MESSAGE, new byte[255], signature)).isFalse();
        assertThatThrownBy(() -> key.signMessage(MESSAGE, new byte[256]))
                .hasMessageContaining("context");
        byte[] mu = new byte[64];
        byte[] ofMu = key.signMu(mu);
        assertThat(key.verifyMu(mu, ofMu)).isTrue();
        mu[0] = 1;
        assertThat(key.verifyMu(mu, ofMu)).isFalse();
        assertThatThrownBy(() -> key.signMu(new byte[63])).hasMessageContaining("external_mu");
    }

    private static void assertIncorrect(Runnable action) {
        assertThatThrownBy(action::run)
                .isInstanceOfSatisfying(
                        VaultException.class,
                        e -> assertThat(e.error()).isEqualTo(new VaultError.ParameterIncorrect()));
    }

    @ParameterizedTest
    @EnumSource(Providers.class)
    void publicPartsHaveTheWidthsOfJwk(Providers provider) {
        for (Curve curve : Curve.values()) {
            Keys keys = new Keys(provider, RANDOM);
            for (int i = 0; i < 20; i++) {
                PublicKeyParts parts = keys.publicParts(keys.generate(new KeyParameters.Ec(curve)));
                assertThat(parts)
                        .isInstanceOfSatisfying(
                                PublicKeyParts.Ec.class,
                                ec -> {
                                    assertThat(ec.curve()).isEqualTo(curve);
                                    assertThat(ec.x()).hasSize(curve.coordinateBytes());
                                    assertThat(ec.y()).hasSize(curve.coordinateBytes());
                                });
            }
        }
    }

    @ParameterizedTest
    @EnumSource(Providers.class)
    void makesRsaKeysOfTheAskedSize(Providers provider) {
        Keys keys = new Keys(provider, RANDOM);
        assertThat(keys.publicParts(keys.generate(new KeyParameters.Rsa(2048))))
                .isInstanceOfSatisfying(
                        PublicKeyParts.Rsa.class,
                        rsa -> {
                            assertThat(rsa.n()).hasSize(256);
                            assertThat(rsa.n()[0]).isNegative();
                            assertThat(rsa.e()).containsExactly(1, 0, 1);
                        });
    }

    @Test
    void theNativeProviderIsTheOneUsedHere() {
        assertThat(Providers.correttoFailure()).isEmpty();
        assertThat(new Keys(RANDOM).describe()).contains("RSA: AmazonCorretto", "P-256K: BC");
    }

    static Stream<Arguments> signatures() {
        return pairs().flatMap(pair ->
                parametersOfAllKinds()
                        .flatMap(parameters ->
                                Arrays.stream(SignatureAlgorithm.values())
                                        .filter(a -> a.digestBytes() > 0)
                                        .filter(a -> fits(parameters, a))
                                        .map(alg ->
                                                Arguments.of(
                                                        pair.get(0),
                                                        pair.get(1),
                                                        parameters,
                                                        alg))));
    }

    static Stream<Arguments> messageSigners() {
        return pairs().flatMap(pair ->
                parametersOfAllKinds()
                        .flatMap(parameters ->
                                Arrays.stream(SignatureAlgorithm.values())
                                        .filter(a -> a != SignatureAlgorithm.RSNULL)
                                        .filter(a -> a.digestBytes() == 0)
                                        .filter(a -> fits(parameters, a))
                                        .map(alg ->
                                                Arguments.of(
                                                        pair.get(0),
                                                        pair.get(1),
                                                        parameters,
                                                        alg))));
    }

    static Stream<Arguments> wrappers() {
        return pairs().flatMap(pair ->
                Stream.of(
                        Arguments.of(
                                pair.get(0),
                                pair.get(1),
                                new KeyParameters.Akp(AkpAlgorithm.ML_KEM_512),
                                "ML-KEM-512+A128KW"),
                        Arguments.of(
                                pair.get(0),
                                pair.get(1),
                                new KeyParameters.Akp(AkpAlgorithm.ML_KEM_768),
                                "ML-KEM-768+A192KW"),
                        Arguments.of(
                                pair.get(0),
                                pair.get(1),
                                new KeyParameters.Akp(AkpAlgorithm.ML_KEM_1024),
                                "ML-KEM-1024+A256KW"),
                        Arguments.of(
                                pair.get(0),
                                pair.get(1),
                                new KeyParameters.Okp(OkpCurve.X25519),
                                "ECDH-ES+A256KW")));
    }

    static Stream<Arguments> encryptions() {
        return pairs().flatMap(pair ->
                rsaAlgorithms().map(alg -> Arguments.of(pair.get(0), pair.get(1), alg)));
    }

    static Stream<Arguments> decryptors() {
        return Arrays.stream(Providers.values())
                .flatMap(provider -> rsaAlgorithms().map(alg -> Arguments.of(provider, alg)));
    }

    private static Stream<EncryptionAlgorithm> rsaAlgorithms() {
        return Arrays.stream(EncryptionAlgorithm.values())
                .filter(alg -> alg.mode() == EncryptionAlgorithm.Mode.RSA);
    }

    static Stream<KeyParameters> parametersOfAllKinds() {
        List<KeyParameters> all =
                new ArrayList<>(List.of(new KeyParameters.Rsa(2048), new KeyParameters.Rsa(3072)));
        Arrays.stream(Curve.values()).map(KeyParameters.Ec::new).forEach(all::add);
        IntStream.of(128, 192, 256, 384, 512).mapToObj(KeyParameters.Oct::new).forEach(all::add);
        Arrays.stream(AkpAlgorithm.values()).map(KeyParameters.Akp::new).forEach(all::add);
        Arrays.stream(OkpCurve.values()).map(KeyParameters.Okp::new).forEach(all::add);
        return all.stream();
    }

    private static Stream<List<Providers>> pairs() {
        return Arrays.stream(Providers.values())
                .flatMap(a -> Arrays.stream(Providers.values()).map(b -> List.of(a, b)));
    }

    private static boolean fits(KeyParameters parameters, SignatureAlgorithm alg) {
        return switch (parameters) {
            case KeyParameters.Rsa _ -> alg.kty().equals("RSA");
            case KeyParameters.Ec ec -> alg.curve().filter(ec.curve()::equals).isPresent();
            case KeyParameters.Oct oct ->
                    alg.kty().equals("oct")
                            && oct.bits() >= Integer.parseInt(alg.name().substring(2));
            case KeyParameters.Akp akp -> alg.joseName().equals(akp.algorithm().joseName());
            case KeyParameters.Okp okp ->
                    alg == SignatureAlgorithm.EDDSA && okp.curve() == OkpCurve.ED25519;
        };
    }

    private static CryptoKey open(Providers provider, KeyParameters parameters) {
        SecretBytes pkcs8 = MADE.computeIfAbsent(parameters, p -> new Keys(RANDOM).generate(p));
        return new Keys(provider, RANDOM).open(parameters, pkcs8);
    }

    private static byte[] digest(SignatureAlgorithm alg) {
        try {
            return MessageDigest.getInstance("SHA-" + 8 * alg.digestBytes()).digest(MESSAGE);
        } catch (GeneralSecurityException e) {
            throw new AssertionError(e);
        }
    }
}
