package dev.keyward.crypto.certificates;

import dev.keyward.crypto.forms.Providers;
import dev.keyward.model.Bug;
import dev.keyward.model.SecretAccess;
import dev.keyward.model.SecretBytes;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.List;
import org.bouncycastle.asn1.ASN1Encoding;
import org.bouncycastle.asn1.DEROctetString;
import org.bouncycastle.asn1.oiw.OIWObjectIdentifiers;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.asn1.pkcs.PrivateKeyInfo;
import org.bouncycastle.cert.X509CertificateHolder;
import org.bouncycastle.operator.OutputEncryptor;
import org.bouncycastle.pkcs.PKCS12PfxPduBuilder;
import org.bouncycastle.pkcs.PKCS12SafeBag;
import org.bouncycastle.pkcs.PKCS12SafeBagBuilder;
import org.bouncycastle.pkcs.PKCSException;
import org.bouncycastle.pkcs.jcajce.JcePKCS12MacCalculatorBuilder;
import org.bouncycastle.pkcs.jcajce.JcePKCSPBEOutputEncryptorBuilder;
import org.jspecify.annotations.Nullable;

/// Writes PFX files (PKCS#12, RFC 7292) without a password, which everybody's tools open: SHA-1
/// with triple DES and the password of no characters, not even the two zero bytes that end others.
/// Newer schemes leave servers that read the file through the Key Vault JCA provider without a
/// chain (known-client-quirks.md, section 13). With no password the scheme protects nothing; the
/// record around it does.
final class PfxWriter {
    private static final char[] NO_PASSWORD = {};
    private static final int ITERATIONS = 2_048;

    private PfxWriter() {}

    /// @param pkcs8 lent; null for certificates only
    /// @param leaf the one that belongs to the key
    static SecretBytes write(
            @Nullable SecretBytes pkcs8,
            byte[] leaf,
            List<byte[]> certificates,
            SecureRandom random) {
        try {
            DEROctetString localKey =
                    new DEROctetString(MessageDigest.getInstance("SHA-1").digest(leaf));
            PKCS12SafeBag[] bags = new PKCS12SafeBag[certificates.size()];
            for (int i = 0; i < bags.length; i++) {
                PKCS12SafeBagBuilder bag =
                        new PKCS12SafeBagBuilder(new X509CertificateHolder(certificates.get(i)));
                if (Arrays.equals(certificates.get(i), leaf)) {
                    bag.addBagAttribute(PKCSObjectIdentifiers.pkcs_9_at_localKeyId, localKey);
                }
                bags[i] = bag.build();
            }
            PKCS12PfxPduBuilder builder = new PKCS12PfxPduBuilder();
            if (pkcs8 != null) {
                PKCS12SafeBagBuilder bag =
                        new PKCS12SafeBagBuilder(
                                pkcs8.use(SecretAccess.request(), PrivateKeyInfo::getInstance),
                                encryptor(random));
                bag.addBagAttribute(PKCSObjectIdentifiers.pkcs_9_at_localKeyId, localKey);
                builder.addData(bag.build());
            }
            builder.addEncryptedData(encryptor(random), bags);
            return SecretBytes.adopt(
                    builder.build(
                                    new JcePKCS12MacCalculatorBuilder(OIWObjectIdentifiers.idSHA1)
                                            .setProvider(Providers.bouncyCastle())
                                            .setIterationCount(ITERATIONS),
                                    NO_PASSWORD)
                            .getEncoded(ASN1Encoding.DER));
        } catch (IOException | PKCSException | GeneralSecurityException e) {
            throw Bug.because("PKCS#12 into memory can't fail", e);
        }
    }

    private static OutputEncryptor encryptor(SecureRandom random) {
        try {
            return new JcePKCSPBEOutputEncryptorBuilder(
                            PKCSObjectIdentifiers.pbeWithSHAAnd3_KeyTripleDES_CBC)
                    .setProvider(Providers.bouncyCastle())
                    .setIterationCount(ITERATIONS)
                    .setRandom(random)
                    .build(NO_PASSWORD);
        } catch (org.bouncycastle.operator.OperatorCreationException e) {
            throw Bug.because("Bouncy Castle has triple DES", e);
        }
    }
}
