package dev.keyward.crypto.files;

import dev.keyward.model.SecretBytes;
import java.io.IOException;
import org.bouncycastle.asn1.ASN1EncodableVector;
import org.bouncycastle.asn1.DERNull;
import org.bouncycastle.asn1.DEROctetString;
import org.bouncycastle.asn1.DERSequence;
import org.bouncycastle.asn1.nist.NISTObjectIdentifiers;
import org.bouncycastle.asn1.pkcs.AuthenticatedSafe;
import org.bouncycastle.asn1.pkcs.ContentInfo;
import org.bouncycastle.asn1.pkcs.EncryptedPrivateKeyInfo;
import org.bouncycastle.asn1.pkcs.EncryptionScheme;
import org.bouncycastle.asn1.pkcs.KeyDerivationFunc;
import org.bouncycastle.asn1.pkcs.MacData;
import org.bouncycastle.asn1.pkcs.PBES2Parameters;
import org.bouncycastle.asn1.pkcs.PBKDF2Params;
import org.bouncycastle.asn1.pkcs.PBMAC1Params;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.asn1.pkcs.Pfx;
import org.bouncycastle.asn1.pkcs.SafeBag;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.asn1.x509.DigestInfo;

/// PFX files that ask for work, and hold nothing.
public final class CostlyFiles {
    private static final byte[] SALT = new byte[16];

    private CostlyFiles() {}

    private static AlgorithmIdentifier hmac() {
        return new AlgorithmIdentifier(PKCSObjectIdentifiers.id_hmacWithSHA256, DERNull.INSTANCE);
    }

    /// @param keyBytes of the MAC's key (PBMAC1, RFC 9579)
    /// @param keys encrypted ones (PBES2, AES-256), each of as many iterations as the MAC
    public static SecretBytes pfx(int iterations, int keyBytes, int keys) throws IOException {
        ASN1EncodableVector bags = new ASN1EncodableVector();
        for (int i = 0; i < keys; i++) {
            bags.add(
                    new SafeBag(
                            PKCSObjectIdentifiers.pkcs8ShroudedKeyBag,
                            new EncryptedPrivateKeyInfo(
                                    new AlgorithmIdentifier(
                                            PKCSObjectIdentifiers.id_PBES2,
                                            new PBES2Parameters(
                                                    new KeyDerivationFunc(
                                                            PKCSObjectIdentifiers.id_PBKDF2,
                                                            new PBKDF2Params(
                                                                    SALT, iterations, hmac())),
                                                    new EncryptionScheme(
                                                            NISTObjectIdentifiers.id_aes256_CBC,
                                                            new DEROctetString(new byte[16])))),
                                    new byte[32])));
        }
        ContentInfo plain =
                new ContentInfo(
                        PKCSObjectIdentifiers.data,
                        new DEROctetString(new DERSequence(bags).getEncoded()));
        ContentInfo whole =
                new ContentInfo(
                        PKCSObjectIdentifiers.data,
                        new DEROctetString(
                                new AuthenticatedSafe(new ContentInfo[] {plain}).getEncoded()));
        AlgorithmIdentifier mac =
                new AlgorithmIdentifier(
                        PKCSObjectIdentifiers.id_PBMAC1,
                        new PBMAC1Params(
                                new AlgorithmIdentifier(
                                        PKCSObjectIdentifiers.id_PBKDF2,
                                        new PBKDF2Params(SALT, iterations, keyBytes, hmac())),
                                hmac()));
        return SecretBytes.adopt(
                new Pfx(whole, new MacData(new DigestInfo(mac, new byte[32]), SALT, 1))
                        .getEncoded());
    }
}
