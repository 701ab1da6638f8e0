package dev.keyward.crypto;

import com.fasterxml.jackson.databind.node.TextNode;
import dev.keyward.testing.Vectors;
import dev.keyward.testing.Vectors.Verdict;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.bouncycastle.asn1.DERNull;
import org.bouncycastle.asn1.DEROctetString;
import org.bouncycastle.asn1.nist.NISTObjectIdentifiers;
import org.bouncycastle.asn1.pkcs.EncryptionScheme;
import org.bouncycastle.asn1.pkcs.KeyDerivationFunc;
import org.bouncycastle.asn1.pkcs.PBES2Parameters;
import org.bouncycastle.asn1.pkcs.PBKDF2Params;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.pkcs.jcajce.JcePKCSPBEInputDecryptorProviderBuilder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// The primitives that sealing stands on, and the password encryption of key files.
class SealingVectorsTest {
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

    @ParameterizedTest
    @CsvSource({
        "pbes2_hmacsha1_aes_256_test.json, false",
        "pbes2_hmacsha256_aes_256_test.json, true"
    })
    void pbes2(String file, boolean sha256) {
        Vectors.open(file, "key files")
                .run((group, test) -> {
                    byte[] password = Vectors.hex(test.path("password"));
                    String text = new String(password, StandardCharsets.UTF_8);
                    if (!Arrays.equals(text.getBytes(StandardCharsets.UTF_8), password)) {
                        return new Verdict.Skipped("password isn't UTF-8");
                    }
                    PBKDF2Params derivation =
                            new PBKDF2Params(
                                    Vectors.hex(test.path("salt")),
                                    test.path("iterationCount").asInt(),
                                    32,
                                    new AlgorithmIdentifier(
                                            sha256
                                                    ? PKCSObjectIdentifiers.id_hmacWithSHA256
                                                    : PKCSObjectIdentifiers.id_hmacWithSHA1,
                                            DERNull.INSTANCE));
                    AlgorithmIdentifier scheme =
                            new AlgorithmIdentifier(
                                    PKCSObjectIdentifiers.id_PBES2,
                                    new PBES2Parameters(
                                            new KeyDerivationFunc(
                                                    PKCSObjectIdentifiers.id_PBKDF2, derivation),
                                            new EncryptionScheme(
                                                    NISTObjectIdentifiers.id_aes256_CBC,
                                                    new DEROctetString(
                                                            Vectors.hex(test.path("iv"))))));
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
}
