package dev.keyward.issuers;

import dev.keyward.crypto.encoding.CanonicalWriter;
import dev.keyward.model.VaultError;
import dev.keyward.model.VaultException;
import dev.keyward.model.VaultId;
import dev.keyward.records.Draft;
import dev.keyward.records.DueRecord;
import dev.keyward.records.OpenRecord;
import dev.keyward.records.RecordId;
import dev.keyward.records.RecordScope;
import dev.keyward.records.Sealed;
import dev.keyward.records.SealedStore;
import dev.keyward.records.Stages;
import dev.keyward.store.Page;
import dev.keyward.store.Store;
import dev.keyward.vault.objects.Evidence;
import dev.keyward.vault.upkeep.Chore;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/// The certificates that authorities signed, by serial number and by order. A row goes some time
/// after its certificate has expired: a list names none of those (RFC 5280 3.3).
final class IssuedCertificates implements Chore {
    static final String ORDER = "issued-order";
    private static final Duration KEPT = Duration.ofDays(30);
    private static final int PAGE = 1_000;

    private final SealedStore records;
    private final Store store;

    IssuedCertificates(SealedStore records, Store store) {
        this.records = records;
        this.store = store;
    }

    Optional<IssuedCertificate> find(VaultId vault, String serial) {
        return scope(vault).get(id(serial)).map(IssuedCertificate::read);
    }

    Optional<IssuedCertificate> ofOrder(VaultId vault, String requestId) {
        return scope(vault)
                .get(RecordId.of(ORDER, requestId))
                .map(row -> row.clear(ORDER, in -> in.expectFormat(1).text()))
                .flatMap(serial -> find(vault, serial));
    }

    /// Those in the list of an authority at that time.
    List<IssuedCertificate> revoked(VaultId vault, String authority, Instant now) {
        RecordScope scope = scope(vault);
        List<IssuedCertificate> all = new ArrayList<>();
        String after = "";
        List<OpenRecord> rows;
        do {
            rows =
                    scope.list(
                            new Page(
                                    scope.id(),
                                    IssuedCertificate.KIND,
                                    null,
                                    after,
                                    "",
                                    IssuedCertificate.REVOKED,
                                    PAGE));
            for (OpenRecord row : rows) {
                after = row.id().name();
                IssuedCertificate found = IssuedCertificate.read(row);
                if (found.authority().equals(authority) && !found.notAfter().isBefore(now)) {
                    all.add(found);
                }
            }
        } while (rows.size() == PAGE);
        return all;
    }

    /// @return false if the order has its certificate already
    boolean add(VaultId vault, IssuedCertificate certificate, byte[] evidence) {
        RecordScope scope = scope(vault);
        Sealed row =
                scope.seal(
                        Draft.create(
                                        id(certificate.serial()),
                                        certificate.state(),
                                        certificate.clear(),
                                        null)
                                .due(certificate.notAfter().plus(KEPT).getEpochSecond()));
        Sealed order =
                scope.seal(
                        Draft.create(
                                RecordId.of(ORDER, certificate.requestId()),
                                0,
                                CanonicalWriter.of(ORDER, 1).text(certificate.serial()).toBytes(),
                                null));
        try {
            return Stages.join(
                    store.change(tx -> {
                        scope.put(tx, row, order);
                        tx.evidence(evidence);
                        return true;
                    }));
        } catch (VaultException refusal) {
            if (refusal.error() instanceof VaultError.Conflict) {
                return false;
            }
            throw refusal;
        }
    }

    /// Puts a certificate into the list; one that is in it stays as it is.
    ///
    /// @throws VaultException with `IssuedCertificateNotFound` if no authority of the vault signed
    ///   it
    IssuedCertificate revoke(
            VaultId vault,
            String serial,
            IssuedCertificate.Revocation revocation,
            Evidence<IssuedCertificate> evidence) {
        RecordScope scope = scope(vault);
        return Stages.join(
                store.change(tx -> {
                    OpenRecord row =
                            scope.get(tx, id(serial))
                                    .orElseThrow(() ->
                                            new VaultException(
                                                    new VaultError.IssuedCertificateNotFound()));
                    IssuedCertificate before = IssuedCertificate.read(row);
                    IssuedCertificate after =
                            before.revocation() == null ? before.revoked(revocation) : before;
                    if (before.revocation() == null) {
                        scope.put(
                                tx,
                                scope.seal(
                                        row.change(
                                                after.state(),
                                                row.dueEpochSecond(),
                                                after.clear())));
                    }
                    tx.evidence(evidence.of(after));
                    return after;
                }));
    }

    @Override
    public String kind() {
        return IssuedCertificate.KIND;
    }

    @Override
    public void attend(DueRecord record, Instant now) {
        RecordScope scope = scope(record);
        Stages.join(
                store.change(tx -> {
                    Optional<OpenRecord> row = scope.get(tx, record.id());
                    if (row.isPresent() && row.get().dueEpochSecond() <= now.getEpochSecond()) {
                        String requestId = IssuedCertificate.read(row.get()).requestId();
                        scope.delete(tx, record.id(), RecordId.of(ORDER, requestId));
                    }
                    return true;
                }));
    }

    @Override
    public void putOff(DueRecord record, Instant until) {
        RecordScope scope = scope(record);
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

    private RecordScope scope(DueRecord record) {
        return scope(new VaultId(UUID.fromString(record.scope())));
    }

    private RecordScope scope(VaultId vault) {
        return records.vault(vault);
    }

    private static RecordId id(String serial) {
        return RecordId.of(IssuedCertificate.KIND, serial);
    }
}
