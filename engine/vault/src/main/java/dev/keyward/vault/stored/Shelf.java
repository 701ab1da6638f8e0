package dev.keyward.vault.stored;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.keyward.crypto.encoding.CanonicalReader;
import dev.keyward.model.ObjectKind;
import dev.keyward.model.ObjectName;
import dev.keyward.model.ObjectVersion;
import dev.keyward.model.SecretBytes;
import dev.keyward.model.VaultException;
import dev.keyward.model.VaultId;
import dev.keyward.records.OpenRecord;
import dev.keyward.records.RecordChange;
import dev.keyward.records.RecordId;
import dev.keyward.records.RecordScope;
import dev.keyward.records.SealedStore;
import dev.keyward.vault.objects.Settling;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/// The rows of one kind of object, and what of them is in memory.
///
/// Reads fill the memory from committed rows only; what a change touched is forgotten after its
/// commit and before its stage completes, whoever committed it. A load that began earlier ends
/// before the forgetting does (the cache computes and invalidates an entry one after the other), so
/// nothing older than an acknowledged change can stay or come back.
final class Shelf<C extends Object> {
    private static final int HEADS = 100_000;
    private static final int VERSION_BYTES = 64 * 1024 * 1024;

    /// Opened content is kept no longer than this (security.md, section 6).
    private static final Duration LONGEST = Duration.ofMinutes(5);

    /// In the place of a revision: one that is made again begins anew.
    private static final long GONE = 0;

    private final ObjectKind kind;
    private final String headLabel;
    private final String versionLabel;
    private final Codec<C> codec;
    private final SealedStore records;
    private final Settling settling;
    private final Cache<HeadKey, @Nullable Head> heads;

    /// The revisions of rows as they were last read, for longer than their content.
    private final Cache<RowKey, Long> read = Caffeine.newBuilder().maximumSize(HEADS).build();

    private final Cache<VersionKey, @Nullable Held<C>> versions;

    /// How often something was forgotten, counted once it is.
    private final AtomicLong forgotten = new AtomicLong();

    Shelf(ObjectKind kind, Codec<C> codec, SealedStore records, Settling settling) {
        this.kind = kind;
        this.headLabel = kind.word().toLowerCase(Locale.ROOT);
        this.versionLabel = headLabel + "-version";
        this.codec = codec;
        this.records = records;
        this.settling = settling;
        this.heads = Caffeine.newBuilder().maximumSize(HEADS).recordStats().build();
        this.versions =
                Caffeine.newBuilder()
                        .maximumWeight(VERSION_BYTES)
                        .weigher((VersionKey _, Held<C> held) -> codec.weight(held.content))
                        .expireAfterWrite(LONGEST)
                        .build();
        records.follow(Set.of(headLabel, versionLabel), this::committed);
    }

    private record HeadKey(VaultId vault, String name) {}

    private record RowKey(VaultId vault, RecordId id) {}

    /// Identifies a version for all time.
    record VersionKey(VaultId vault, String name, ObjectVersion version) {}

    private record Held<C extends Object>(C content) {}

    ObjectKind kind() {
        return kind;
    }

    Codec<C> codec() {
        return codec;
    }

    RecordScope scope(VaultId vault) {
        return records.vault(vault);
    }

    String headLabel() {
        return headLabel;
    }

    String versionLabel() {
        return versionLabel;
    }

    RecordId headId(ObjectName name) {
        return RecordId.of(headLabel, name.canonical());
    }

    RecordId versionId(ObjectName name, ObjectVersion version) {
        return new RecordId(versionLabel, name.canonical(), version.value());
    }

    // --- from memory, else from the store

    Optional<Head> head(VaultId vault, ObjectName name) {
        HeadKey key = new HeadKey(vault, name.canonical());
        Head known = heads.getIfPresent(key);
        return Optional.ofNullable(
                known != null ? known : heads.get(key, _ -> storedHead(vault, name).orElse(null)));
    }

    Optional<C> version(VaultId vault, ObjectName name, ObjectVersion version) {
        VersionKey key = new VersionKey(vault, name.canonical(), version);
        Held<C> known = versions.getIfPresent(key);
        if (known == null) {
            known =
                    versions.get(
                            key,
                            _ ->
                                    storedVersion(vault, name, version)
                                            .map(content -> new Held<>(codec.cacheable(content)))
                                            .orElse(null));
        }
        return known == null ? Optional.empty() : Optional.of(known.content);
    }

