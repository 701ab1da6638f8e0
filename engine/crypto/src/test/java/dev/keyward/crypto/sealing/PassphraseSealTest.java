package dev.keyward.crypto.sealing;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.keyward.model.SecretBytes;
import dev.keyward.testing.SeededRandom;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class PassphraseSealTest {
    private static final SecretBytes PASSPHRASE = SecretBytes.ofUtf8("correct horse battery");
    private static final SecretBytes CONTENT = SecretBytes.ofUtf8("content");
    private static final byte[] LABEL = "label".getBytes(UTF_8);

    private final PassphraseSeal seal = new PassphraseSeal(new SeededRandom(1));

    @Test
    void thePassphraseOpensItAnywhereAndNoOtherDoes() {
        byte[] sealed = seal.seal(PASSPHRASE, LABEL, CONTENT);
        PassphraseSeal elsewhere = new PassphraseSeal(new SeededRandom(2));
        assertThat(elsewhere.open(PASSPHRASE, LABEL, sealed)).contains(CONTENT);
        assertThat(elsewhere.open(SecretBytes.ofUtf8("correct horse"), LABEL, sealed)).isEmpty();
        assertThat(elsewhere.open(PASSPHRASE, "other".getBytes(UTF_8), sealed)).isEmpty();
    }

    @Test
    void everyPartOfItIsAuthenticated() {
        byte[] sealed = seal.seal(PASSPHRASE, LABEL, CONTENT);
        // Format, salt, nonce, ciphertext, tag.
        for (int at : new int[] {0, 1, 17, 29, sealed.length - 1}) {
            byte[] bad = sealed.clone();
            bad[at] ^= 1;
            assertThat(seal.open(PASSPHRASE, LABEL, bad)).as("byte %s", at).isEmpty();
        }
        assertThat(seal.open(PASSPHRASE, LABEL, Arrays.copyOf(sealed, 30))).isEmpty();
        assertThat(seal.open(PASSPHRASE, LABEL, new byte[0])).isEmpty();
    }

    @Test
    void noTwoSealsAreAlike() {
        assertThat(seal.seal(PASSPHRASE, LABEL, CONTENT))
                .isNotEqualTo(seal.seal(PASSPHRASE, LABEL, CONTENT));
    }
}
