package dev.keyward.crypto.sealing;

import dev.keyward.crypto.memory.Primitives;
import dev.keyward.model.SecretAccess;
import dev.keyward.model.SecretBytes;
import java.nio.ByteBuffer;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;

/// Seals content under a passphrase, to be opened wherever the passphrase is known.
///
/// Argon2id (RFC 9106, section 4, second recommendation) makes a key of the passphrase and a fresh
/// salt, and AES-256-GCM (NIST SP 800-38D) seals under it, once. Each call takes 64 MiB and about
/// half a second; they take turns, so that many at once don't take the memory. Safe for use by
/// several threads.
public final class PassphraseSeal {
    private static final byte FORMAT = 1;
    private static final int SALT_BYTES = 16;
    private static final int HEADER_BYTES = 1 + SALT_BYTES + Primitives.NONCE_BYTES;

    private final SecureRandom random;
    private final ReentrantLock turn = new ReentrantLock();

    public PassphraseSeal(SecureRandom random) {
        this.random = random;
    }

    /// @param label what the content is; needed again to open it
    /// @return format, salt, nonce, ciphertext, tag
    public byte[] seal(SecretBytes passphrase, byte[] label, SecretBytes content) {
        byte[] fresh = new byte[SALT_BYTES + Primitives.NONCE_BYTES];
        random.nextBytes(fresh);
        byte[] header = ByteBuffer.allocate(HEADER_BYTES).put(FORMAT).put(fresh).array();
        byte[] sealed =
                content.use(
                        SecretAccess.request(),
                        plain ->
                                withKey(
                                        passphrase,
                                        header,
                                        key ->
                                                Primitives.gcmSeal(
                                                        key,
                                                        nonce(header),
                                                        bound(header, label),
                                                        plain)));
        return ByteBuffer.allocate(HEADER_BYTES + sealed.length).put(header).put(sealed).array();
    }

    /// @return empty if the passphrase or the label is another, or anything at all was changed
    public Optional<SecretBytes> open(SecretBytes passphrase, byte[] label, byte[] sealed) {
        if (sealed.length < HEADER_BYTES + Primitives.TAG_BYTES || sealed[0] != FORMAT) {
            return Optional.empty();
        }
        byte[] header = Arrays.copyOf(sealed, HEADER_BYTES);
        byte[] ciphertext = Arrays.copyOfRange(sealed, HEADER_BYTES, sealed.length);
        return withKey(
                        passphrase,
                        header,
                        key ->
                                Primitives.gcmOpen(
                                        key, nonce(header), bound(header, label), ciphertext))
                .map(SecretBytes::adopt);
    }

    private <T> T withKey(SecretBytes passphrase, byte[] header, Function<byte[], T> function) {
        byte[] salt = Arrays.copyOfRange(header, 1, 1 + SALT_BYTES);
        turn.lock();
        try {
            byte[] key =
                    passphrase.use(
                            SecretAccess.request(),
                            octets ->
                                    PasswordHash.argon2id(
                                            octets,
                                            salt,
                                            PasswordHash.COST,
                                            new PasswordHash.Workspace()));
            try {
                return function.apply(key);
            } finally {
                Arrays.fill(key, (byte) 0);
            }
        } finally {
            turn.unlock();
        }
    }

    private static byte[] nonce(byte[] header) {
        return Arrays.copyOfRange(header, 1 + SALT_BYTES, HEADER_BYTES);
    }

    private static byte[] bound(byte[] header, byte[] label) {
        return ByteBuffer.allocate(header.length + label.length).put(header).put(label).array();
    }
}
