package dev.keyward.records.entities;

import dev.keyward.crypto.encoding.CanonicalReader;
import dev.keyward.model.Bug;
import dev.keyward.model.SecretBytes;
import dev.keyward.model.VaultError;
import dev.keyward.model.VaultException;
import dev.keyward.records.OpenRecord;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/// All entities of one kind, in memory: what was committed, and nothing else. Looking one up is a
/// read of a concurrent map. Safe for use by several threads.
///
/// Collections that are given out show the entities as they are while they are walked, in no order.
public final class Entities<T extends Object> {
    private final EntityKind<T> kind;
    private final Map<String, Entry<T>> byKey = new ConcurrentHashMap<>();
    private final Map<Unique<T>, Map<String, T>> byUnique = new HashMap<>();
    private final Map<Index<T, ?>, Map<Object, Map<String, T>>> byIndex = new HashMap<>();
    private final @Nullable Index<T, String> byParent;

    /// What is wrong with those whose record was changed, by key.
    private final Map<String, String> damaged = new ConcurrentHashMap<>();

    /// Keys of those whose record is in a format to be written anew.
    private final Set<String> former = ConcurrentHashMap.newKeySet();

    Entities(EntityKind<T> kind) {
        this.kind = kind;
        this.byParent = kind.parent().map(parent -> Index.of(parent.key())).orElse(null);
        kind.uniques().forEach(unique -> byUnique.put(unique, new ConcurrentHashMap<>()));
        kind.indexes().forEach(index -> byIndex.put(index, new ConcurrentHashMap<>()));
        if (byParent != null) {
            byIndex.put(byParent, new ConcurrentHashMap<>());
        }
    }

    record Entry<T>(T entity, long revision) {}

    public EntityKind<T> kind() {
        return kind;
    }

    public Optional<T> find(String key) {
        Entry<T> entry = byKey.get(key);
        return entry == null ? Optional.empty() : Optional.of(entry.entity());
    }

    /// @param unique of this kind
    /// @param value canonical
    public Optional<T> find(Unique<T> unique, String value) {
        return Optional.ofNullable(of(byUnique, unique).get(value));
    }

    /// @param index of this kind
    public <V extends Object> Collection<T> list(Index<T, V> index, V value) {
        Map<String, T> found = of(byIndex, index).get(value);
        return found == null ? List.of() : Collections.unmodifiableCollection(found.values());
    }

    /// Those that belong to it.
    public Collection<T> childrenOf(String parentKey) {
        return byParent == null ? List.of() : list(byParent, parentKey);
    }

    public Collection<T> all() {
        return byKey.values().stream().map(Entry::entity).toList();
    }

    public int size() {
        return byKey.size();
    }

    public boolean isEmpty() {
        return byKey.isEmpty();
    }

    /// What is wrong with those whose record failed its check, by key. They are nowhere else to be
    /// found until their record is replaced. Only of kinds whose damage concerns nobody else; of
    /// others a damaged record keeps the deployment from being opened.
    public Map<String, String> damaged() {
        return Collections.unmodifiableMap(damaged);
    }

    /// What is wrong with the record of one.
    public Optional<String> damage(String key) {
        return damaged.isEmpty() ? Optional.empty() : Optional.ofNullable(damaged.get(key));
    }

    /// Those whose record is in a format that is to be written anew.
    public List<T> former() {
        return former.stream().flatMap(key -> find(key).stream()).toList();
    }

    @Nullable Entry<T> entry(String key) {
        return byKey.get(key);
    }

    Collection<Entry<T>> entries() {
        return byKey.values();
    }

    private static <K, V> V of(Map<K, V> declared, K key) {
        V found = declared.get(key);
        if (found == null) {
            throw Bug.because("the kind doesn't declare this index");
        }
        return found;
    }

    // --- as it is committed; called by one thread at a time

    /// @throws VaultException with `IntegrityFailure` if the encrypted part was changed
    void show(OpenRecord record) {
        String key = record.id().name();
        T entity;
        try (SecretBytes sealed = record.payload().orElse(null)) {
            entity = record.clear(kind.word(), in -> read(key, in, sealed));
        }
        Entry<T> before = byKey.put(key, new Entry<>(entity, record.revision()));
        damaged.remove(key);
        index(key, before == null ? null : before.entity(), entity);
    }

    private T read(String key, CanonicalReader in, @Nullable SecretBytes sealed) {
        if (kind.isFormer(in.formatVersion())) {
            former.add(key);
        } else {
            former.remove(key);
        }
        return kind.read(in, sealed);
    }

    void hide(String key) {
        damaged.remove(key);
        former.remove(key);
        Entry<T> before = byKey.remove(key);
        if (before != null) {
            index(key, before.entity(), null);
        }
    }

    /// @throws VaultException the failure, if it is another than one of integrity
    void refuse(String key, VaultException failure) {
        if (!(failure.error() instanceof VaultError.IntegrityFailure(String what))) {
            throw failure;
        }
        hide(key);
        damaged.put(key, what);
    }

    /// New values come before old ones go, so that who looks meanwhile finds one of both.
    private void index(String key, @Nullable T before, @Nullable T now) {
        byUnique.forEach((unique, holders) -> {
            Collection<String> values = now == null ? List.of() : unique.values().apply(now);
            if (now != null) {
                values.forEach(value -> holders.put(value, now));
            }
            if (before != null) {
                for (String value : unique.values().apply(before)) {
                    if (!values.contains(value)) {
                        // Not if another took it in the same change.
                        holders.remove(value, before);
                    }
                }
            }
        });
        byIndex.forEach((index, found) -> {
            Collection<?> values = now == null ? List.of() : index.values().apply(now);
            if (now != null) {
                for (Object value : values) {
                    found.computeIfAbsent(value, _ -> new ConcurrentHashMap<>()).put(key, now);
                }
            }
            if (before != null) {
                for (Object value : index.values().apply(before)) {
                    if (!values.contains(value)) {
                        found.computeIfPresent(value, (_, those) -> without(those, key));
                    }
                }
            }
        });
    }

    private static <T> @Nullable Map<String, T> without(Map<String, T> those, String key) {
        those.remove(key);
        return those.isEmpty() ? null : those;
    }
}
