package dev.keyward.crypto.files;

import dev.keyward.crypto.encoding.Foreign;
import dev.keyward.crypto.forms.PrivateKeyParts;
import dev.keyward.crypto.forms.Providers;
import dev.keyward.model.Bug;
import dev.keyward.model.SecretAccess;
import dev.keyward.model.SecretBytes;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.bouncycastle.asn1.pkcs.PrivateKeyInfo;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.cert.X509CertificateHolder;
import org.bouncycastle.openssl.EncryptionException;
import org.bouncycastle.openssl.PEMEncryptedKeyPair;
import org.bouncycastle.openssl.PEMKeyPair;
import org.bouncycastle.openssl.PEMParser;
import org.bouncycastle.openssl.jcajce.JcePEMDecryptorProviderBuilder;
import org.bouncycastle.pkcs.PKCS8EncryptedPrivateKeyInfo;
import org.bouncycastle.pkcs.PKCSException;
import org.jspecify.annotations.Nullable;

/// The private key in a PEM file, among certificates and parameters that don't matter here.
final class PemKeyFile {
    private final char @Nullable [] password;
    private final DerivationBudget budget = new DerivationBudget(() -> {});

    private PemKeyFile(char @Nullable [] password) {
        this.password = password;
    }

    static PrivateKeyParts read(SecretBytes file, char @Nullable [] password) {
        return read(file, parser -> new PemKeyFile(password).only(parser, new ArrayList<>()));
    }

    /// A key in plain PKCS#8 and the certificates before and after it.
    static KeyFiles.WithCertificates readWhole(SecretBytes file) {
        return read(file, PemKeyFile::whole);
    }

    /// A key in any form [#read] takes and the certificates beside it.
    static KeyFiles.WithCertificates readWhole(SecretBytes file, char @Nullable [] password) {
        return read(
                file,
                parser -> {
                    List<X509CertificateHolder> certificates = new ArrayList<>();
                    PrivateKeyParts key = new PemKeyFile(password).only(parser, certificates);
                    return new KeyFiles.WithCertificates(key, certificates);
                });
    }

    private interface Reading<T> {
        T of(PEMParser parser) throws IOException;
    }

    private static <T> T read(SecretBytes file, Reading<T> reading) {
        byte[] bytes = file.toByteArray(SecretAccess.request());
        try (Reader text =
                        new InputStreamReader(
                                new ByteArrayInputStream(bytes), StandardCharsets.ISO_8859_1);
                PEMParser parser = new PEMParser(text)) {
            return Foreign.read(
                    () -> reading.of(parser), () -> KeyFiles.refused("well-formed PEM"));
        } catch (IOException closing) {
            throw Bug.because("reading from memory can't fail", closing);
        } finally {
            Arrays.fill(bytes, (byte) 0);
        }
    }

    private static KeyFiles.WithCertificates whole(PEMParser parser) throws IOException {
        List<PrivateKeyInfo> keys = new ArrayList<>();
        List<X509CertificateHolder> certificates = new ArrayList<>();
        for (Object next = parser.readObject(); next != null; next = parser.readObject()) {
            switch (next) {
                case PrivateKeyInfo key -> keys.add(key);
                case X509CertificateHolder certificate -> certificates.add(certificate);
                default -> throw KeyFiles.refused("one private key in PKCS#8 and its certificates");
            }
        }
        if (keys.size() != 1) {
            throw KeyFiles.refused("a file with one private key");
        }
        return new KeyFiles.WithCertificates(PrivateKeyInfos.parts(keys.getFirst()), certificates);
    }

    private PrivateKeyParts only(PEMParser parser, List<X509CertificateHolder> certificates)
            throws IOException {
        @Nullable PrivateKeyParts found = null;
        for (Object next = parser.readObject(); next != null; next = parser.readObject()) {
            if (next instanceof X509CertificateHolder certificate) {
                certificates.add(certificate);
            }
            @Nullable PrivateKeyInfo key = key(next);
            if (key != null) {
                if (found != null) {
                    throw KeyFiles.refused("a file with one private key, not more");
                }
                found = PrivateKeyInfos.parts(key);
            }
        }
        if (found == null) {
            throw KeyFiles.refused("a file with a private key");
        }
        return found;
    }

    /// @return null if it is no private key
    private @Nullable PrivateKeyInfo key(Object next) throws IOException {
        return switch (next) {
            case PrivateKeyInfo info -> info;
            case PEMKeyPair pair -> pair.getPrivateKeyInfo();
            case PKCS8EncryptedPrivateKeyInfo encrypted -> decrypt(encrypted);
            case PEMEncryptedKeyPair encrypted -> decrypt(encrypted);
            default -> null;
        };
    }

    private PrivateKeyInfo decrypt(PKCS8EncryptedPrivateKeyInfo encrypted) {
        AlgorithmIdentifier scheme = encrypted.getEncryptionAlgorithm();
        budget.take(scheme);
        try {
            return encrypted.decryptPrivateKeyInfo(Pbe.decryptor(scheme, needed()));
        } catch (PKCSException | IllegalArgumentException | IllegalStateException _) {
            throw KeyFiles.wrongPassword();
        }
    }

    /// The old form of OpenSSL, with `DEK-Info`; its derivation has one iteration.
    private PrivateKeyInfo decrypt(PEMEncryptedKeyPair encrypted) throws IOException {
        try {
            return encrypted
                    .decryptKeyPair(
                            new JcePEMDecryptorProviderBuilder()
                                    .setProvider(Providers.bouncyCastle())
                                    .build(needed()))
                    .getPrivateKeyInfo();
        } catch (EncryptionException | IllegalArgumentException | IllegalStateException _) {
            throw KeyFiles.wrongPassword();
        }
    }

    private char[] needed() {
        if (password == null) {
            throw KeyFiles.passwordNeeded();
        }
        return password;
    }
}
