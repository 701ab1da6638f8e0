package dev.keyward.issuers.acme;

import dev.keyward.crypto.CanonicalWriter;
import dev.keyward.records.Draft;
import dev.keyward.records.DueRecord;
import dev.keyward.records.OpenRecord;
import dev.keyward.records.RecordId;
import dev.keyward.records.RecordScope;
import dev.keyward.records.SealedStore;
import dev.keyward.records.Stages;
import dev.keyward.store.Store;
import dev.keyward.vault.Chore;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.regex.Pattern;

/// What HTTP-01 challenges are answered with (RFC 8555 8.3). The answers are no secrets; they stand
/// in the store, so that any process of the deployment gives them, after a restart too.
public final class AcmeChallenges implements Chore {
    private static final String KIND = "acme-challenge";
    private static final Pattern TOKEN = Pattern.compile("[A-Za-z0-9_-]{1,256}");

    /// Longer than servers keep a challenge open.
    private static final Duration KEPT = Duration.ofDays(7);

    private final SealedStore records;
    private final Store store;

    public AcmeChallenges(SealedStore records, Store store) {
        this.records = records;
        this.store = store;
    }

    /// @param token last segment of the path, as anybody may send it
    /// @return the body of the answer; empty if there is no such challenge
    public Optional<String> answer(String token) {
        return TOKEN.matcher(token).matches()
                ? scope().get(RecordId.of(KIND, token))
                        .map(row -> row.clear(KIND, in -> in.expectFormat(1).text()))
                : Optional.empty();
    }

    void put(String token, String answer, Instant now) {
        RecordScope scope = scope();
        RecordId place = RecordId.of(KIND, token);
        Stages.join(
                store.change(tx -> {
                    Optional<OpenRecord> row = scope.get(tx, place);
                    scope.put(
                            tx,
                            scope.seal(
                                    new Draft(
                                            place,
                                            row.map(OpenRecord::revision).orElse(0L),
                                            0,
                                            now.plus(KEPT).getEpochSecond(),
                                            CanonicalWriter.of(KIND, 1).text(answer).toBytes(),
                                            null)));
                    return true;
                }));
    }

    void remove(String token) {
        RecordScope scope = scope();
        Stages.join(store.change(tx -> scope.delete(tx, RecordId.of(KIND, token))));
    }

    @Override
    public String kind() {
        return KIND;
    }

    @Override
    public void attend(DueRecord record, Instant now) {
        RecordScope scope = scope();
        Stages.join(
                store.change(tx -> {
                    boolean due =
                            scope.get(tx, record.id())
                                    .filter(row -> row.dueEpochSecond() <= now.getEpochSecond())
                                    .isPresent();
                    return due ? scope.delete(tx, record.id()) : 0;
                }));
    }

    @Override
    public void putOff(DueRecord record, Instant until) {
        RecordScope scope = scope();
        Stages.join(
                store.change(tx -> {
                    Optional<OpenRecord> row = scope.get(tx, record.id());
                    if (row.isPresent()) {
                        scope.put(
                                tx,
                                scope.seal(
                                        row.get()
                                                .change(
                                                        row.get().state(),
                                                        until.getEpochSecond(),
                                                        row.get().clear())));
                    }
                    return true;
                }));
    }

    private RecordScope scope() {
        return records.system();
    }
}
