package dev.keyward.crypto.files;

import dev.keyward.crypto.encoding.Foreign;
import dev.keyward.crypto.forms.PrivateKeyParts;
import dev.keyward.crypto.forms.Providers;
import dev.keyward.model.SecretAccess;
import dev.keyward.model.SecretBytes;
import dev.keyward.model.VaultException;
import java.io.IOException;
import java.io.OutputStream;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.bouncycastle.asn1.ASN1OctetString;
import org.bouncycastle.asn1.pkcs.ContentInfo;
import org.bouncycastle.asn1.pkcs.EncryptedData;
import org.bouncycastle.asn1.pkcs.MacData;
import org.bouncycastle.asn1.pkcs.PKCS12PBEParams;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.asn1.pkcs.Pfx;
import org.bouncycastle.asn1.pkcs.PrivateKeyInfo;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.cert.X509CertificateHolder;
import org.bouncycastle.operator.MacCalculator;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.bc.BcDefaultDigestProvider;
import org.bouncycastle.pkcs.PKCS12MacCalculatorBuilder;
import org.bouncycastle.pkcs.PKCS12PfxPdu;
import org.bouncycastle.pkcs.PKCS12SafeBag;
import org.bouncycastle.pkcs.PKCS12SafeBagFactory;
import org.bouncycastle.pkcs.PKCS8EncryptedPrivateKeyInfo;
import org.bouncycastle.pkcs.PKCSException;
import org.bouncycastle.pkcs.bc.BcPKCS12MacCalculatorBuilderProvider;
import org.bouncycastle.pkcs.jcajce.JcePKCS12MacCalculatorBuilderProvider;
import org.jspecify.annotations.Nullable;

/// The private key in a PFX file (PKCS#12, RFC 7292), and where wanted its certificates. Encrypted
/// contents are opened only if the key isn't found outside of them, where nearly all tools put it.
public final class PfxKeyFile {
    private static final int MAX_CONTENTS = 16;
    private static final int MAX_BAGS = 256;

    /// The empty password is written as nothing by some tools and as the two zero bytes that end
    /// every other by most. One zero character is the same key as the latter, because PKCS#12's own
    /// derivation fills up by repetition, and zeros stay zeros.
    private static final char[] EMPTY_WITH_END = {0};

    private final PKCS12PfxPdu pfx;
    private final char[] password;
    private final DerivationBudget budget;
    private final List<PrivateKeyInfo> keys = new ArrayList<>();
    private final List<X509CertificateHolder> certificates = new ArrayList<>();
    private int bagsSeen;

    private PfxKeyFile(PKCS12PfxPdu pfx, char[] password, DerivationBudget budget) {
        this.pfx = pfx;
        this.password = password;
        this.budget = budget;
    }

    /// @param password empty for none
    static PrivateKeyParts read(SecretBytes file, char[] password) {
        return read(file, password, () -> {}, PfxKeyFile::only);
    }

    /// Everything, also what is encrypted.
    ///
    /// @param password empty for none
    /// @param pause as of [KeyFiles#readWholePfx]
    static KeyFiles.WithCertificates readWhole(SecretBytes file, char[] password, Runnable pause) {
        return read(
                file,
                password,
                pause,
                pfx -> {
                    pfx.collectPlain();
                    pfx.collectEncrypted();
                    return new KeyFiles.WithCertificates(pfx.found(), pfx.certificates);
                });
    }

    /// What stands in a file without a password, unchecked.
    ///
    /// @param pkcs8 null in a file of certificates alone; the caller wipes it
    public record Open(@Nullable SecretBytes pkcs8, List<byte[]> certificates) {}

    /// @throws VaultException if it is none, or has a password
    public static Open readOpen(SecretBytes file) {
        return read(
                file,
                new char[0],
                () -> {},
                pfx -> {
                    pfx.collectPlain();
                    pfx.collectEncrypted();
                    List<byte[]> certificates = new ArrayList<>();
                    for (X509CertificateHolder certificate : pfx.certificates) {
                        certificates.add(certificate.getEncoded());
                    }
                    return new Open(
                            pfx.keys.isEmpty()
                                    ? null
                                    : SecretBytes.adopt(pfx.keys.getFirst().getEncoded()),
                            certificates);
                });
    }

    private interface Reading<T> {
        T of(PfxKeyFile pfx) throws IOException;
    }

    private static <T> T read(
            SecretBytes file, char[] password, Runnable pause, Reading<T> reading) {
        byte[] bytes = file.toByteArray(SecretAccess.request());
        try {
            return Foreign.read(
                    () -> {
                        PKCS12PfxPdu pfx = new PKCS12PfxPdu(bytes);
                        DerivationBudget budget = budget(pfx, password, pause);
                        budget.part();
                        return reading.of(new PfxKeyFile(pfx, checkedByMac(pfx, password), budget));
                    },
                    () -> KeyFiles.refused("well-formed PFX (PKCS#12)"));
        } finally {
            Arrays.fill(bytes, (byte) 0);
        }
    }

    /// What the file shows is taken off: its MAC, the parts that are encrypted, and keys that are
    /// so by themselves.
    private static DerivationBudget budget(PKCS12PfxPdu pfx, char[] password, Runnable pause) {
        DerivationBudget budget = new DerivationBudget(pause);
        if (pfx.hasMac()) {
            // The empty password is tried in both its forms.
            budget.take(pfx.toASN1Structure().getMacData(), password.length == 0 ? 2 : 1);
        }
        for (ContentInfo content : contents(pfx)) {
            if (content.getContentType().equals(PKCSObjectIdentifiers.encryptedData)) {
                budget.take(scheme(content));
            } else if (content.getContentType().equals(PKCSObjectIdentifiers.data)) {
                for (PKCS12SafeBag bag : new PKCS12SafeBagFactory(content).getSafeBags()) {
                    if (bag.getBagValue() instanceof PKCS8EncryptedPrivateKeyInfo shrouded) {
                        budget.take(shrouded.getEncryptionAlgorithm());
                    }
                }
            }
        }
        return budget;
    }