    /// A live version that is in memory, without touching the store.
    ///
    /// @param version null for the current one
    Optional<Stored<C>> inMemory(VaultId vault, ObjectName name, @Nullable ObjectVersion version) {
        Head head = heads.getIfPresent(new HeadKey(vault, name.canonical()));
        if (head == null || !isLive(vault, head)) {
            return Optional.empty();
        }
        ObjectVersion wanted = version == null ? head.current() : version;
        Held<C> held = versions.getIfPresent(new VersionKey(vault, name.canonical(), wanted));
        return held == null
                ? Optional.empty()
                : Optional.of(new Stored<>(head, wanted, held.content));
    }

    /// How often an object was looked up so far.
    long lookUps() {
        return heads.stats().requestCount();
    }

    /// A mark of this moment. As long as it is the same, what was found after it was taken is what
    /// would be found again: whatever was acknowledged meanwhile was about other kinds of objects.
    long mark() {
        return forgotten.get();
    }

    // --- from the store

    Optional<Head> storedHead(VaultId vault, ObjectName name) {
        return stored(vault, headId(name)).map(record -> Head.read(headLabel, record));
    }

    Optional<C> storedVersion(VaultId vault, ObjectName name, ObjectVersion version) {
        return stored(vault, versionId(name, version)).map(this::open);
    }

    /// A record, no older than the one that was read here before (security.md, section 4.4).
    private Optional<OpenRecord> stored(VaultId vault, RecordId id) {
        RecordScope scope = scope(vault);
        RowKey key = new RowKey(vault, id);
        // What was read before is asked for first, so that a change meanwhile can't look like it.
        Long before = read.getIfPresent(key);
        Optional<OpenRecord> found = scope.get(id);
        if (found.isEmpty()) {
            return found;
        }
        long revision = found.get().revision();
        if (before != null && revision < before && before.equals(read.getIfPresent(key))) {
            throw scope.setBack(id);
        }
        // Not what was told of it meanwhile, which is newer.
        read.asMap().compute(key, (_, now) -> Objects.equals(now, before) ? revision : now);
        return found;
    }

    /// Decrypts.
    C open(OpenRecord record) {
        try (SecretBytes payload =
                record.payload().orElseThrow(() -> CanonicalReader.malformed(versionLabel))) {
            return codec.read(record.clear(), payload);
        }
    }

    // --- what callers see of it

    /// Whether the object is there for callers: one whose recovery hasn't settled isn't yet.
    boolean isLive(VaultId vault, Head head) {
        return head.isLive() && settling.of(vault, kind, head.name()) != Settling.State.RECOVERING;
    }

    /// Whether the object is deleted for callers: one whose deletion hasn't settled isn't yet.
    boolean isDeleted(VaultId vault, Head head) {
        return !head.isLive() && settling.of(vault, kind, head.name()) == null;
    }

    Settling settling() {
        return settling;
    }

    /// @throws VaultException with `BeingDeleted` or `BeingRecovered`
    void checkSettled(VaultId vault, ObjectName name) {
        settling.check(vault, kind, name);
    }

    // --- forgetting, as it is committed

    private void committed(List<RecordChange> group) {
        for (RecordChange change : group) {
            switch (change) {
                case RecordChange.Written written -> {
                    RowKey row = new RowKey(change.vault(), written.id());
                    read.asMap()
                            .computeIfPresent(
                                    row, (_, known) -> Math.max(known, written.revision()));
                    forget(change.vault(), written.id());
                }
                case RecordChange.Deleted(_, RecordId id) -> {
                    read.put(new RowKey(change.vault(), id), GONE);
                    forget(change.vault(), id);
                }
                case RecordChange.ScopeEnded _ -> forget(change.vault());
            }
        }
    }

    private void forget(VaultId vault, RecordId row) {
        if (row.version().isEmpty()) {
            heads.invalidate(new HeadKey(vault, row.name()));
        } else {
            versions.invalidate(
                    new VersionKey(vault, row.name(), new ObjectVersion(row.version())));
        }
        forgotten.incrementAndGet();
    }

    void forget(VaultId vault) {
        heads.asMap().keySet().removeIf(key -> key.vault().equals(vault));
        versions.asMap().keySet().removeIf(key -> key.vault().equals(vault));
        read.asMap().keySet().removeIf(key -> key.vault().equals(vault));
        forgotten.incrementAndGet();
    }
}
