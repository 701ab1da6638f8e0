package dev.keyward.vault.vaults;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;

final class TrailTest {
    /// What a change answers is what the store gives back later.
    @Test
    void timesAreWholeSeconds() {
        Instant second = Instant.parse("2026-11-25T00:43:45Z");
        Trail made = Trail.start(second.plusMillis(376), "a");
        assertThat(made.created()).isEqualTo(second);
        Trail changed = made.changed(second.plusMillis(5_999), "b");
        assertThat(changed).isEqualTo(new Trail(second, "a", second.plusSeconds(5), "b"));
    }
}
