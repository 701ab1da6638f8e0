package dev.keyward.crypto.sealing;

import com.fasterxml.jackson.databind.node.TextNode;
import dev.keyward.crypto.files.KeyFiles;
import dev.keyward.crypto.files.KeyFixtures;
import dev.keyward.crypto.files.KeyImport;
import dev.keyward.crypto.files.Pbe;
import dev.keyward.crypto.forms.Pkcs8;
import dev.keyward.crypto.forms.PrivateKeyParts;
import dev.keyward.crypto.forms.Providers;
import dev.keyward.crypto.memory.Primitives;
import dev.keyward.model.SecretBytes;
import dev.keyward.testing.SeededRandom;
import dev.keyward.testing.Vectors;
import dev.keyward.testing.Vectors.Verdict;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import java.util.Base64;
import javax.crypto.Cipher;
import javax.crypto.spec.IvParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.DERNull;
import org.bouncycastle.asn1.DEROctetString;
import org.bouncycastle.asn1.nist.NISTObjectIdentifiers;
import org.bouncycastle.asn1.pkcs.EncryptedPrivateKeyInfo;
import org.bouncycastle.asn1.pkcs.EncryptionScheme;
import org.bouncycastle.asn1.pkcs.KeyDerivationFunc;
import org.bouncycastle.asn1.pkcs.PBES2Parameters;
import org.bouncycastle.asn1.pkcs.PBKDF2Params;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.asn1.pkcs.PrivateKeyInfo;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.pkcs.jcajce.JcePKCSPBEInputDecryptorProviderBuilder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// The primitives that sealing stands on, and the password encryption of key files.
class SealingVectorsTest {
    private static final int AES_BYTES = 32;

    @Test
    void hkdf() {
        Vectors.open("hkdf_sha256_part_test.json", "sealing")
                .run((group, test) -> {
                    if (!Vectors.isValid(test)) {
                        return new Verdict.Skipped("asks for more than HKDF can give");
                    }
                    byte[] okm =
                            Primitives.hkdf(
                                    Vectors.hex(test.path("ikm")),
                                    Vectors.hex(test.path("salt")),
                                    Vectors.hex(test.path("info")),
                                    test.path("size").asInt());
                    return Verdict.of(
                            Arrays.equals(okm, Vectors.hex(test.path("okm"))), "another key");
                });
    }

    @Test
    void hmac() {
        Vectors.open("hmac_sha256_part_test.json", "sealing")
                .run((group, test) -> {
                    if (group.path("tagSize").asInt() != 8 * Hmac.LENGTH) {
                        return new Verdict.Skipped("cut MACs aren't offered");
                    }
                    byte[] tag =
                            Primitives.hmac(
                                    Vectors.hex(test.path("key")), Vectors.hex(test.path("msg")));
                    boolean same = Arrays.equals(tag, Vectors.hex(test.path("tag")));
                    return Verdict.of(same == Vectors.isValid(test), "another MAC");
                });
    }

    @Test
    void aesGcm() {
        Vectors.open("aes_gcm_part_test.json", "sealing")
                .run((group, test) -> {
                    if (group.path("keySize").asInt() != 256
                            || group.path("ivSize").asInt() != 96
                            || group.path("tagSize").asInt() != 128) {
                        return new Verdict.Skipped("another size of key, nonce or tag");
                    }
                    byte[] key = Vectors.hex(test.path("key"));
                    byte[] nonce = Vectors.hex(test.path("iv"));
                    byte[] aad = Vectors.hex(test.path("aad"));
                    byte[] plain = Vectors.hex(test.path("msg"));
                    byte[] sealed =
                            Vectors.hex(
                                    new TextNode(
                                            test.path("ct").asText() + test.path("tag").asText()));
                    var opened = Primitives.gcmOpen(key, nonce, aad, sealed);
                    if (!Vectors.isValid(test)) {
                        return Verdict.of(opened.isEmpty(), "opened");
                    }
                    return Verdict.of(
                            opened.isPresent()
                                    && Arrays.equals(opened.get(), plain)
                                    && Arrays.equals(
                                            Primitives.gcmSeal(key, nonce, aad, plain), sealed),
                            "another text");
                });
    }

