package dev.keyward.clients.page;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keyward.clients.page.CompatibilityPage.Call;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

final class CompatibilityGapsTest {
    private static final List<DataOperation> OPERATIONS =
            List.of(
                    new DataOperation("KeyGet", "", ""),
                    new DataOperation("KeyRotate", "7.3", ""),
                    new DataOperation("SecretGet", "", ""));

    private static List<String> gaps(Call... calls) {
        return new CompatibilityPage(OPERATIONS, Set.of(calls)).gaps("c");
    }

    @Test
    void aVersionSentElsewhereIsMissed() {
        assertThat(
                        gaps(
                                new Call("KeyGet", "c", "7.3"),
                                new Call("KeyRotate", "c", "7.4"),
                                new Call("SecretGet", "c", "7.5")))
                .containsExactly("KeyGet 7.4", "KeyRotate 7.3");
    }

    @Test
    void whatAVersionDoesNotKnowIsNotMissed() {
        assertThat(
                        gaps(
                                new Call("KeyGet", "c", "2016-10-01"),
                                new Call("KeyGet", "c", "7.2"),
                                new Call("KeyGet", "c", "7.3-preview"),
                                new Call("KeyGet", "c", "2025-07-01"),
                                new Call("KeyRotate", "other", "7.3")))
                .containsExactly("KeyRotate 7.3-preview", "KeyRotate 2025-07-01");
    }
}
