package dev.keyward.crypto.files;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.keyward.crypto.forms.Pkcs8;
import dev.keyward.crypto.forms.PrivateKeyParts;
import dev.keyward.model.Curve;
import dev.keyward.model.SecretAccess;
import dev.keyward.model.SecretBytes;
import dev.keyward.model.VaultException;
import dev.keyward.testing.SeededRandom;
import java.io.IOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import org.bouncycastle.cert.X509CertificateHolder;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class KeyFilesTest {
    private static final KeyImport IMPORT = new KeyImport(new SeededRandom(7));

    @ParameterizedTest
    @ValueSource(
            strings = {
                "rsa-pkcs8.pem",
                "chain-and-key.pem",
                "rsa-pkcs8-pbes2.pem",
                "rsa-pkcs8-pbe3des.pem",
                "rsa-pkcs1-encrypted.pem",
                "rsa.pfx",
                "rsa-legacy.pfx"
            })
    void readsTheSameRsaKeyFromEveryForm(String name) {
        SecretBytes expected = IMPORT.check(KeyFixtures.rsa()).pkcs8();
        assertThat(IMPORT.check(read(name, KeyFixtures.PASSWORD)).pkcs8()).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({"prime256v1, P_256", "secp384r1, P_384", "secp521r1, P_521", "secp256k1, P_256K"})
    void readsEveryCurveFromSec1AndPkcs8(String name, Curve curve) {
        ImportedKey sec1 = IMPORT.check(KeyFixtures.pem("ec-" + name + "-sec1.pem"));
        ImportedKey pkcs8 = IMPORT.check(KeyFixtures.pem("ec-" + name + "-pkcs8.pem"));
        assertThat(sec1.pkcs8()).isEqualTo(pkcs8.pkcs8());
        assertThat(sec1.parameters().toString()).contains(curve.name());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "ec-prime256v1-sec1-nopublic.pem",
                "ec-prime256v1-compressed.pem",
                "ec-nomac.pfx",
                "ec-pbmac1.pfx"
            })
    void readsTheSameEcKeyFromEveryForm(String name) {
        SecretBytes expected = IMPORT.check(KeyFixtures.ec()).pkcs8();
        assertThat(IMPORT.check(read(name, KeyFixtures.PASSWORD)).pkcs8()).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({
        "ed25519.pem, ed25519.pfx, ED25519",
        "ml-dsa-44-both.pem, ml-dsa-44-seed-only.pem, ML_DSA_44",
        "ml-dsa-44-both.pem, ml-dsa-44.pfx, ML_DSA_44",
        "ml-kem-512-both.pem, ml-kem-512-seed-only.pem, ML_KEM_512"
    })
    void readsTheSameModernKeyFromEveryForm(String name, String other, String kind) {
        ImportedKey key = IMPORT.check(read(name, KeyFixtures.PASSWORD));
        assertThat(IMPORT.check(read(other, KeyFixtures.PASSWORD)).pkcs8()).isEqualTo(key.pkcs8());
        assertThat(key.parameters().toString()).contains(kind);
    }

    /// The seed can't be had from it, so it is kept as it came; it is the same key all the same.
    @ParameterizedTest
    @ValueSource(strings = {"ml-dsa-44", "ml-kem-512"})
    void readsTheExpandedKeyAlone(String name) {
        ImportedKey expanded = IMPORT.check(KeyFixtures.pem(name + "-priv-only.pem"));
        ImportedKey seed = IMPORT.check(KeyFixtures.pem(name + "-seed-only.pem"));
        assertThat(expanded.parameters()).isEqualTo(seed.parameters());
        assertThat(expanded.pkcs8()).isNotEqualTo(seed.pkcs8());
        assertThat(Pkcs8.publicParts(expanded.pkcs8()))
                .usingRecursiveComparison()
                .isEqualTo(Pkcs8.publicParts(seed.pkcs8()));
    }

    @Test
    void readsPfxWithoutAPassword() {
        SecretBytes expected = IMPORT.check(KeyFixtures.ec()).pkcs8();
        SecretBytes file = KeyFixtures.file("ec-no-password.pfx");
        assertThat(IMPORT.check(KeyFiles.readPfx(file, null)).pkcs8()).isEqualTo(expected);
        assertThat(IMPORT.check(KeyFiles.readPfx(file, SecretBytes.ofUtf8(""))).pkcs8())
                .isEqualTo(expected);
    }

    @Test
    void takesPasswordsOutsideAscii() {
        SecretBytes file = KeyFixtures.file("ec-unicode-password.pfx");
        assertThat(IMPORT.check(KeyFiles.readPfx(file, SecretBytes.ofUtf8("pä55wörd€"))).pkcs8())
                .isEqualTo(IMPORT.check(KeyFixtures.ec()).pkcs8());
    }

    @Test
    void readsWhatKeytoolWrote() {
        assertThat(IMPORT.check(read("keytool-ec.pfx", KeyFixtures.PASSWORD)).parameters())
                .hasToString("Ec[curve=P_384]");
    }

    /// .NET leaves the parameters of the MAC's digest out.
    @ParameterizedTest
    @CsvSource({
        "rsa-default, Pass-word-1, 5B2E5EF1361943B163147ACF320DF550722E8980, 1",
        "rsa-pkcs12tripledessha1, Pass-word-1, 5B2E5EF1361943B163147ACF320DF550722E8980, 1",
        "rsa-without-password, '', 5B2E5EF1361943B163147ACF320DF550722E8980, 1",
        "rsa-pbes2aes256sha256, Pass-word-1, 5B2E5EF1361943B163147ACF320DF550722E8980, 1",
        "rsa-pbe-params, Pass-word-1, 5B2E5EF1361943B163147ACF320DF550722E8980, 1",
        "ec-default, Pass-word-1, 8E9ED070D79A84BAD47991E7018CF6F5114BCF1A, 1",
        "chain, Pass-word-1, 8E02781D72C1CA1E07C51F49CB4812C2CECBE0B9, 3"
    })
    void readsWhatDotNetWroteOnLinux(
            String name, String password, String thumbprint, int certificates) {
        SecretBytes file = KeyFixtures.file("dotnet/" + name + ".pfx");
        KeyFiles.WithCertificates read =
                KeyFiles.readWholePfx(file, SecretBytes.ofUtf8(password), () -> {});
        IMPORT.check(read.key());
        assertThat(read.certificates())
                .hasSize(certificates)
                .extracting(KeyFilesTest::thumbprint)
                .contains(thumbprint);
        assertThatThrownBy(() -> KeyFiles.readPfx(file, SecretBytes.ofUtf8("Pass-word-2")))
                .isInstanceOf(VaultException.class)
                .hasMessageContaining("parameter=password");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "rsa-pkcs8-pbes2.pem",
                "rsa-pkcs8-pbe3des.pem",
                "rsa-pkcs1-encrypted.pem",
                "rsa.pfx",
                "rsa-legacy.pfx",
                "ec-nomac.pfx",
                "ec-pbmac1.pfx",
                "ec-no-password.pfx"
            })
    void refusesAWrongPassword(String name) {
        assertThatThrownBy(() -> read(name, SecretBytes.ofUtf8("battery-staple")))
                .isInstanceOf(VaultException.class)
                .hasMessageContaining("parameter=password")
                .hasNoCause();
    }

    @ParameterizedTest
    @ValueSource(strings = {"rsa-pkcs8-pbes2.pem", "rsa-pkcs1-encrypted.pem"})
    void asksForAPasswordWhereOneIsNeeded(String name) {
        assertThatThrownBy(() -> KeyFixtures.pem(name))
                .isInstanceOf(VaultException.class)
                .hasMessageContaining("password")
                .hasMessageContaining("given");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "rsa-too-many-iterations.pfx",
                "rsa-pkcs8-too-many-iterations.pem",
                "rsa-pkcs8-scrypt.pem"
            })
    @Tag("security:S-14")
    void refusesToWorkForAFileThatAsksForMuch(String name) {
        long start = System.nanoTime();
        assertThatThrownBy(() -> read(name, KeyFixtures.PASSWORD))
                .isInstanceOf(VaultException.class)
                .hasMessageContaining("iterations");
        // Five million rounds take seconds; a refusal before them does not.
        assertThat(System.nanoTime() - start).isLessThan(1_000_000_000L);
    }

    /// Iterations times key length times parts is one cost: a MAC that costs what the whole file
    /// may, one that does so by its length alone, and many parts none of which does so alone.
    @ParameterizedTest
    @CsvSource({
        "5000000, 32, 0",
        "2000001, 64, 0",
        "150000, 1024, 0",
        "200, 1000000, 0",
        "10000, 32, 700"
    })
    @Tag("security:S-14")
    void theCostOfAFileIsThatOfAllItsParts(int iterations, int keyBytes, int parts)
            throws IOException {
        SecretBytes file = CostlyFiles.pfx(iterations, keyBytes, parts);
        long start = System.nanoTime();
        assertThatThrownBy(() -> KeyFiles.readWholePfx(file, KeyFixtures.PASSWORD, () -> {}))
                .isInstanceOf(VaultException.class)
                .hasMessageContaining("iterations times key length, over all parts");
        assertThat(System.nanoTime() - start).isLessThan(1_000_000_000L);
    }

    /// What tools write when they are told to be strong: 600,000 iterations for MAC, certificates
    /// and key, or two million for one key.
    @ParameterizedTest
    @CsvSource({"600000, 32, 3", "600000, 64, 0", "2000000, 32, 1"})
    @Tag("security:S-14")
    void whatToolsWriteIsWithinTheCost(int iterations, int keyBytes, int parts) throws IOException {
        SecretBytes file = CostlyFiles.pfx(iterations, keyBytes, parts);
        // The MAC is another password's: that this is found out means that it was computed.
        assertThatThrownBy(() -> KeyFiles.readWholePfx(file, KeyFixtures.PASSWORD, () -> {}))
                .isInstanceOf(VaultException.class)
                .hasMessageContaining("parameter=password");
    }

    @Test
    void readingEndsBetweenTwoPartsWhenItIsGivenUp() {
        int[] parts = {0};
        SecretBytes file = KeyFixtures.file("rsa.pfx");
        assertThatThrownBy(() ->
                        KeyFiles.readWholePfx(
                                file,
                                KeyFixtures.PASSWORD,
                                () -> {
                                    if (++parts[0] == 2) {
                                        throw new IllegalCallerException("gone");
                                    }
                                }))
                .isInstanceOf(IllegalCallerException.class);
        assertThat(parts[0]).isEqualTo(2);
    }

    @ParameterizedTest
    @CsvSource({
        "two-keys.pem, one private key",
        "cert.pem, with a private key",
        "public-only.pem, with a private key",
        "no-key.pfx, with a private key",
        "ed448.pem, Curve25519",
        "ec-explicit.pem, named curve"
    })
    void saysWhatIsWrongWithOtherFiles(String name, String why) {
        assertThatThrownBy(() -> read(name, KeyFixtures.PASSWORD))
                .isInstanceOf(VaultException.class)
                .hasMessageContaining(why);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "rsa-pkcs1.pem",
                "rsa-pkcs8-pbes2.pem",
                "rsa.pfx",
                "ec-prime256v1-sec1.pem",
                "ec-pbmac1.pfx"
            })
    @Tag("security:S-14")
    @Tag("security:S-09")
    void neverThrowsAnythingButARefusal(String name) {
        byte[] good = KeyFixtures.file(name).toByteArray(SecretAccess.request());
        SeededRandom random = new SeededRandom(name.hashCode());
        int refused = 0;
        for (int i = 0; i < 400; i++) {
            byte[] bad = good.clone();
            int changes = 1 + random.nextInt(3);
            for (int c = 0; c < changes; c++) {
                bad[random.nextInt(bad.length)] = (byte) random.nextInt(256);
            }
            if (random.nextInt(4) == 0) {
                bad = Arrays.copyOf(bad, random.nextInt(bad.length));
            }
            try {
                read(name, SecretBytes.adopt(bad), KeyFixtures.PASSWORD);
            } catch (VaultException e) {
                refused++;
                assertThat(e.getMessage()).startsWith("BadParameter").hasSizeLessThan(200);
            }
        }
        assertThat(refused).isGreaterThan(100);
    }

    @Test
    void refusesFilesPastTheLimit() {
        SecretBytes big = SecretBytes.adopt(new byte[(2 << 20) + 1]);
        assertThatThrownBy(() -> KeyFiles.readPem(big, null)).hasMessageContaining("2 MiB");
        assertThatThrownBy(() -> KeyFiles.readPfx(big, null)).hasMessageContaining("2 MiB");
    }

    private static String thumbprint(X509CertificateHolder certificate) {
        try {
            return HexFormat.of()
                    .withUpperCase()
                    .formatHex(MessageDigest.getInstance("SHA-1").digest(certificate.getEncoded()));
        } catch (IOException | NoSuchAlgorithmException e) {
            throw new AssertionError(e);
        }
    }

    private static PrivateKeyParts read(String name, SecretBytes password) {
        return read(name, KeyFixtures.file(name), password);
    }

    private static PrivateKeyParts read(String name, SecretBytes file, SecretBytes password) {
        return name.endsWith(".pfx")
                ? KeyFiles.readPfx(file, password)
                : KeyFiles.readPem(file, password);
    }
}
