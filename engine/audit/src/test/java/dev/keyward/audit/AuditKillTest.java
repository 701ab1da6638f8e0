package dev.keyward.audit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keyward.testing.ChildJvm;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// F-01 of reliability.md, for the trail: each life ends with a kill, the next goes on.
class AuditKillTest {
    private static final int LIVES = 20;

    @TempDir Path temporary = Path.of("");

    @Test
    @Tag("reliability:R-01")
    @Tag("reliability:R-02")
    void noAcknowledgedRecordIsLostAndTheChainHoldsAcrossKills() throws Exception {
        Trail trail = new Trail(temporary.resolve("audit"));
        SplittableRandom random = new SplittableRandom(20_261_124);
        List<Trail> signers = new ArrayList<>();
        Set<String> acknowledged = new HashSet<>();
        for (int life = 0; life < LIVES; life++) {
            try (ChildJvm child =
                    ChildJvm.start(
                            AppendingProcess.class,
                            trail.directory.toString(),
                            String.valueOf(life))) {
                signers.add(Trail.ofKey(trail.directory, child.line().orElseThrow()));
                acknowledged.addAll(child.killAfter(random.nextInt(1, 2_000)));
            }
        }
        // A last opening mends what the last kill left.
        signers.add(trail);
        trail.write("end");

        List<String> records = trail.records();
        assertThat(new HashSet<>(records)).containsAll(acknowledged);
        assertThat(acknowledged).hasSizeGreaterThan(LIVES);
        assertThat(records.stream().filter(record -> !record.startsWith("{")))
                .doesNotHaveDuplicates();
        CheckpointVerifier anyLife =
                (keyId, message, signature) ->
                        signers.stream().anyMatch(s -> s.verifies(keyId, message, signature));
        assertThat(AuditVerifier.verify(trail.directory, anyLife, List.of()))
                .isInstanceOfSatisfying(
                        Verdict.Intact.class,
                        it -> assertThat(it.lastSequence()).isEqualTo(records.size()));
    }
}
