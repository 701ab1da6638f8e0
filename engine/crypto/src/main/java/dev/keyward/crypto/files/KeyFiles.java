package dev.keyward.crypto.files;

import dev.keyward.crypto.encoding.Refusal;
import dev.keyward.crypto.forms.PrivateKeyParts;
import dev.keyward.model.SecretAccess;
import dev.keyward.model.SecretBytes;
import dev.keyward.model.VaultError;
import dev.keyward.model.VaultException;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import org.bouncycastle.cert.X509CertificateHolder;
import org.jspecify.annotations.Nullable;

/// Reads private keys from files: PEM (PKCS#1, SEC 1, PKCS#8, encrypted PKCS#8) and PFX (PKCS#12).
///
/// The parts are read, not checked; [KeyImport] does that.
public final class KeyFiles {
    /// security.md, section 8.1: certificate import.
    private static final int MAX_BYTES = 2 << 20;

    private KeyFiles() {}

    /// @param password null if none was given
    /// @throws VaultException with `BadParameter` (`key file` or `password`) if it holds no key,
    ///   more than one, one of another kind, asks for too much work, or the password is missing or
    ///   wrong
    public static PrivateKeyParts readPem(SecretBytes file, @Nullable SecretBytes password) {
        checkSize(file);
        return password == null
                ? PemKeyFile.read(file, null)
                : withCharacters(password, characters -> PemKeyFile.read(file, characters));
    }

    /// @param password UTF-8; null for the empty one
    /// @throws VaultException as [#readPem]
    public static PrivateKeyParts readPfx(SecretBytes file, @Nullable SecretBytes password) {
        checkSize(file);
        return password == null
                ? PfxKeyFile.read(file, new char[0])
                : withCharacters(password, characters -> PfxKeyFile.read(file, characters));
    }

    /// A key and the certificates beside it, in the order of the file.
    public record WithCertificates(PrivateKeyParts key, List<X509CertificateHolder> certificates) {}

    /// @param pause run before each part that takes long; what it throws ends the reading
    /// @throws VaultException as [#readPfx], or if a certificate in it is malformed
    public static WithCertificates readWholePfx(
            SecretBytes file, @Nullable SecretBytes password, Runnable pause) {
        checkSize(file);
        return password == null
                ? PfxKeyFile.readWhole(file, new char[0], pause)
                : withCharacters(
                        password, characters -> PfxKeyFile.readWhole(file, characters, pause));
    }

    /// Whether a file was refused for what it would cost to open, and not for what it is.
    public static boolean isTooCostly(VaultException refusal) {
        return refusal.error() instanceof VaultError.BadParameter(_, String mustBe)
                && mustBe.equals(DerivationBudget.RULE);
    }

    /// @throws VaultException as [#readPem], or if the key isn't in plain PKCS#8
    public static WithCertificates readWholePem(SecretBytes file) {
        checkSize(file);
        return PemKeyFile.readWhole(file);
    }

    /// A key in any form that [#readPem] takes, and its certificates.
    ///
    /// @throws VaultException as [#readPem]
    public static WithCertificates readWholePem(SecretBytes file, @Nullable SecretBytes password) {
        checkSize(file);
        return password == null
                ? PemKeyFile.readWhole(file, null)
                : withCharacters(password, characters -> PemKeyFile.readWhole(file, characters));
    }

    static VaultException refused(String mustBe) {
        return Refusal.of("key file", mustBe);
    }

    static VaultException wrongPassword() {
        return Refusal.of("password", "the one the key file was encrypted with");
    }

    static VaultException passwordNeeded() {
        return Refusal.of("password", "given, for the key file is encrypted");
    }

    private static void checkSize(SecretBytes file) {
        if (file.length() > MAX_BYTES) {
            throw refused("at most 2 MiB");
        }
    }

    private static <T> T withCharacters(SecretBytes password, Function<char[], T> function) {
        CharBuffer buffer =
                password.use(
                        SecretAccess.request(),
                        bytes -> StandardCharsets.UTF_8.decode(ByteBuffer.wrap(bytes)));
        char[] characters = Arrays.copyOf(buffer.array(), buffer.limit());
        Arrays.fill(buffer.array(), '\0');
        try {
            return function.apply(characters);
        } finally {
            Arrays.fill(characters, '\0');
        }
    }
}
