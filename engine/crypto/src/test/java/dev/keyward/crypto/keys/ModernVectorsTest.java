package dev.keyward.crypto.keys;

import com.fasterxml.jackson.databind.JsonNode;
import dev.keyward.crypto.files.ImportedKey;
import dev.keyward.crypto.files.KeyImport;
import dev.keyward.crypto.forms.Pkcs8;
import dev.keyward.crypto.forms.PrivateKeyParts;
import dev.keyward.crypto.forms.Providers;
import dev.keyward.crypto.forms.PublicKeyParts;
import dev.keyward.model.AkpAlgorithm;
import dev.keyward.model.KeyParameters;
import dev.keyward.model.OkpCurve;
import dev.keyward.model.SecretBytes;
import dev.keyward.model.SignatureAlgorithm;
import dev.keyward.model.VaultException;
import dev.keyward.testing.SeededRandom;
import dev.keyward.testing.Vectors;
import dev.keyward.testing.Vectors.Verdict;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.SecureRandom;
import java.security.spec.X509EncodedKeySpec;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/// Ed25519, ML-DSA and ML-KEM: every provider answers alike. What needs a private key is run
/// through the vault's operations as well (PostQuantumVectorsTest of the api).
class ModernVectorsTest {
    private static final SeededRandom RANDOM = new SeededRandom(20);

    @ParameterizedTest
    @MethodSource("edFiles")
    void ed25519(String file, Providers provider) {
        Keys keys = new Keys(provider, RANDOM);
        Vectors.open(file, provider.name())
                .run((group, test) -> {
                    byte[] x = Vectors.hex(group.path("publicKey").path("pk"));
                    boolean verified;
                    try {
                        verified =
                                keys.openPublic(new PublicKeyParts.Okp(OkpCurve.ED25519, x))
                                        .verify(
                                                SignatureAlgorithm.EDDSA,
                                                Vectors.hex(test.path("msg")),
                                                Vectors.hex(test.path("sig")));
                    } catch (RuntimeException e) {
                        return new Verdict.Wrong(e.toString());
                    }
                    return Verdict.of(verified == Vectors.isValid(test), "verified " + verified);
                });
    }

    @ParameterizedTest
    @MethodSource("mlDsaFiles")
    void mlDsa(String file, Providers provider, AkpAlgorithm algorithm) {
        Keys keys = new Keys(provider, RANDOM);
        Vectors.open(file, provider.name())
                .run((group, test) -> {
                    byte[] pub = Vectors.hex(group.path("publicKey"));
                    byte[] context = Vectors.hex(test.path("ctx"));
                    if (pub.length != algorithm.publicBytes() || context.length > 255) {
                        // Such keys and contexts don't get this far: import and the operation
                        // refuse them.
                        return Verdict.of(!Vectors.isValid(test), "a length that isn't offered");
                    }
                    if (!(keys.openPublic(new PublicKeyParts.Akp(algorithm, pub))
                            instanceof MlDsaPublic key)) {
                        return new Verdict.Wrong("another kind of key");
                    }
                    boolean verified =
                            key.verify(
                                    Vectors.hex(test.path("msg")),
                                    context,
                                    Vectors.hex(test.path("sig")));
                    return Verdict.of(verified == Vectors.isValid(test), "verified " + verified);
                });
    }

    @ParameterizedTest
    @MethodSource("mlKemFiles")
    void mlKem(String file, Providers provider, AkpAlgorithm algorithm, String member) {
        Keys keys = new Keys(provider, RANDOM);
        Vectors.open(file, provider.name())
                .run((_, test) -> {
                    byte[] secret;
                    try {
                        secret =
                                kem(keys, algorithm, test.path(member))
                                        .decapsulate(Vectors.hex(test.path("c")));
                    } catch (VaultException e) {
                        return Verdict.of(!Vectors.isValid(test), "" + e);
                    } catch (GeneralSecurityException e) {
                        return new Verdict.Wrong(e.toString());
                    }
                    return Verdict.of(
                            Vectors.isValid(test)
                                    && Arrays.equals(secret, Vectors.hex(test.path("K"))),
                            "another secret");
                });
    }

