package dev.keyward.crypto.transport;

import dev.keyward.crypto.files.ImportedKey;
import dev.keyward.crypto.files.KeyFixtures;
import dev.keyward.crypto.files.KeyImport;
import dev.keyward.crypto.forms.PrivateKeyParts;
import dev.keyward.crypto.forms.PublicKeyParts;
import dev.keyward.crypto.keys.CryptoKey;
import dev.keyward.crypto.keys.Keys;
import dev.keyward.model.KeyParameters;
import dev.keyward.model.SecretBytes;
import dev.keyward.model.VaultException;
import dev.keyward.testing.KeptInputs;
import dev.keyward.testing.SeededRandom;
import dev.keyward.testing.Stranger;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.TestFactory;

/// The ciphertext of a transfer blob: as it is, and as what somebody wrapped who has the public
/// half of the exchange key, which is everybody who may import.
@Tag("security:S-14")
final class KeyTransferFuzzTest {
    private static final SeededRandom RANDOM = new SeededRandom(1);
    private static final Keys KEYS = new Keys(RANDOM);
    private static final KeyImport IMPORT = new KeyImport(RANDOM);
    private static final CryptoKey EXCHANGE = exchangeKey();
    private static final List<String> KINDS = List.of("RSA", "EC", "oct", "AKP", "OKP");

    @TestFactory
    Stream<DynamicTest> keptInputs() throws IOException {
        return KeptInputs.of(KeyTransferFuzzTest.class, KeyTransferFuzzTest::fuzzerTestOneInput);
    }

    /// The first octet says of which kind the key is expected to be.
    public static void fuzzerTestOneInput(byte[] input) {
        if (input.length < 2) {
            return;
        }
        String kind = KINDS.get((input[0] & 0xff) % KINDS.size());
        byte[] content = Arrays.copyOfRange(input, 1, input.length);
        Stranger.sends(
                content,
                VaultException.class,
                bytes -> KeyTransfer.unwrap(EXCHANGE, bytes, kind).close());
        byte[] wrapped =
                KeyTransfer.wrap(
                        KEYS,
                        (PublicKeyParts.Rsa) EXCHANGE.publicParts(),
                        new ImportedKey(new KeyParameters.Oct(128), SecretBytes.copyOf(content)),
                        RANDOM);
        Stranger.sends(
                wrapped,
                VaultException.class,
                bytes -> {
                    try (PrivateKeyParts parts = KeyTransfer.unwrap(EXCHANGE, bytes, kind)) {
                        IMPORT.check(parts).close();
                    }
                });
    }

    private static CryptoKey exchangeKey() {
        try (ImportedKey key = IMPORT.check(KeyFixtures.rsa())) {
            return KEYS.open(key.parameters(), key.pkcs8());
        }
    }
}
