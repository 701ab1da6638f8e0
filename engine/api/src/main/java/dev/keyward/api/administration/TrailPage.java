package dev.keyward.api.administration;

import dev.keyward.audit.AuditEntry;
import dev.keyward.audit.Verdict;
import dev.keyward.wire.ListPage;
import dev.keyward.wire.trail.TrailEntry;
import dev.keyward.wire.trail.TrailVerdict;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The trail's answers.
final class TrailPage {
    private TrailPage() {}

    static ListPage<TrailEntry> records(List<AuditEntry> entries, @Nullable String nextLink) {
        return new ListPage<>(
                entries.stream()
                        .map(entry ->
                                new TrailEntry(
                                        entry.sequence(),
                                        entry.time().toString(),
                                        entry.note(),
                                        entry.record()))
                        .toList(),
                nextLink);
    }

    static TrailVerdict verdict(Verdict verdict) {
        return switch (verdict) {
            case Verdict.Intact intact ->
                    new TrailVerdict.Intact(
                            intact.firstSequence(),
                            intact.lastSequence(),
                            intact.unfinishedBytes(),
                            intact.lastCheckpoint()
                                    .map(checkpoint ->
                                            new TrailVerdict.Checkpoint(
                                                    checkpoint.node(),
                                                    checkpoint.sequence(),
                                                    checkpoint.head(),
                                                    checkpoint.time().toString()))
                                    .orElse(null));
            case Verdict.Broken broken ->
                    new TrailVerdict.Broken(
                            broken.sequence(), broken.segment(), broken.offset(), broken.why());
        };
    }
}
