package dev.keyward.api.deployment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.keyward.api.audit.IntegrityAlarm;
import dev.keyward.audit.AuditLog;
import dev.keyward.audit.InMemoryAuditLog;
import dev.keyward.crypto.sealing.KeyFile;
import dev.keyward.model.TenantId;
import dev.keyward.model.VaultException;
import dev.keyward.model.VaultId;
import dev.keyward.records.Draft;
import dev.keyward.records.NewScope;
import dev.keyward.records.RecordId;
import dev.keyward.records.RecordScope;
import dev.keyward.records.Sealed;
import dev.keyward.records.SealedStore;
import dev.keyward.store.Change;
import dev.keyward.store.Store;
import dev.keyward.store.StoredRecord;
import dev.keyward.testing.FakeClock;
import dev.keyward.testing.SeededRandom;
import dev.keyward.vault.vaults.Vaults;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What a running deployment notices of changes behind its back, and whom it tells.
final class SelfCheckTest {
    private static final VaultId VAULT = new VaultId(new UUID(1, 2));

    private static final TenantId TENANT = new TenantId(new UUID(3, 4));

    private final FakeClock clock = new FakeClock(Instant.parse("2026-11-24T10:00:00Z"));
    private final Store store = Store.inMemory();
    private final SealedStore sealed;
    private final SelfCheck check;
    private final List<String> alarms = new ArrayList<>();
    private boolean setBack;

    SelfCheckTest(@TempDir Path directory) throws IOException {
        SeededRandom random = new SeededRandom(4);
        sealed =
                SealedStore.open(
                        store,
                        KeyFile.openOrCreate(directory.resolve("keys/root.key"), random),
                        random);
        Anchor anchor = new Anchor(directory.resolve("anchor"), null, sealed, clock);
        Vaults vaults = Vaults.open(sealed, store, clock, random);
        check =
                new SelfCheck(
                        sealed,
                        anchor,
                        new Scrub(store, sealed, vaults),
                        () -> setBack = true,
                        store::fail,
                        clock);
        sealed.onIntegrityFailure(alarms::add);
        NewScope made = sealed.newVault(VAULT, TENANT);
        change(tx -> {
            made.put(tx);
            return made;
        });
        put("one");
    }

    private <T> T change(Change<T> change) {
        return store.change(change).toCompletableFuture().join();
    }

    private void put(String name) {
        RecordScope scope = sealed.vault(VAULT);
        Sealed record = scope.seal(Draft.create(RecordId.of("secret", name), 0, new byte[0], null));
        change(tx -> {
            scope.put(tx, record);
            return record;
        });
    }

    private List<StoredRecord> rows() {
        List<StoredRecord> rows = new ArrayList<>(store.scan("system", null, 100));
        rows.addAll(store.scan(VAULT.toString(), null, 100));
        return rows;
    }

    @Test
    @Tag("security:S-04")
    @Tag("reliability:R-07")
    void aDatabaseSetBackUnderARunningProcessIsNoticed() {
        List<StoredRecord> older = rows();
        put("two");
        check.advance();
        assertThat(setBack).isFalse();
        change(tx -> {
            older.forEach(tx::put);
            return older;
        });
        check.advance();
        assertThat(setBack).isTrue();
        assertThat(alarms).singleElement().asString().contains("was set back");
    }

    @Test
    @Tag("security:S-02")
    @Tag("security:S-03")
    @Tag("security:S-04")
    void aRowThatWasTakenAwayIsFoundByTheScrubOnceADay() {
        put("two");
        check.round();
        assertThat(alarms).isEmpty();
        StoredRecord gone =
                store.scan(VAULT.toString(), null, 100).stream()
                        .filter(row -> row.key().name().equals("two"))
                        .findFirst()
                        .orElseThrow();
        change(tx -> {
            tx.delete(gone.key());
            return gone;
        });
        clock.advance(Duration.ofHours(23));
        check.round();
        assertThat(alarms).isEmpty();
        clock.advance(Duration.ofHours(1));
        check.round();
        assertThat(alarms).singleElement().asString().contains("says 2 records, found 1");
        assertThat(sealed.integrityFailures()).isPositive();
    }

    @Test
    @Tag("security:S-02")
    @Tag("security:S-13")
    void aFindingIsPutOnTheRecordOnceAMinute() {
        InMemoryAuditLog audit = AuditLog.inMemory();
        IntegrityAlarm alarm = new IntegrityAlarm(audit, clock);
        alarm.accept("secret 'db' was changed");
        alarm.accept("secret 'db' was changed");
        alarm.accept("secret 'other' was changed");
        assertThat(audit.records()).hasSize(2);
        clock.advance(Duration.ofMinutes(1));
        alarm.accept("secret 'db' was changed");
        assertThat(audit.records())
                .hasSize(3)
                .allSatisfy(record ->
                        assertThat(new String(record, StandardCharsets.UTF_8))
                                .contains("\"operationName\":\"IntegrityFailure\"")
                                .contains("was changed")
                                .contains("\"succeeded\":false"));
    }

    @Test
    @Tag("security:S-02")
    void whatFindsABrokenRowIsToldOfItWhateverBecomesOfTheRecord() {
        AuditLog closed = AuditLog.inMemory();
        closed.close();
        sealed.onIntegrityFailure(new IntegrityAlarm(closed, clock));
        StoredRecord row =
                store.scan(VAULT.toString(), null, 100).stream()
                        .filter(found -> found.key().name().equals("one"))
                        .findFirst()
                        .orElseThrow();
        change(tx -> {
            tx.put(
                    new StoredRecord(
                            row.key(),
                            row.revision(),
                            row.state() + 1,
                            row.dueEpochSecond(),
                            row.clear(),
                            row.sealed(),
                            row.mac()));
            return row;
        });
        assertThatThrownBy(() -> sealed.vault(VAULT).get(RecordId.of("secret", "one")))
                .isInstanceOf(VaultException.class);
    }
}
