package dev.keyward.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class SecretBytesTest {
    private static final SecretAccess ACCESS = SecretAccess.request();

    private static byte[] content() {
        return "content".getBytes(StandardCharsets.US_ASCII);
    }

    private static void isWiped(SecretBytes secret) {
        assertThatThrownBy(() -> secret.toByteArray(ACCESS)).isInstanceOf(Bug.class);
        assertThatThrownBy(() -> secret.toUtf8(ACCESS)).isInstanceOf(Bug.class);
        assertThatThrownBy(() -> secret.use(ACCESS, bytes -> bytes.length)).isInstanceOf(Bug.class);
    }

    @Test
    void closingWipesTheContentAndNothingReadsItAfterwards() {
        byte[] held = content();
        SecretBytes secret = SecretBytes.adopt(held);
        assertThat(secret.toUtf8(ACCESS)).isEqualTo("content");
        secret.close();
        assertThat(held).containsOnly(0);
        isWiped(secret);
    }

    @Test
    void whatIsClosedWhileItIsLentIsNotTakenForItsContent() {
        SecretBytes secret = SecretBytes.adopt(content());
        assertThatThrownBy(() ->
                        secret.use(
                                ACCESS,
                                bytes -> {
                                    secret.close();
                                    return bytes.clone();
                                }))
                .isInstanceOf(Bug.class);
    }

    @Test
    void equalContentIsEqualUntilEitherIsWiped() {
        SecretBytes one = SecretBytes.adopt(content());
        SecretBytes other = SecretBytes.copyOf(content());
        assertThat(one).isEqualTo(other).hasSameHashCodeAs(other);
        assertThat(one).isNotEqualTo(SecretBytes.ofUtf8("another")).isNotEqualTo("content");
        one.close();
        assertThat(one).isNotEqualTo(other).isEqualTo(one);
        assertThat(other).isNotEqualTo(one);
        assertThat(other).isNotEqualTo(SecretBytes.adopt(new byte[content().length]));
        other.close();
        assertThat(one).isNotEqualTo(other);
        assertThat(other).isNotEqualTo(SecretBytes.adopt(new byte[content().length]));
    }

    @Test
    @Tag("security:S-09")
    void itsTextIsItsLength() {
        assertThat(SecretBytes.ofUtf8("content")).hasToString("SecretBytes[7 bytes]");
    }

    /// Readers on other threads get the content or are told that it is gone, never zeros.
    @Test
    void aReadBesideTheWipingGivesTheWholeContentOrFails() throws Exception {
        byte[] ones = new byte[4096];
        Arrays.fill(ones, (byte) 1);
        SecretBytes zeros = SecretBytes.copyOf(new byte[ones.length]);
        AtomicReference<SecretBytes> shared = new AtomicReference<>(SecretBytes.copyOf(ones));
        Callable<Integer> reader =
                () -> {
                    int read = 0;
                    for (int i = 0; i < 20_000; i++) {
                        SecretBytes secret = shared.get();
                        try {
                            assertThat(Arrays.equals(secret.toByteArray(ACCESS), ones)).isTrue();
                            read++;
                        } catch (Bug gone) {
                            assertThat(gone).hasMessageContaining("wiping");
                        }
                        assertThat(zeros.equals(secret)).isFalse();
                    }
                    return read;
                };
        try (ExecutorService threads = Executors.newFixedThreadPool(3)) {
            List<Future<Integer>> readers = List.of(threads.submit(reader), threads.submit(reader));
            Future<?> wiper =
                    threads.submit(() -> {
                        while (!readers.stream().allMatch(Future::isDone)) {
                            shared.getAndSet(SecretBytes.copyOf(ones)).close();
                        }
                    });
            for (Future<Integer> each : readers) {
                assertThat(each.get()).isPositive();
            }
            wiper.get();
        }
    }
}
