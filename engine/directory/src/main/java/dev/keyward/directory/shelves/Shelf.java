package dev.keyward.directory.shelves;

import dev.keyward.crypto.CanonicalReader;
import dev.keyward.model.Bug;
import dev.keyward.model.SecretBytes;
import dev.keyward.records.RecordId;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/// All values of one kind, in memory, by name and by alias; what stands here is committed. Safe for
/// use by several threads.
public final class Shelf<T> {
    private final Layout<T> layout;
    private final ConcurrentHashMap<String, Entry<T>> entries = new ConcurrentHashMap<>();
    // Alias to name. An alias is taken before the commit, so that two changes can't both get it.
    private final ConcurrentHashMap<String, String> names = new ConcurrentHashMap<>();

    Shelf(Layout<T> layout) {
        this.layout = layout;
    }

    /// How a kind of value is named and stored.
    public interface Layout<T> {
        String kind();

        /// Canonical; unique within the kind.
        String name(T value);

        /// Other names it is found by, each unique within the kind.
        List<String> aliases(T value);

        byte[] clear(T value);

        /// What has to be encrypted, or null.
        @Nullable SecretBytes secret(T value);

        /// @param secret fields of the encrypted part, null if there is none
        T read(CanonicalReader clear, @Nullable SecretBytes secret);
    }

    /// The encrypted part of a kind that always has one.
    public static SecretBytes required(String kind, @Nullable SecretBytes secret) {
        if (secret == null) {
            throw Bug.because("a " + kind + " without its sealed part passed its MAC");
        }
        return secret;
    }

    record Entry<T>(T value, long revision) {}

    Layout<T> layout() {
        return layout;
    }

    RecordId id(T value) {
        return RecordId.of(layout.kind(), layout.name(value));
    }

    public Optional<T> find(String name) {
        Entry<T> entry = entries.get(name);
        return entry == null ? Optional.empty() : Optional.of(entry.value());
    }

    public Optional<T> findByAlias(String alias) {
        String name = names.get(alias);
        return name == null ? Optional.empty() : find(name);
    }

    public Collection<T> values() {
        return entries.values().stream().map(Entry::value).toList();
    }

    /// What stands under the name of the value.
    @Nullable Entry<T> entry(T value) {
        return entries.get(layout.name(value));
    }

    /// Takes the aliases of a value that is about to be written.
    ///
    /// @return false if another value has one of them; then none is taken
    boolean reserve(T value) {
        String name = layout.name(value);
        List<String> aliases = layout.aliases(value);
        for (int i = 0; i < aliases.size(); i++) {
            String holder = names.putIfAbsent(aliases.get(i), name);
            if (holder != null && !holder.equals(name)) {
                aliases.subList(0, i).forEach(alias -> release(alias, name));
                return false;
            }
        }
        return true;
    }

    /// Gives aliases back that a failed write took, but for those the standing value has.
    void release(T value) {
        String name = layout.name(value);
        List<String> kept = find(name).map(layout::aliases).orElse(List.of());
        for (String alias : layout.aliases(value)) {
            if (!kept.contains(alias)) {
                release(alias, name);
            }
        }
    }

    /// Shows a committed value, unless a newer one already stands.
    void show(T value, long revision) {
        String name = layout.name(value);
        Entry<T> next = new Entry<>(value, revision);
        Entry<T> before = entries.get(name);
        Entry<T> now =
                entries.merge(name, next, (old, in) -> in.revision() > old.revision() ? in : old);
        if (now == next) {
            layout.aliases(value).forEach(alias -> names.put(alias, name));
            if (before != null) {
                List<String> kept = layout.aliases(value);
                layout.aliases(before.value()).stream()
                        .filter(alias -> !kept.contains(alias))
                        .forEach(alias -> release(alias, name));
            }
        }
    }

    void hide(T value) {
        String name = layout.name(value);
        Entry<T> before = entries.remove(name);
        if (before != null) {
            layout.aliases(before.value()).forEach(alias -> release(alias, name));
        }
    }

    private void release(String alias, String name) {
        names.remove(alias, name);
    }
}
