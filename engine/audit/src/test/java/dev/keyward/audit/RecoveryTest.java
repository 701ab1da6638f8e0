package dev.keyward.audit;

import static dev.keyward.audit.Trail.await;
import static dev.keyward.audit.Trail.bytes;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Opening a trail after whatever befell it.
class RecoveryTest {
    @TempDir Path temporary = Path.of("");
    private Trail trail = new Trail(temporary);

    @BeforeEach
    void begin() {
        trail = new Trail(temporary.resolve("audit"));
    }

    @Test
    @Tag("reliability:R-02")
    void aTornTailIsCutKeptBesideAndNoted() throws IOException {
        trail.write("a", "b");
        byte[] torn = new byte[40];
        torn[7] = 100;
        Files.write(trail.segments().getLast(), torn, StandardOpenOption.APPEND);

        trail.write("c");

        List<String> records = trail.records();
        assertThat(records).hasSize(4).startsWith("a", "b").endsWith("c");
        assertThat(records.get(2))
                .startsWith("{\"note\":\"torn-tail\",\"afterSequence\":2,\"cutBytes\":40,");
        assertThat(trail.directory.resolve("cut-after-00000000000000000002"))
                .hasBinaryContent(torn);
        assertThat(trail.verify()).isInstanceOf(Verdict.Intact.class);
    }

    @Test
    void aSegmentWhoseHeaderNeverGotWrittenIsBegunAnew() throws IOException {
        trail.write("a");
        Files.createFile(new AuditDirectory(trail.directory).segment(2));

        trail.write("b");

        assertThat(trail.records()).containsExactly("a", "b");
        assertThat(trail.verify()).isInstanceOf(Verdict.Intact.class);
    }

    @Test
    @Tag("reliability:R-07")
    void aTrailThatLacksDurableRecordsIsNotOpened() throws IOException {
        trail.write("a", "b", "c");
        Path segment = trail.segments().getFirst();
        byte[] all = Files.readAllBytes(segment);
        Files.write(segment, java.util.Arrays.copyOf(all, all.length / 2));

        assertThatThrownBy(() -> trail.open())
                .isInstanceOf(IOException.class)
                .hasMessageContaining("a checkpoint says that 3 were durable")
                .hasMessageContaining("move the directory away");
    }

    @Test
    @Tag("reliability:R-07")
    void aTrailWithoutItsSegmentsIsNotOpened() throws IOException {
        trail.write("a");
        Files.delete(trail.segments().getFirst());

        assertThatThrownBy(() -> trail.open()).hasMessageContaining("1 were durable");
    }

    @Test
    void aTrailOfAnotherNodeIsNotOpened() throws IOException {
        trail.write("a");

        assertThatThrownBy(
                        () -> AuditLog.at(trail.directory, "node-2", trail.clock, trail.signer()))
                .hasMessageContaining("is that of node node-1, not of node-2");
    }

    @Test
    void aMissingHeadIsNoted() throws IOException {
        trail.write("a");
        Files.delete(trail.directory.resolve("head"));

        trail.write("b");

        assertThat(trail.records()).containsExactly("a", "{\"note\":\"head-missing\"}", "b");
    }

    @Test
    @Tag("reliability:R-01")
    void evidenceThatACrashLeftInTheStoreTooIsNotWrittenTwice() throws IOException {
        try (AuditLog log = trail.open()) {
            await(log.append(1, bytes("one")));
            await(log.append(2, bytes("two")));
        }

        try (AuditLog log = trail.open()) {
            await(log.append(2, bytes("two")));
            await(log.append(3, bytes("three")));
        }

        assertThat(trail.records()).containsExactly("one", "two", "three");
    }

    @Test
    @Tag("reliability:R-01")
    void evidenceOfAStoreThatBeganAnewIsNotTakenForOldOne() throws IOException {
        try (AuditLog log = trail.open()) {
            await(log.append(1, bytes("of the old store")));
        }

        try (AuditLog log = trail.open()) {
            await(log.append(1, bytes("of the new store")));
        }

        assertThat(trail.records()).containsExactly("of the old store", "of the new store");
    }
}
