package dev.keyward.crypto.sealing;

import dev.keyward.crypto.encoding.CanonicalReader;
import dev.keyward.crypto.encoding.CanonicalWriter;
import dev.keyward.crypto.memory.HeldKey;
import dev.keyward.crypto.memory.Primitives;
import dev.keyward.model.SecretBytes;
import dev.keyward.model.VaultError;
import dev.keyward.model.VaultException;
import java.security.SecureRandom;
import java.util.Arrays;

/// A key encrypted under another with AES-256-GCM (security.md, section 3): a clear header, then
/// nonce, ciphertext and tag. The header and what the key is for are authenticated.
///
/// @param provider who wrapped it, such as `keyfile`
/// @param wrappingKeyId which of its keys
/// @param generation of the key inside
record WrappedKey(
        String provider,
        String wrappingKeyId,
        int generation,
        byte[] nonce,
        byte[] ciphertext,
        byte[] tag) {
    private static final String LABEL = "wrapped-key";
    private static final int FORMAT = 1;
    private static final String ALGORITHM = "A256GCM";

    /// What a key is wrapped with.
    ///
    /// @param provider see [WrappedKey]
    /// @param id see [WrappedKey]
    record Wrapping(String provider, String id, HeldKey key) {}

    /// @param purpose canonical encoding of what the key is for
    static WrappedKey wrap(
            Wrapping wrapping, byte[] key, int generation, byte[] purpose, SecureRandom random) {
        byte[] nonce = new byte[Primitives.NONCE_BYTES];
        random.nextBytes(nonce);
        byte[] aad = associatedData(wrapping.provider(), wrapping.id(), generation, purpose);
        byte[] sealed = wrapping.key().use(k -> Primitives.gcmSeal(k, nonce, aad, key));
        int length = sealed.length - Primitives.TAG_BYTES;
        return new WrappedKey(
                wrapping.provider(),
                wrapping.id(),
                generation,
                nonce,
                Arrays.copyOf(sealed, length),
                Arrays.copyOfRange(sealed, length, sealed.length));
    }

    /// @throws VaultException with `IntegrityFailure` if it was wrapped by another key, for another
    ///   purpose, or changed
    SecretBytes unwrap(Wrapping wrapping, byte[] purpose) {
        if (!provider.equals(wrapping.provider()) || !wrappingKeyId.equals(wrapping.id())) {
            throw refused("was wrapped by another key (" + provider + " " + wrappingKeyId + ")");
        }
        byte[] aad = associatedData(provider, wrappingKeyId, generation, purpose);
        byte[] sealed = Arrays.copyOf(ciphertext, ciphertext.length + tag.length);
        System.arraycopy(tag, 0, sealed, ciphertext.length, tag.length);
        byte[] key =
                wrapping.key()
                        .use(k -> Primitives.gcmOpen(k, nonce, aad, sealed))
                        .orElseThrow(() -> refused("was changed"));
        if (key.length != Primitives.KEY_BYTES) {
            throw refused("has a wrong length");
        }
        return SecretBytes.adopt(key);
    }

    byte[] toBytes() {
        return header(CanonicalWriter.of(LABEL, FORMAT), provider, wrappingKeyId, generation)
                .bytes(nonce)
                .bytes(ciphertext)
                .bytes(tag)
                .toBytes();
    }

    /// @throws VaultException with `IntegrityFailure` for unknown formats and trailing bytes
    static WrappedKey read(byte[] bytes) {
        return CanonicalReader.read(
                bytes,
                LABEL,
                in -> {
                    in.expectFormat(FORMAT);
                    String provider = in.text();
                    String wrappingKeyId = in.text();
                    int generation = in.smallNumber();
                    if (!in.text().equals(ALGORITHM)) {
                        throw refused("has an unknown algorithm");
                    }
                    return new WrappedKey(
                            provider,
                            wrappingKeyId,
                            generation,
                            in.bytes(),
                            in.bytes(),
                            in.bytes());
                });
    }

    private static byte[] associatedData(
            String provider, String wrappingKeyId, int generation, byte[] purpose) {
        return header(
                        CanonicalWriter.of("wrapped-key-aad", FORMAT),
                        provider,
                        wrappingKeyId,
                        generation)
                .bytes(purpose)
                .toBytes();
    }

    private static CanonicalWriter header(
            CanonicalWriter out, String provider, String wrappingKeyId, int generation) {
        return out.text(provider).text(wrappingKeyId).number(generation).text(ALGORITHM);
    }

    private static VaultException refused(String why) {
        return new VaultException(new VaultError.IntegrityFailure("a wrapped key " + why));
    }
}
