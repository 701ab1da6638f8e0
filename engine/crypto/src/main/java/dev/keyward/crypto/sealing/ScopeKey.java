package dev.keyward.crypto.sealing;

import dev.keyward.crypto.memory.HeldKey;
import dev.keyward.crypto.memory.KeyMemory;
import dev.keyward.crypto.memory.Primitives;
import dev.keyward.model.SecretAccess;
import dev.keyward.model.SecretBytes;
import dev.keyward.model.VaultError;
import dev.keyward.model.VaultException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.function.Function;

/// The key of one vault, or of the system scope: it MACs rows and seals payloads. Dropping it is
/// the erasure of the scope. Safe for use by several threads.
///
/// Each payload has a key of its own, HKDF of the scope key with a fresh 32-byte salt, so a GCM key
/// serves once and no count of messages ever binds (security.md, section 3).
public final class ScopeKey implements AutoCloseable {
    private static final byte FORMAT = 1;
    private static final int SALT_BYTES = 32;
    private static final int HEADER_BYTES = 1 + Integer.BYTES + SALT_BYTES + Primitives.NONCE_BYTES;
    private static final byte[] RECORD_INFO = label("rec");

    private final HeldKey key;
    private final Hmac rows;
    private final Hmac set;
    private final int generation;

    private ScopeKey(KeyMemory memory, HeldKey key, int generation) {
        this.key = key;
        this.generation = generation;
        this.rows = new Hmac(memory.hold(derive("row-mac")));
        this.set = new Hmac(memory.hold(derive("set-mac")));
    }

    static ScopeKey generate(KeyMemory memory, int generation, SecureRandom random) {
        byte[] bytes = new byte[Primitives.KEY_BYTES];
        random.nextBytes(bytes);
        return of(memory, bytes, generation);
    }

    /// @param bytes taken over
    static ScopeKey of(KeyMemory memory, byte[] bytes, int generation) {
        return new ScopeKey(memory, memory.hold(bytes), generation);
    }

    /// 1 for the first key of the scope, one more at each rotation.
    public int generation() {
        return generation;
    }

    /// MACs rows and headers.
    public Hmac rows() {
        return rows;
    }

    /// Makes the elements that a set's accumulator sums up.
    public Hmac set() {
        return set;
    }

    /// @param associatedData what the payload is bound to; needed again to open it
    /// @return format, generation, salt, nonce, ciphertext, tag
    public byte[] seal(byte[] associatedData, SecretBytes payload, SecureRandom random) {
        byte[] fresh = new byte[SALT_BYTES + Primitives.NONCE_BYTES];
        random.nextBytes(fresh);
        byte[] salt = Arrays.copyOf(fresh, SALT_BYTES);
        byte[] nonce = Arrays.copyOfRange(fresh, SALT_BYTES, fresh.length);
        byte[] sealed =
                payload.use(
                        SecretAccess.request(),
                        plain ->
                                withRecordKey(
                                        salt,
                                        k -> Primitives.gcmSeal(k, nonce, associatedData, plain)));
        return ByteBuffer.allocate(HEADER_BYTES + sealed.length)
                .put(FORMAT)
                .putInt(generation)
                .put(fresh)
                .put(sealed)
                .array();
    }

    /// @throws VaultException with `IntegrityFailure` if it was sealed by another key, with other
    ///   associated data, in an unknown format, or changed
    public SecretBytes open(byte[] associatedData, byte[] sealed) {
        if (sealed.length < HEADER_BYTES + Primitives.TAG_BYTES || sealed[0] != FORMAT) {
            throw refused("has an unknown format");
        }
        ByteBuffer in = ByteBuffer.wrap(sealed, 1, sealed.length - 1);
        if (in.getInt() != generation) {
            throw refused("belongs to another generation of the key");
        }
        byte[] salt = new byte[SALT_BYTES];
        byte[] nonce = new byte[Primitives.NONCE_BYTES];
        byte[] ciphertext = new byte[sealed.length - HEADER_BYTES];
        in.get(salt).get(nonce).get(ciphertext);
        return withRecordKey(salt, k -> Primitives.gcmOpen(k, nonce, associatedData, ciphertext))
                .map(SecretBytes::adopt)
                .orElseThrow(() -> refused("was changed"));
    }

    <T> T use(Function<byte[], T> function) {
        return key.use(function);
    }

    /// Wipes the key; every later use of it, or of its MACs, fails.
    @Override
    public void close() {
        rows.close();
        set.close();
        key.close();
    }

    private <T> T withRecordKey(byte[] salt, Function<byte[], T> function) {
        byte[] recordKey =
                key.use(k -> Primitives.hkdf(k, salt, RECORD_INFO, Primitives.KEY_BYTES));
        try {
            return function.apply(recordKey);
        } finally {
            Arrays.fill(recordKey, (byte) 0);
        }
    }

    private byte[] derive(String purpose) {
        return key.use(k -> Primitives.hkdf(k, new byte[0], label(purpose), Primitives.KEY_BYTES));
    }

    private static byte[] label(String purpose) {
        return ("keyward scope v1 " + purpose).getBytes(StandardCharsets.UTF_8);
    }

    private static VaultException refused(String why) {
        return new VaultException(new VaultError.IntegrityFailure("a sealed payload " + why));
    }
}
