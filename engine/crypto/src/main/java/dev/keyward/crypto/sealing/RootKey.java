package dev.keyward.crypto.sealing;

import dev.keyward.crypto.memory.HeldKey;
import dev.keyward.crypto.memory.KeyMemory;
import dev.keyward.crypto.memory.Primitives;
import dev.keyward.model.SecretAccess;
import dev.keyward.model.SecretBytes;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.HexFormat;

/// The key at the top of a deployment: 256 bits that wrap the scope keys and yield the keys of
/// other purposes by HKDF label (security.md, section 3). Never stored in clear. Safe for use by
/// several threads.
public final class RootKey implements AutoCloseable {
    private static final String PROVIDER = "root";

    private final KeyMemory memory;
    private final HeldKey key;
    private final int generation;
    private final WrappedKey.Wrapping wrapping;

    private RootKey(KeyMemory memory, HeldKey key, int generation) {
        this.memory = memory;
        this.key = key;
        this.generation = generation;
        String id = HexFormat.of().formatHex(derive("id", 8));
        this.wrapping = new WrappedKey.Wrapping(PROVIDER, id, derived("scope-key-wrap"));
    }

    /// @param memory where it and the keys under it are kept
    public static RootKey generate(KeyMemory memory, SecureRandom random) {
        return generate(memory, 1, random);
    }

    private static RootKey generate(KeyMemory memory, int generation, SecureRandom random) {
        byte[] bytes = new byte[Primitives.KEY_BYTES];
        random.nextBytes(bytes);
        return new RootKey(memory, memory.hold(bytes), generation);
    }

    /// A new root key of the next generation, kept where this one is.
    public RootKey successor(SecureRandom random) {
        return generate(memory, generation + 1, random);
    }

    /// @param memory where it and the keys under it are kept
    /// @param wrapped from [#wrapWith]
    /// @throws dev.keyward.model.VaultException as [RootKeyProvider#unwrap]
    public static RootKey unwrap(
            KeyMemory memory,
            RootKeyProvider provider,
            byte[] wrapped,
            int generation,
            byte[] purpose) {
        try (SecretBytes bytes = provider.unwrap(wrapped, purpose)) {
            return new RootKey(
                    memory, memory.hold(bytes.toByteArray(SecretAccess.request())), generation);
        }
    }

    /// This key, wrapped by a provider.
    public byte[] wrapWith(RootKeyProvider provider, byte[] purpose) {
        return key.use(bytes -> {
            try (SecretBytes copy = SecretBytes.copyOf(bytes)) {
                return provider.wrap(copy, generation, purpose);
            }
        });
    }

    public int generation() {
        return generation;
    }

    /// A MAC key for one purpose; the same label gives the same key for the life of the root key.
    ///
    /// @param label such as `cursor` or `audit`
    public Hmac hmac(String label) {
        return new Hmac(derived("mac:" + label));
    }

    /// A key that seals what leaves the store for one purpose; the same label gives the same key.
    ///
    /// @param label such as `backup`
    public ScopeKey sealing(String label) {
        return ScopeKey.of(memory, derive("seal:" + label, Primitives.KEY_BYTES), generation);
    }

    /// The first key of a scope, kept where this one is.
    public ScopeKey newScopeKey(SecureRandom random) {
        return newScopeKey(1, random);
    }

    /// A new key for a scope, kept where this one is.
    ///
    /// @param generation 1 for the first of the scope, one more at each rotation
    public ScopeKey newScopeKey(int generation, SecureRandom random) {
        return ScopeKey.generate(memory, generation, random);
    }

    /// @param purpose canonical encoding of what the scope key is for
    public byte[] wrap(ScopeKey scopeKey, byte[] purpose, SecureRandom random) {
        return scopeKey.use(bytes ->
                WrappedKey.wrap(wrapping, bytes, scopeKey.generation(), purpose, random).toBytes());
    }

    /// Another root key, wrapped under this one.
    ///
    /// @param purpose canonical encoding of what the other key is for
    public byte[] wrapRoot(RootKey other, byte[] purpose, SecureRandom random) {
        return other.key.use(bytes ->
                WrappedKey.wrap(wrapping, bytes, other.generation, purpose, random).toBytes());
    }

    /// @throws dev.keyward.model.VaultException with `IntegrityFailure` if it isn't wrapped under
    ///   this key for this purpose
    public RootKey unwrapRoot(byte[] wrapped, byte[] purpose) {
        WrappedKey parsed = WrappedKey.read(wrapped);
        try (SecretBytes bytes = parsed.unwrap(wrapping, purpose)) {
            return new RootKey(
                    memory,
                    memory.hold(bytes.toByteArray(SecretAccess.request())),
                    parsed.generation());
        }
    }

    /// Whether a wrapped key says that this one wrapped it.
    public boolean hasWrapped(byte[] wrapped) {
        return WrappedKey.read(wrapped).wrappingKeyId().equals(wrapping.id());
    }

    /// @throws dev.keyward.model.VaultException with `IntegrityFailure` if it isn't wrapped under
    ///   this key for this purpose
    public ScopeKey unwrap(byte[] wrapped, byte[] purpose) {
        WrappedKey parsed = WrappedKey.read(wrapped);
        try (SecretBytes bytes = parsed.unwrap(wrapping, purpose)) {
            return ScopeKey.of(
                    memory, bytes.toByteArray(SecretAccess.request()), parsed.generation());
        }
    }

    /// Wipes the key and what wraps by it; MAC keys already derived live on.
    @Override
    public void close() {
        wrapping.key().close();
        key.close();
    }

    private HeldKey derived(String label) {
        return memory.hold(derive(label, Primitives.KEY_BYTES));
    }

    private byte[] derive(String label, int length) {
        byte[] info = ("keyward root v1 " + label).getBytes(StandardCharsets.UTF_8);
        return key.use(bytes -> Primitives.hkdf(bytes, new byte[0], info, length));
    }
}