    @ParameterizedTest
    @MethodSource("encapsulationFiles")
    void mlKemEncapsulation(String file, Providers provider) {
        PrivateKey unused = anyMlKem(new Keys(provider, RANDOM)).privateKey();
        Vectors.open(file, provider.name())
                .run((_, test) -> {
                    byte[] ek = Vectors.hex(test.path("ek"));
                    byte[] m = Vectors.hex(test.path("m"));
                    MlKem.Encapsulated made;
                    try {
                        made =
                                new MlKem(
                                                AkpAlgorithm.ML_KEM_1024,
                                                unused,
                                                encapsulationKey(provider, ek),
                                                provider.mlKem())
                                        .encapsulate(new Given(m));
                    } catch (GeneralSecurityException | RuntimeException e) {
                        return Verdict.of(!Vectors.isValid(test), "" + e);
                    }
                    return Verdict.of(
                            Vectors.isValid(test)
                                    && Arrays.equals(made.ciphertext(), Vectors.hex(test.path("c")))
                                    && Arrays.equals(made.secret(), Vectors.hex(test.path("K"))),
                            "another secret");
                });
    }

    private static MlKem anyMlKem(Keys keys) {
        KeyParameters parameters = new KeyParameters.Akp(AkpAlgorithm.ML_KEM_1024);
        if (keys.open(parameters, keys.generate(parameters)) instanceof MlKemKey key) {
            return key.kem();
        }
        throw new AssertionError("another kind of key");
    }

    private static PublicKey encapsulationKey(Providers provider, byte[] ek)
            throws GeneralSecurityException {
        byte[] spki =
                Pkcs8.subjectPublicKeyInfo(new PublicKeyParts.Akp(AkpAlgorithm.ML_KEM_1024, ek));
        return KeyFactory.getInstance(MlKem.NAME, provider.mlKem())
                .generatePublic(new X509EncodedKeySpec(spki));
    }

    /// Hands out the bytes of a vector, once.
    private static final class Given extends SecureRandom {
        private static final long serialVersionUID = 1L;
        private final byte[] bytes;

        Given(byte[] bytes) {
            this.bytes = bytes;
        }

        @Override
        public void nextBytes(byte[] into) {
            if (into.length != bytes.length) {
                throw new AssertionError(into.length + " bytes asked for");
            }
            System.arraycopy(bytes, 0, into, 0, bytes.length);
        }
    }

    private static MlKem kem(Keys keys, AkpAlgorithm algorithm, JsonNode priv)
            throws GeneralSecurityException {
        ImportedKey key =
                new KeyImport(RANDOM)
                        .check(
                                new PrivateKeyParts.Akp(
                                        algorithm, null, SecretBytes.adopt(Vectors.hex(priv))));
        CryptoKey open = keys.open(new KeyParameters.Akp(algorithm), key.pkcs8());
        if (open instanceof MlKemKey kem) {
            return kem.kem();
        }
        throw new AssertionError("another kind of key");
    }

    static Stream<Arguments> edFiles() {
        return SignatureVectorsTest.files("ed25519_part_test.json");
    }

    static Stream<Arguments> encapsulationFiles() {
        return SignatureVectorsTest.files("mlkem_1024_encaps_test.json");
    }

    static Stream<Arguments> mlDsaFiles() {
        return Arrays.stream(Providers.values())
                .flatMap(provider ->
                        Stream.of(
                                Arguments.of(
                                        "mldsa_44_verify_test.json",
                                        provider,
                                        AkpAlgorithm.ML_DSA_44),
                                Arguments.of(
                                        "mldsa_65_verify_test.json",
                                        provider,
                                        AkpAlgorithm.ML_DSA_65)));
    }

    static Stream<Arguments> mlKemFiles() {
        return Arrays.stream(Providers.values())
                .flatMap(provider ->
                        Stream.of(
                                Arguments.of(
                                        "mlkem_512_test.json",
                                        provider,
                                        AkpAlgorithm.ML_KEM_512,
                                        "seed"),
                                Arguments.of(
                                        "mlkem_768_test.json",
                                        provider,
                                        AkpAlgorithm.ML_KEM_768,
                                        "seed"),
                                Arguments.of(
                                        "mlkem_512_semi_expanded_decaps_test.json",
                                        provider,
                                        AkpAlgorithm.ML_KEM_512,
                                        "dk"),
                                Arguments.of(
                                        "mlkem_1024_semi_expanded_decaps_test.json",
                                        provider,
                                        AkpAlgorithm.ML_KEM_1024,
                                        "dk")));
    }
}
