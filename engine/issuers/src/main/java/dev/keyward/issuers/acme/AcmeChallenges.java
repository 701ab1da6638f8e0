package dev.keyward.issuers.acme;

import dev.keyward.crypto.encoding.CanonicalWriter;
import dev.keyward.records.DueRecord;
import dev.keyward.records.SealedStore;
import dev.keyward.store.Store;
import dev.keyward.vault.upkeep.Chore;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.regex.Pattern;

/// What HTTP-01 challenges are answered with (RFC 8555 8.3). The answers stand in the store, so
/// that any process of the deployment gives them, after a restart too.
public final class AcmeChallenges implements Chore {
    private static final String KIND = "acme-challenge";
    private static final Pattern TOKEN = Pattern.compile("[A-Za-z0-9_-]{1,256}");

    /// Longer than servers keep a challenge open.
    static final Duration KEPT = Duration.ofDays(7);

    private final ChallengeRows rows;

    public AcmeChallenges(SealedStore records, Store store) {
        this.rows = new ChallengeRows(KIND, records, store);
    }

    /// @param token last segment of the path, as anybody may send it
    /// @return the body of the answer; empty if there is no such challenge
    public Optional<String> answer(String token) {
        return TOKEN.matcher(token).matches()
                ? rows.find(token).map(row -> row.clear(KIND, in -> in.expectFormat(1).text()))
                : Optional.empty();
    }

    void put(String token, String answer, Instant now) {
        rows.put(token, now.plus(KEPT), CanonicalWriter.of(KIND, 1).text(answer).toBytes());
    }

    void remove(String token) {
        rows.remove(rows.place(token));
    }

    @Override
    public String kind() {
        return KIND;
    }

    @Override
    public void attend(DueRecord record, Instant now) {
        rows.removeIfDue(record.id(), now);
    }

    @Override
    public void putOff(DueRecord record, Instant until) {
        rows.due(record.id(), until);
    }
}
