package dev.keyward.vault.rows;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.keyward.model.SecretBytes;
import java.util.Arrays;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class WipingTest {
    private final byte[] held = new byte[8];
    private final SecretBytes secret = SecretBytes.adopt(held);

    @BeforeEach
    void fill() {
        Arrays.fill(held, (byte) 1);
    }

    @Test
    void theContentIsThereUntilTheChangeHasEnded() {
        CompletableFuture<String> change = new CompletableFuture<>();
        CompletionStage<String> stage = Wiping.after(secret, () -> change);
        assertThat(held).containsOnly(1);
        change.complete("done");
        assertThat(stage.toCompletableFuture()).isCompletedWithValue("done");
        assertThat(held).containsOnly(0);
    }

    @Test
    void aChangeThatFailsOrIsNeverBegunLeavesZeros() {
        CompletionStage<String> failed =
                Wiping.after(
                        secret,
                        () -> CompletableFuture.failedFuture(new IllegalStateException("why")));
        assertThat(failed.toCompletableFuture()).isCompletedExceptionally();
        assertThat(held).containsOnly(0);
        fill();
        assertThatThrownBy(() ->
                        Wiping.<String>after(
                                secret,
                                () -> {
                                    throw new IllegalStateException("why");
                                }))
                .hasMessage("why");
        assertThat(held).containsOnly(0);
    }
}
