package dev.keyward.crypto.sealing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.keyward.crypto.encoding.CanonicalWriter;
import dev.keyward.crypto.memory.KeyMemory;
import dev.keyward.model.SecretAccess;
import dev.keyward.model.SecretBytes;
import dev.keyward.model.VaultError;
import dev.keyward.model.VaultException;
import dev.keyward.testing.SeededRandom;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class ScopeKeyTest {
    private static final byte[] PURPOSE = CanonicalWriter.of("purpose", 1).toBytes();
    private static final byte[] AAD = CanonicalWriter.of("aad", 1).toBytes();
    private static final SecretBytes PAYLOAD = SecretBytes.ofUtf8("what nobody may read");

    private final SeededRandom random = new SeededRandom(11);
    private final RootKey root = RootKey.generate(KeyMemory.onHeap(), random);
    private final ScopeKey key = root.newScopeKey(random);

    @Test
    void comesBackFromUnderTheRootKey() {
        byte[] sealed = key.seal(AAD, PAYLOAD, random);
        ScopeKey back = root.unwrap(root.wrap(key, PURPOSE, random), PURPOSE);
        assertThat(back.open(AAD, sealed)).isEqualTo(PAYLOAD);
        assertThat(back.rows().of(AAD)).isEqualTo(key.rows().of(AAD));
        assertThat(back.generation()).isEqualTo(1);
    }

    @Test
    void anotherRootKeyOrPurposeDoesntUnwrapIt() {
        byte[] wrapped = root.wrap(key, PURPOSE, random);
        RootKey other = RootKey.generate(KeyMemory.onHeap(), random);
        refused(() -> other.unwrap(wrapped, PURPOSE));
        refused(() -> root.unwrap(wrapped, AAD));
        for (int i = 0; i < wrapped.length; i++) {
            byte[] changed = wrapped.clone();
            changed[i] ^= (byte) (1 << i % 8);
            refused(() -> root.unwrap(changed, PURPOSE));
        }
    }

    @Test
    @Tag("security:S-01")
    void payloadsDontShow() {
        String hex = HexFormat.of().formatHex("nobody".getBytes(StandardCharsets.US_ASCII));
        Set<String> seen = new HashSet<>();
        for (int i = 0; i < 100; i++) {
            String sealed = HexFormat.of().formatHex(key.seal(AAD, PAYLOAD, random));
            assertThat(sealed).doesNotContain(hex);
            assertThat(seen.add(sealed.substring(10, 100))).as("fresh salt and nonce").isTrue();
        }
    }

    @Test
    @Tag("security:S-02")
    void refusesEveryChangeAndEveryOtherKeyOrBinding() {
        byte[] sealed = key.seal(AAD, PAYLOAD, random);
        assertThat(key.open(AAD, sealed)).isEqualTo(PAYLOAD);
        refused(() -> key.open(PURPOSE, sealed));
        refused(() -> root.newScopeKey(random).open(AAD, sealed));
        refused(() -> key.open(AAD, Arrays.copyOf(sealed, sealed.length + 1)));
        for (int i = 0; i < sealed.length; i++) {
            byte[] changed = sealed.clone();
            changed[i] ^= (byte) (1 << i % 8);
            refused(() -> key.open(AAD, changed));
            byte[] cut = Arrays.copyOf(sealed, i);
            refused(() -> key.open(AAD, cut));
        }
    }

    @Test
    void sealsEmptyPayloads() {
        SecretBytes empty = SecretBytes.adopt(new byte[0]);
        assertThat(key.open(AAD, key.seal(AAD, empty, random))).isEqualTo(empty);
    }

    @Test
    void keysOfDifferentPurposesDiffer() {
        assertThat(key.rows().of(AAD)).isNotEqualTo(key.set().of(AAD));
        assertThat(root.hmac("cursor").of(AAD)).isNotEqualTo(root.hmac("pepper").of(AAD));
        assertThat(root.hmac("cursor").of(AAD)).isEqualTo(root.hmac("cursor").of(AAD));
    }

    @Test
    void aDroppedKeyIsOfNoUse() {
        byte[] sealed = key.seal(AAD, PAYLOAD, random);
        key.close();
        key.close();
        for (Runnable use :
                new Runnable[] {
                    () -> key.open(AAD, sealed),
                    () -> key.seal(AAD, PAYLOAD, random),
                    () -> key.rows().of(AAD),
                    () -> root.wrap(key, PURPOSE, random)
                }) {
            assertThatThrownBy(use::run)
                    .isInstanceOfSatisfying(
                            VaultException.class,
                            e -> assertThat(e.error()).isInstanceOf(VaultError.Unavailable.class));
        }
    }

    @Test
    void theRootKeyComesBackFromItsProvider() {
        RootKeyProvider provider = new FixedProvider();
        byte[] wrapped = root.wrapWith(provider, PURPOSE);
        RootKey back =
                RootKey.unwrap(KeyMemory.onHeap(), provider, wrapped, root.generation(), PURPOSE);
        assertThat(back.hmac("x").of(AAD)).isEqualTo(root.hmac("x").of(AAD));
    }

    private static void refused(Runnable use) {
        assertThatThrownBy(use::run)
                .isInstanceOfSatisfying(
                        VaultException.class,
                        e -> assertThat(e.error()).isInstanceOf(VaultError.IntegrityFailure.class));
    }

    /// Wraps under a key of its own, as a security module would.
    private final class FixedProvider implements RootKeyProvider {
        private final WrappedKey.Wrapping wrapping =
                new WrappedKey.Wrapping("fixed", "1", KeyMemory.onHeap().hold(new byte[32]));

        @Override
        public String id() {
            return "fixed";
        }

        @Override
        public byte[] wrap(SecretBytes rootKey, int generation, byte[] purpose) {
            return WrappedKey.wrap(
                            wrapping,
                            rootKey.toByteArray(SecretAccess.request()),
                            generation,
                            purpose,
                            random)
                    .toBytes();
        }

        @Override
        public SecretBytes unwrap(byte[] wrapped, byte[] purpose) {
            return WrappedKey.read(wrapped).unwrap(wrapping, purpose);
        }
    }
}
