package dev.keyward.crypto.certificates;

import dev.keyward.crypto.encoding.Pem;
import dev.keyward.crypto.encoding.Refusal;
import dev.keyward.crypto.files.ImportedKey;
import dev.keyward.crypto.files.KeyFiles;
import dev.keyward.crypto.files.KeyImport;
import dev.keyward.crypto.files.PfxKeyFile;
import dev.keyward.crypto.forms.PrivateKeyParts;
import dev.keyward.model.SecretAccess;
import dev.keyward.model.SecretBytes;
import dev.keyward.model.VaultError;
import dev.keyward.model.VaultException;
import dev.keyward.model.certificates.SecretFormat;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// A private key with its certificates in one file, as certificates are imported and as the secret
/// beside one holds them. RSA keys take up to half a second to check.
public final class CertificateFile {
    private static final String BAD_PFX =
            "The specified PKCS#12 X.509 certificate content can not be read. Please check if"
                    + " certificate is in valid PKCS#12 format.";
    private static final String BAD_PEM =
            "The specified PEM X.509 certificate content is in an unexpected format. Check if"
                    + " certificate is in valid PEM format.";
    private static final String TOO_LONG = "The size of the X.509 certificate is too long";
    private static final String BEGIN = "-----BEGIN ";
    private static final int MAX_BYTES = 256 * 1024;

    private final SecureRandom random;
    private final KeyImport imports;

    public CertificateFile(SecureRandom random) {
        this.random = random;
        this.imports = new KeyImport(random);
    }

    /// @param key checked; the caller wipes it
    /// @param chain in the order of the file
    public record Content(ImportedKey key, CertificateChain chain) {}

    /// @param password UTF-8, of PKCS#12 only; null for the empty one
    /// @param pause run before each part that takes long; what it throws ends the reading
    /// @throws VaultException with `BadRequestText` if it can't be read, `BadParameter` if the key
    ///   is weak or wrong, or the file would take too long
    public Content read(
            SecretFormat format, SecretBytes file, @Nullable SecretBytes password, Runnable pause) {
        if (file.length() > MAX_BYTES) {
            throw new VaultException(new VaultError.BadRequestText(TOO_LONG));
        }
        KeyFiles.WithCertificates content =
                switch (format) {
                    case PKCS12 ->
                            readable(BAD_PFX, () -> KeyFiles.readWholePfx(file, password, pause));
                    case PEM -> readable(BAD_PEM, () -> KeyFiles.readWholePem(file));
                };
        try (PrivateKeyParts parts = content.key()) {
            if (content.certificates().isEmpty()) {
                throw new VaultException(
                        new VaultError.BadRequestText(
                                switch (format) {
                                    case PKCS12 -> BAD_PFX;
                                    case PEM -> BAD_PEM;
                                }));
            }
            pause.run();
            return new Content(imports.check(parts), CertificateChain.of(content.certificates()));
        }
    }

    /// What a client signs in with, from a file of its own: PEM, its key in any form, or PKCS#12.
    ///
    /// @param password UTF-8; null for none
    /// @throws VaultException with `BadParameter` of what is wrong: `key file`, `password`, a part
    ///   of the key, `x5c`
    public Content readOwn(SecretBytes file, @Nullable SecretBytes password) {
        boolean pem =
                file.use(
                        SecretAccess.request(),
                        bytes -> new String(bytes, StandardCharsets.ISO_8859_1).contains(BEGIN));
        KeyFiles.WithCertificates content =
                pem
                        ? KeyFiles.readWholePem(file, password)
                        : KeyFiles.readWholePfx(file, password, () -> {});
        try (PrivateKeyParts parts = content.key()) {
            CertificateChain chain = CertificateChain.of(content.certificates());
            return new Content(imports.check(parts), chain);
        }
    }

    /// Passwords that are wrong and files that are broken read the same; what would take too long
    /// is neither.
    private static KeyFiles.WithCertificates readable(
            String refusal, Supplier<KeyFiles.WithCertificates> reading) {
        try {
            return reading.get();
        } catch (VaultException refused) {
            if (KeyFiles.isTooCostly(refused)
                    && refused.error() instanceof VaultError.BadParameter(_, String rule)) {
                throw Refusal.of("value", rule);
            }
            throw new VaultException(new VaultError.BadRequestText(refusal));
        }
    }

    /// The value of a secret: PKCS#12 without a password, or PEM, the key first.
    ///
    /// @param pkcs8 lent; null to leave the private key out
    /// @param leaf the certificate of the key, DER
    public SecretBytes write(
            SecretFormat format, @Nullable SecretBytes pkcs8, byte[] leaf, CertificateChain chain) {
        return switch (format) {
            case PKCS12 -> PfxWriter.write(pkcs8, leaf, chain.encoded(), random);
            case PEM -> pem(pkcs8, chain.encoded());
        };
    }

    /// The same as PEM, of what [#write] made as PKCS#12.
    ///
    /// @throws VaultException with `BadParameter` if it is something else
    public static SecretBytes pemOf(SecretBytes pfx) {
        PfxKeyFile.Open open = PfxKeyFile.readOpen(pfx);
        try (SecretBytes pkcs8 = open.pkcs8()) {
            return pem(pkcs8, open.certificates());
        }
    }

    private static SecretBytes pem(@Nullable SecretBytes pkcs8, List<byte[]> certificates) {
        byte[] key =
                pkcs8 == null
                        ? new byte[0]
                        : pkcs8.use(
                                SecretAccess.request(), bytes -> Pem.write("PRIVATE KEY", bytes));
        try {
            List<byte[]> written =
                    certificates.stream().map(der -> Pem.write("CERTIFICATE", der)).toList();
            ByteBuffer whole =
                    ByteBuffer.allocate(
                            key.length + written.stream().mapToInt(each -> each.length).sum());
            whole.put(key);
            written.forEach(whole::put);
            return SecretBytes.adopt(whole.array());
        } finally {
            Arrays.fill(key, (byte) 0);
        }
    }
}
