package dev.keyward.server.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// Hundreds of answers of one client don't keep the others waiting.
@Tag("security:S-14")
final class HomecomingTest {
    private final Deque<Runnable> soon = new ArrayDeque<>();
    private final Deque<Runnable> after = new ArrayDeque<>();
    private final List<String> done = new ArrayList<>();
    private final Homecoming home =
            new Homecoming(
                    new Homecoming.Loop() {
                        @Override
                        public void soon(Runnable task) {
                            soon.add(task);
                        }

                        @Override
                        public void afterOthers(Runnable task) {
                            after.add(task);
                        }
                    });

    private void comes(String connection, int pieces) {
        for (int i = 0; i < pieces; i++) {
            String what = connection + i;
            home.run(connection, () -> done.add(what));
        }
    }

    @Test
    void oneWakeUpBringsWhatIsThere() {
        comes("a", 3);
        assertThat(soon).hasSize(1);
        soon.remove().run();
        assertThat(done).containsExactly("a0", "a1", "a2");
        assertThat(after).isEmpty();
    }

    @Test
    void hundredsTakeSeveralTurnsAndOthersComeBetweenThem() {
        comes("flood", 100);
        soon.remove().run();
        assertThat(done).hasSize(Homecoming.A_TURN);
        comes("honest", 1);
        soon.remove().run();
        after.remove().run();
        assertThat(done).hasSize(2 * Homecoming.A_TURN);
        assertThat(done.indexOf("honest0")).isLessThanOrEqualTo(Homecoming.A_TURN + 1);
        while (!after.isEmpty()) {
            after.remove().run();
        }
        assertThat(soon).isEmpty();
        assertThat(done).hasSize(101).doesNotHaveDuplicates();
        assertThat(done.stream().filter(what -> what.startsWith("flood")).toList())
                .isEqualTo(IntStream.range(0, 100).mapToObj(i -> "flood" + i).toList());
    }

    @Test
    void connectionsTakeTurns() {
        comes("a", 3);
        comes("b", 2);
        comes("c", 1);
        soon.remove().run();
        assertThat(done).containsExactly("a0", "b0", "c0", "a1", "b1", "a2");
    }

    @Test
    void whatFailsKeepsNothingElseFromComing() {
        home.run(
                "a",
                () -> {
                    throw new IllegalStateException("a fault");
                });
        comes("b", 2);
        assertThatThrownBy(soon.remove()::run).isInstanceOf(IllegalStateException.class);
        after.remove().run();
        assertThat(done).containsExactly("b0", "b1");
    }
}
