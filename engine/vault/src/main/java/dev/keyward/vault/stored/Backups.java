package dev.keyward.vault.stored;

import dev.keyward.crypto.encoding.CanonicalReader;
import dev.keyward.crypto.encoding.CanonicalWriter;
import dev.keyward.crypto.sealing.ScopeKey;
import dev.keyward.model.Deletion;
import dev.keyward.model.ObjectName;
import dev.keyward.model.ObjectVersion;
import dev.keyward.model.SecretBytes;
import dev.keyward.model.VaultError;
import dev.keyward.model.VaultException;
import dev.keyward.model.VaultId;
import dev.keyward.records.OpenRecord;
import dev.keyward.records.RecordScope;
import dev.keyward.records.Sealed;
import dev.keyward.records.SealedStore;
import dev.keyward.store.Page;
import dev.keyward.vault.objects.Belongings;
import dev.keyward.vault.objects.Evidence;
import dev.keyward.vault.objects.Listing;
import dev.keyward.vault.rows.Attempts;
import dev.keyward.vault.rows.RowState;
import dev.keyward.vault.rows.Times;
import dev.keyward.vault.vaults.Vault;
import dev.keyward.vault.vaults.Vaults;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Backup and restore of one object with all its versions (data-plane-common.md, section 10). The
/// blob is sealed by the deployment and bound to tenant, subscription and geography: it opens
/// nowhere else.
final class Backups<C> implements Belongings {
    private static final String LABEL = "object-backup";
    private static final String PLACE = "object-backup-place";
    private static final int MAX_VERSIONS = 500;

    private static final int FORMAT = 2;

    private static final int PAGE = 100;

    private final Shelf<C> shelf;
    private final ObjectReads<C> reads;
    private final ObjectRows<C> rows;
    private final Vaults vaults;
    private final SealedStore records;
    private final ScopeKey key;
    private final SecureRandom random;
    private final List<? extends Companion> companions;

    /// @param companions what is backed up with the objects
    Backups(
            Shelf<C> shelf,
            ObjectReads<C> reads,
            ObjectRows<C> rows,
            Vaults vaults,
            SealedStore records,
            SecureRandom random,
            List<? extends Companion> companions) {
        this.shelf = shelf;
        this.reads = reads;
        this.rows = rows;
        this.vaults = vaults;
        this.records = records;
        this.key = records.sealing("backup");
        this.random = random;
        this.companions = companions;
    }

    /// @throws VaultException with `ObjectNotFound`, or `BadParameter` if there are too many
    ///   versions
    byte[] backup(Vault vault, ObjectName name) {
        Head head =
                shelf.storedHead(vault.id(), name)
                        .filter(found -> shelf.isLive(vault.id(), found))
                        .orElseThrow(() -> reads.notFound(name, null));
        if (head.managed()) {
            throw new VaultException(new VaultError.ManagedObject(shelf.kind()));
        }
        try (CanonicalWriter out = CanonicalWriter.of(LABEL, FORMAT)) {
            writeWhole(out, vault.id(), head);
            try (SecretBytes plain = out.toSecretBytes()) {
                return key.seal(place(vault), plain, random);
            }
        }
    }

    /// Every object that belongs to no certificate, live and deleted, with all its versions and
    /// companions.
    @Override
    public Count writeAll(CanonicalWriter out, VaultId vault) {
        List<Head> live = heads(vault, RowState.ACTIVE);
        List<Head> deleted = heads(vault, RowState.DELETED);
        out.count(live.size() + deleted.size());
        Stream.concat(live.stream(), deleted.stream())
                .forEach(head -> {
                    Deletion deletion = head.deletion();
                    Times.write(out, deletion == null ? null : deletion.deleted());
                    Times.write(out, deletion == null ? null : deletion.scheduledPurge());
                    writeWhole(out, vault, head);
                });
        return new Count(live.size(), deleted.size());
    }

    private List<Head> heads(VaultId vault, RowState state) {
        List<Head> heads = new ArrayList<>();
        String after = "";
        while (after != null) {
            Listing<Stored<C>> page = reads.list(vault, state, after, PAGE);
            page.items().stream()
                    .map(Stored::head)
                    .filter(head -> !head.managed())
                    .forEach(heads::add);
            after = page.next();
        }
        return heads;
    }

    private void writeWhole(CanonicalWriter out, VaultId vault, Head head) {
        write(out, vault, head);
        companions.forEach(each -> each.backup(out, vault, head.name()));
    }

    /// One object with all its versions.
    void write(CanonicalWriter out, VaultId vault, Head head) {
        RecordScope scope = shelf.scope(vault);
        List<OpenRecord> versions =
                scope.list(
                        Page.versions(
                                scope.id(),
                                shelf.versionLabel(),
                                head.name().canonical(),
                                MAX_VERSIONS + 1));
        if (versions.size() > MAX_VERSIONS) {
            throw new VaultException(
                    new VaultError.BadParameter("versions", "500 at most to be backed up"));
        }
        out.text(shelf.kind().collection())
                .text(head.name().value())
                .text(head.current().value())
                .bytes(head.policy())
                .count(versions.size());
        for (OpenRecord row : versions) {
            try (SecretBytes payload =
                    row.payload()
                            .orElseThrow(() -> CanonicalReader.malformed(shelf.versionLabel()))) {
                out.text(row.id().version()).bytes(row.clear()).secret(payload);
            }
        }
    }

