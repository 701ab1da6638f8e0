package dev.keyward.store;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.keyward.testing.ChildJvm;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// F-01 of reliability.md: the process is killed while it writes, and opened again.
class KillTest {
    private static final int ROUNDS = 20;

    @TempDir Path temporary = Path.of("");

    @Test
    @Tag("reliability:R-01")
    @Tag("reliability:R-04")
    @Tag("reliability:R-12")
    void noAcknowledgedChangeIsLostAndNoneIsThereByHalfAfterKills() throws Exception {
        Path directory = temporary.resolve("store");
        SplittableRandom random = new SplittableRandom(20_261_124);
        long before = 0;
        for (int round = 0; round < ROUNDS; round++) {
            List<String> acknowledged;
            try (ChildJvm child = ChildJvm.start(WritingProcess.class, directory.toString())) {
                acknowledged = child.killAfter(random.nextInt(1, 400));
            }

            long start = System.nanoTime();
            try (Store store = Store.at(directory)) {
                assertThat(Duration.ofNanos(System.nanoTime() - start))
                        .isLessThan(Duration.ofSeconds(5));
                before = verify(store, acknowledged, before);
            }
        }
    }

    /// @param before changes that were made in earlier rounds, whose evidence is trimmed
    /// @return changes made up to now
    private static long verify(Store store, List<String> acknowledged, long before) {
        long total = 0;
        for (int w = 0; w < WritingProcess.WRITERS; w++) {
            String writer = "writer-" + w;
            long counter = WritingProcess.counter(store, writer);
            List<String> expected = new ArrayList<>();
            for (long n = 1; n <= counter; n++) {
                expected.add(WritingProcess.version(n));
            }
            assertThat(store.list(Page.versions(Records.SCOPE, "secret", writer, 10_000_000)))
                    .extracting(record -> record.key().version())
                    .containsExactlyElementsOf(expected);
            total += counter;
        }
        List<Store.Evidence> evidence = store.evidence(10_000_000);
        Set<String> facts = new HashSet<>();
        evidence.forEach(e -> facts.add(new String(e.auditRecord(), UTF_8)));
        assertThat(facts).hasSize((int) (total - before)).hasSameSizeAs(evidence);
        assertThat(acknowledged).isNotEmpty();
        assertThat(facts).containsAll(acknowledged);
        for (String fact : acknowledged) {
            String writer = fact.substring(0, fact.indexOf(' '));
            long number = Long.parseLong(fact.substring(fact.indexOf(' ') + 1));
            RecordKey key = Records.key(writer, WritingProcess.version(number));
            assertThat(store.get(key))
                    .get()
                    .usingRecursiveComparison()
                    .isEqualTo(Records.record(key, number, 0, 0));
        }
        Records.await(store.trimEvidence(evidence.getLast().sequence()));
        return total;
    }
}