    private PrivateKeyParts only() throws IOException {
        collectPlain();
        if (keys.isEmpty()) {
            collectEncrypted();
        }
        return found();
    }

    private void collectPlain() throws IOException {
        for (ContentInfo content : contents(pfx)) {
            if (content.getContentType().equals(PKCSObjectIdentifiers.data)) {
                collect(new PKCS12SafeBagFactory(content), Taken.BEFORE);
            }
        }
    }

    private void collectEncrypted() throws IOException {
        for (ContentInfo content : contents(pfx)) {
            if (content.getContentType().equals(PKCSObjectIdentifiers.encryptedData)) {
                collect(opened(content), Taken.NOT_YET);
            }
        }
    }

    private static ContentInfo[] contents(PKCS12PfxPdu pfx) {
        ContentInfo[] contents = pfx.getContentInfos();
        if (contents.length > MAX_CONTENTS) {
            throw KeyFiles.refused("a PFX of at most " + MAX_CONTENTS + " contents");
        }
        return contents;
    }

    private PrivateKeyParts found() throws IOException {
        if (keys.size() != 1) {
            throw KeyFiles.refused(
                    keys.isEmpty()
                            ? "a file with a private key"
                            : "a file with one private key, not more");
        }
        return PrivateKeyInfos.parts(keys.getFirst());
    }

    /// @return the password in the form that the MAC proves right; as given where there is no MAC
    private static char[] checkedByMac(PKCS12PfxPdu pfx, char[] password) {
        if (!pfx.hasMac()) {
            return password;
        }
        if (isMacValid(pfx, password)) {
            return password;
        }
        if (password.length == 0 && isMacValid(pfx, EMPTY_WITH_END)) {
            return EMPTY_WITH_END;
        }
        throw KeyFiles.wrongPassword();
    }

    /// Compares the code itself and not how it was written down: some leave the parameters of the
    /// digest's name out where others write NULL (RFC 5754, section 2, allows both).
    private static boolean isMacValid(PKCS12PfxPdu pfx, char[] password) {
        Pfx structure = pfx.toASN1Structure();
        MacData mac = structure.getMacData();
        try {
            MacCalculator calculator = calculator(mac).build(password);
            try (OutputStream covered = calculator.getOutputStream()) {
                covered.write(
                        ASN1OctetString.getInstance(structure.getAuthSafe().getContent())
                                .getOctets());
            }
            return MessageDigest.isEqual(calculator.getMac(), mac.getMac().getDigest());
        } catch (OperatorCreationException | IOException _) {
            throw KeyFiles.refused("a PFX with a MAC of a known algorithm");
        }
    }

    private static PKCS12MacCalculatorBuilder calculator(MacData mac) {
        AlgorithmIdentifier algorithm = mac.getMac().getAlgorithmId();
        if (algorithm.getAlgorithm().equals(PKCSObjectIdentifiers.id_PBMAC1)) {
            return new JcePKCS12MacCalculatorBuilderProvider()
                    .setProvider(Providers.bouncyCastle())
                    .get(algorithm);
        }
        // The JCA provider names SHA-1 and SHA-256 alone by their digest.
        return new BcPKCS12MacCalculatorBuilderProvider(BcDefaultDigestProvider.INSTANCE)
                .get(
                        new AlgorithmIdentifier(
                                algorithm.getAlgorithm(),
                                new PKCS12PBEParams(
                                        mac.getSalt(), mac.getIterationCount().intValueExact())));
    }

    private static AlgorithmIdentifier scheme(ContentInfo encrypted) {
        return EncryptedData.getInstance(encrypted.getContent()).getEncryptionAlgorithm();
    }

    private PKCS12SafeBagFactory opened(ContentInfo content) {
        budget.part();
        try {
            return new PKCS12SafeBagFactory(content, Pbe.decryptor(scheme(content), password));
        } catch (PKCSException _) {
            throw KeyFiles.wrongPassword();
        }
    }

    /// Whether what the keys of a part cost was taken off the budget.
    private enum Taken {
        BEFORE,
        NOT_YET
    }

    private void collect(PKCS12SafeBagFactory bags, Taken taken) {
        for (PKCS12SafeBag bag : bags.getSafeBags()) {
            if (++bagsSeen > MAX_BAGS) {
                throw KeyFiles.refused("a PFX of at most " + MAX_BAGS + " bags");
            }
            switch (bag.getBagValue()) {
                case PrivateKeyInfo key -> keys.add(key);
                case PKCS8EncryptedPrivateKeyInfo shrouded when keys.isEmpty() ->
                        keys.add(decrypt(shrouded, taken));
                case PKCS8EncryptedPrivateKeyInfo _ ->
                        throw KeyFiles.refused("a file with one private key, not more");
                case X509CertificateHolder certificate -> certificates.add(certificate);
                default -> {
                    // Revocation lists and the like.
                }
            }
        }
    }

    private PrivateKeyInfo decrypt(PKCS8EncryptedPrivateKeyInfo shrouded, Taken taken) {
        AlgorithmIdentifier scheme = shrouded.getEncryptionAlgorithm();
        if (taken == Taken.NOT_YET) {
            budget.take(scheme);
        }
        budget.part();
        try {
            return shrouded.decryptPrivateKeyInfo(Pbe.decryptor(scheme, password));
        } catch (PKCSException _) {
            throw KeyFiles.wrongPassword();
        }
    }
}
