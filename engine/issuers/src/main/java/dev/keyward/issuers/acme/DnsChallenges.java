package dev.keyward.issuers.acme;

import dev.keyward.crypto.encoding.CanonicalWriter;
import dev.keyward.model.VaultError;
import dev.keyward.model.VaultException;
import dev.keyward.records.DueRecord;
import dev.keyward.records.OpenRecord;
import dev.keyward.records.SealedStore;
import dev.keyward.store.Store;
import dev.keyward.vault.upkeep.Chore;
import java.io.IOException;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Answers to DNS-01 challenges (RFC 8555 8.4): TXT records in a zone. Each is written down before
/// it is made, so that none is left behind: what couldn't be taken out of the zone when the order
/// ended, or belongs to an order that nobody asks about any more, is taken out later.
public final class DnsChallenges implements Chore {
    private static final System.Logger LOG = System.getLogger(DnsChallenges.class.getName());
    private static final String KIND = "acme-dns-record";
    private static final Duration ONE_CALL = Duration.ofSeconds(10);

    /// After that a zone that still refuses the removal isn't asked again.
    private static final Duration GIVEN_UP = Duration.ofDays(30);

    private final @Nullable DnsUpdates updates;
    private final ChallengeRows rows;

    /// @param zone null if there is none (any more)
    /// @param lookup where its name servers are
    public DnsChallenges(
            @Nullable DnsZone zone, AcmeAccess.Lookup lookup, SealedStore records, Store store) {
        this.updates = zone == null ? null : new DnsUpdates(zone, lookup);
        this.rows = new ChallengeRows(KIND, records, store);
    }

    private record Written(DnsUpdates.Text text, Instant at) {
        static Written read(OpenRecord row) {
            return row.clear(
                    KIND,
                    in -> {
                        in.expectFormat(1);
                        return new Written(
                                new DnsUpdates.Text(in.text(), in.text()),
                                Instant.ofEpochSecond(in.number()));
                    });
        }
    }

    /// Makes the records; names and wildcards of them have one place and two values.
    ///
    /// @param names what to write, and its name as the server looks it up
    /// @throws VaultException with `BadParameter` if a name isn't in the zone
    void put(List<Map.Entry<String, String>> names, Instant now, AnswerTime time)
            throws IOException {
        if (updates == null) {
            throw new VaultException(
                    new VaultError.BadParameter("acme.dns.server", "set for this name"));
        }
        List<DnsUpdates.Text> texts = new ArrayList<>();
        for (Map.Entry<String, String> each : names) {
            texts.add(new DnsUpdates.Text(updates.place(each.getValue(), time), each.getKey()));
        }
        for (DnsUpdates.Text text : texts) {
            rows.put(
                    text.value(),
                    now.plus(AcmeChallenges.KEPT),
                    CanonicalWriter.of(KIND, 1)
                            .text(text.place().toString())
                            .text(text.value())
                            .number(now.getEpochSecond())
                            .toBytes());
        }
        updates.add(texts, time);
    }

    /// Takes a record out; if that can't be done now, later.
    void remove(String value, Instant now, AnswerTime time) {
        Optional<OpenRecord> row = rows.find(value);
        if (row.isEmpty()) {
            return;
        }
        try {
            remove(row.get(), time);
        } catch (IOException unreachable) {
            rows.due(row.get().id(), now);
        }
    }

    private void remove(OpenRecord row, AnswerTime time) throws IOException {
        if (updates != null) {
            updates.remove(Written.read(row).text(), time);
        }
        rows.remove(row.id());
    }

    @Override
    public String kind() {
        return KIND;
    }

    @Override
    public void attend(DueRecord record, Instant now) {
        Optional<OpenRecord> row =
                rows.find(record.id().name())
                        .filter(found -> found.dueEpochSecond() <= now.getEpochSecond());
        if (row.isEmpty()) {
            return;
        }
        try {
            remove(row.get(), new AnswerTime(ONE_CALL, ONE_CALL));
        } catch (IOException unreachable) {
            Written written = Written.read(row.get());
            boolean last = written.at().plus(GIVEN_UP).isBefore(now);
            LOG.log(
                    Level.WARNING,
                    "the TXT record {0} can''t be taken out of its zone{1}: {2}",
                    written.text().place(),
                    last ? ", remove it by hand" : "",
                    unreachable.toString());
            if (last) {
                rows.remove(record.id());
            } else {
                rows.due(record.id(), now.plus(Duration.ofHours(1)));
            }
        }
    }

    @Override
    public void putOff(DueRecord record, Instant until) {
        rows.due(record.id(), until);
    }
}