    /// A key encrypted under the derived bytes has to come out of its file by the password.
    @Test
    void pbkdf2() {
        PrivateKeyInfo key =
                Pkcs8.parse(new KeyImport(new SeededRandom(4)).check(KeyFixtures.ec()).pkcs8());
        Vectors.open("pbkdf2_hmacsha256_test.json", "key files")
                .run((_, test) -> {
                    byte[] password = Vectors.hex(test.path("password"));
                    byte[] derived = Vectors.hex(test.path("dk"));
                    if (!isUtf8(password)) {
                        return new Verdict.Skipped("password isn't UTF-8");
                    }
                    if (derived.length < AES_BYTES) {
                        return new Verdict.Skipped("shorter than the key of AES-256");
                    }
                    byte[] iv = new byte[16];
                    AlgorithmIdentifier scheme =
                            scheme(
                                    Vectors.hex(test.path("salt")),
                                    test.path("iterationCount").asInt(),
                                    PKCSObjectIdentifiers.id_hmacWithSHA256,
                                    iv);
                    try {
                        Cipher cipher = Cipher.getInstance("AES/CBC/PKCS5Padding");
                        cipher.init(
                                Cipher.ENCRYPT_MODE,
                                new SecretKeySpec(derived, 0, AES_BYTES, "AES"),
                                new IvParameterSpec(iv));
                        byte[] file =
                                new EncryptedPrivateKeyInfo(
                                                scheme, cipher.doFinal(key.getEncoded()))
                                        .getEncoded();
                        PrivateKeyParts read =
                                KeyFiles.readPem(
                                        SecretBytes.ofUtf8(
                                                "-----BEGIN ENCRYPTED PRIVATE KEY-----\n"
                                                        + Base64.getMimeEncoder()
                                                                .encodeToString(file)
                                                        + "\n-----END ENCRYPTED PRIVATE KEY-----\n"),
                                        SecretBytes.copyOf(password));
                        return Verdict.of(
                                new KeyImport(new SeededRandom(4))
                                        .check(read)
                                        .pkcs8()
                                        .equals(SecretBytes.copyOf(key.getEncoded())),
                                "another key");
                    } catch (IOException | GeneralSecurityException e) {
                        return new Verdict.Wrong(e.toString());
                    }
                });
    }

    @ParameterizedTest
    @CsvSource({
        "pbes2_hmacsha1_aes_256_test.json, false",
        "pbes2_hmacsha256_aes_256_test.json, true"
    })
    void pbes2(String file, boolean sha256) {
        Vectors.open(file, "key files")
                .run((group, test) -> {
                    byte[] password = Vectors.hex(test.path("password"));
                    if (!isUtf8(password)) {
                        return new Verdict.Skipped("password isn't UTF-8");
                    }
                    String text = new String(password, StandardCharsets.UTF_8);
                    AlgorithmIdentifier scheme =
                            scheme(
                                    Vectors.hex(test.path("salt")),
                                    test.path("iterationCount").asInt(),
                                    sha256
                                            ? PKCSObjectIdentifiers.id_hmacWithSHA256
                                            : PKCSObjectIdentifiers.id_hmacWithSHA1,
                                    Vectors.hex(test.path("iv")));
                    Pbe.checkEncryption(scheme);
                    try (InputStream in =
                            new JcePKCSPBEInputDecryptorProviderBuilder()
                                    .setProvider(Providers.bouncyCastle())
                                    .build(Pbe.characters(text.toCharArray()))
                                    .get(scheme)
                                    .getInputStream(
                                            new ByteArrayInputStream(
                                                    Vectors.hex(test.path("ct"))))) {
                        return Verdict.of(
                                Arrays.equals(in.readAllBytes(), Vectors.hex(test.path("msg"))),
                                "another text");
                    } catch (IOException | OperatorCreationException e) {
                        return new Verdict.Wrong(e.toString());
                    }
                });
    }

    private static boolean isUtf8(byte[] password) {
        String text = new String(password, StandardCharsets.UTF_8);
        return Arrays.equals(text.getBytes(StandardCharsets.UTF_8), password);
    }

    /// PBES2 with AES-256-CBC.
    private static AlgorithmIdentifier scheme(
            byte[] salt, int iterations, ASN1ObjectIdentifier hmac, byte[] iv) {
        PBKDF2Params derivation =
                new PBKDF2Params(
                        salt,
                        iterations,
                        AES_BYTES,
                        new AlgorithmIdentifier(hmac, DERNull.INSTANCE));
        return new AlgorithmIdentifier(
                PKCSObjectIdentifiers.id_PBES2,
                new PBES2Parameters(
                        new KeyDerivationFunc(PKCSObjectIdentifiers.id_PBKDF2, derivation),
                        new EncryptionScheme(
                                NISTObjectIdentifiers.id_aes256_CBC, new DEROctetString(iv))));
    }
}