    /// @return fails with `MalformedBackup`, `DeletedButRecoverable`, `RestoreConflict` or
    ///   `ObjectQuotaExceeded`
    CompletionStage<Stored<C>> restore(Vault vault, byte[] blob, Evidence<Stored<C>> evidence) {
        return Attempts.run(() -> {
            RecordScope scope = shelf.scope(vault.id());
            Prepared<C> prepared = prepareOnce(vault.id(), scope, open(vault, scope, blob));
            return vaults.write(
                    vault.id(),
                    prepared.rows,
                    tx -> {
                        scope.put(tx, prepared.rows);
                        tx.evidence(evidence.of(prepared.result));
                        return prepared.result;
                    });
        });
    }

    @Override
    public Arrived readAll(CanonicalReader in, VaultId vault) {
        RecordScope scope = shelf.scope(vault);
        int count = in.count();
        List<Opened<C>> all = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            Instant deleted = Times.read(in);
            Instant purge = Times.read(in);
            all.add(
                    readWhole(
                            in,
                            scope,
                            deleted == null || purge == null
                                    ? null
                                    : new Deletion(deleted, purge)));
        }
        int live = (int) all.stream().filter(each -> each.deletion == null).count();
        return new Arrived(
                new Count(live, count - live),
                () ->
                        all.stream()
                                .flatMap(each -> prepareOnce(vault, scope, each).rows.stream())
                                .toList());
    }

    private record Prepared<C>(Stored<C> result, List<Sealed> rows) {}

    /// [#prepare], after which all that was opened is wiped but what callers see of the result.
    private Prepared<C> prepareOnce(VaultId vault, RecordScope scope, Opened<C> opened) {
        Content<C> content = opened.content;
        try {
            Prepared<C> prepared = prepare(vault, scope, opened);
            content.versions.remove(content.current);
            return prepared;
        } finally {
            wipe(content);
        }
    }

    void wipe(Content<C> content) {
        content.versions.values().forEach(shelf.codec()::wipe);
    }

    private Prepared<C> prepare(VaultId vault, RecordScope scope, Opened<C> opened) {
        Content<C> content = opened.content;
        shelf.checkSettled(vault, content.name);
        Optional<Head> taken = shelf.storedHead(vault, content.name);
        if (taken.isPresent()) {
            throw new VaultException(
                    taken.get().isLive()
                            ? new VaultError.RestoreConflict(shelf.kind(), content.name.value())
                            : new VaultError.DeletedButRecoverable(shelf.kind(), content.name));
        }
        companions.forEach(each -> each.checkFree(vault, content.name));
        C current = content.versions.get(content.current);
        if (current == null) {
            throw malformed();
        }
        Head head =
                rows.restored(
                        content.name, content.current, content.policy, current, opened.deletion);
        List<Sealed> whole = new ArrayList<>(rows(scope, content, head));
        whole.addAll(opened.along);
        return new Prepared<>(
                new Stored<>(head, content.current, shelf.codec().cacheable(current)), whole);
    }

    List<Sealed> rows(RecordScope scope, Content<C> content, Head head) {
        List<Sealed> written = new ArrayList<>();
        written.add(rows.sealHead(scope, head));
        content.versions.forEach((version, each) ->
                written.add(rows.sealVersion(scope, content.name, version, each, 0)));
        return written;
    }

    /// @param along the rows of the companions
    /// @param deletion null for one that lives
    private record Opened<C>(Content<C> content, List<Sealed> along, @Nullable Deletion deletion) {}

    record Content<C>(
            ObjectName name,
            ObjectVersion current,
            byte @Nullable [] policy,
            Map<ObjectVersion, C> versions) {}

    private Opened<C> open(Vault vault, RecordScope scope, byte[] blob) {
        try (SecretBytes plain = key.open(place(vault), blob)) {
            return CanonicalReader.read(
                    plain,
                    LABEL,
                    in -> {
                        // Format 1 had no policies.
                        return readWhole(
                                in.formatVersion() == 1 ? in : in.expectFormat(FORMAT),
                                scope,
                                null);
                    });
        } catch (VaultException whatever) {
            // Foreign, cut, changed or of another kind: all the same to the caller.
            throw malformed();
        }
    }

    private Opened<C> readWhole(
            CanonicalReader in, RecordScope scope, @Nullable Deletion deletion) {
        Content<C> content = read(in);
        List<Sealed> along = new ArrayList<>();
        try {
            for (Companion each : companions) {
                along.addAll(each.restore(in, scope, content.name, deletion));
            }
        } catch (VaultException malformed) {
            wipe(content);
            throw malformed;
        }
        return new Opened<>(content, along, deletion);
    }

    Content<C> read(CanonicalReader in) {
        if (!in.text().equals(shelf.kind().collection())) {
            throw malformed();
        }
        ObjectName name = new ObjectName(in.text());
        ObjectVersion current = new ObjectVersion(in.text());
        byte[] policy = in.formatVersion() == 1 ? null : in.optionalBytes();
        Content<C> content = new Content<>(name, current, policy, new LinkedHashMap<>());
        try {
            int count = in.count();
            for (int i = 0; i < count; i++) {
                ObjectVersion version = new ObjectVersion(in.text());
                byte[] clear = in.bytes();
                try (SecretBytes payload = in.secret()) {
                    content.versions.put(version, shelf.codec().read(clear, payload));
                }
            }
        } catch (VaultException malformed) {
            wipe(content);
            throw malformed;
        }
        return content;
    }

    /// A location is its own geography here, since none is told of being near another.
    private byte[] place(Vault vault) {
        return CanonicalWriter.of(PLACE, 2)
                .uuid(records.deploymentId())
                .uuid(vault.tenantId().value())
                .uuid(vault.placement().subscriptionId())
                .text(vault.placement().location())
                .toBytes();
    }

    private static VaultException malformed() {
        return new VaultException(new VaultError.MalformedBackup());
    }
}
