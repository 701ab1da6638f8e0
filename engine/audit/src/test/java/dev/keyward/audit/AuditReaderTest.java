package dev.keyward.audit;

import static dev.keyward.audit.Trail.await;
import static dev.keyward.audit.Trail.bytes;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// One record a minute from 12:00 to 12:29, some ten a segment.
class AuditReaderTest {
    private static final Instant NOON = Instant.parse("2026-11-24T12:00:00Z");

    @TempDir Path temporary = Path.of("");
    private AuditReader reader = AuditReader.at(temporary);

    @BeforeEach
    void write() throws IOException {
        Trail trail = new Trail(temporary.resolve("audit"));
        AuditSettings settings =
                new AuditSettings(1L << 30, Duration.ofMinutes(10), Duration.ofDays(1));
        try (AuditLog log = trail.open(settings)) {
            for (int i = 0; i < 30; i++) {
                await(log.append(bytes("m" + i)));
                trail.clock.advance(Duration.ofMinutes(1));
            }
        }
        assertThat(trail.segments()).hasSize(3);
        reader = AuditReader.at(trail.directory);
    }

    private static List<String> texts(Stream<AuditEntry> entries) {
        try (entries) {
            return entries.map(entry -> new String(entry.record(), UTF_8)).toList();
        }
    }

    @Test
    void aSpanOfTimeBeginsInclusiveAndEndsExclusive() throws IOException {
        Instant from = NOON.plus(Duration.ofMinutes(9));
        assertThat(texts(reader.between(from, from.plus(Duration.ofMinutes(3)))))
                .containsExactly("m9", "m10", "m11");
    }

    @Test
    void entriesBehindANumberComeAcrossSegments() throws IOException {
        assertThat(texts(reader.after(28))).containsExactly("m28", "m29");
        assertThat(texts(reader.after(11))).hasSize(19).startsWith("m11");
        assertThat(texts(reader.after(30))).isEmpty();
    }

    @Test
    void theTailComesOldestFirstAcrossSegments() throws IOException {
        assertThat(texts(reader.tail(2).stream())).containsExactly("m28", "m29");
        assertThat(texts(reader.tail(12).stream())).hasSize(12).startsWith("m18");
        assertThat(reader.tail(100)).hasSize(30);
    }

    @Test
    void aStreamMayBeLeftHalfWay() throws IOException {
        try (Stream<AuditEntry> entries = reader.after(0)) {
            assertThat(entries.limit(3).map(AuditEntry::sequence)).containsExactly(1L, 2L, 3L);
        }
    }
}
