package dev.keyward.cmdlet;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A table of keys and values; text keys are found without regard to case.
///
/// Both kinds keep the order of insertion; only an ordered one promises it, and only it can be
/// indexed by position. Mutable and not for use by several threads.
public final class PsHashtable {
    /// One key with its value.
    public record Entry(Object key, @Nullable Object value) {}

    private final Map<Object, Entry> entries = new LinkedHashMap<>();
    private final boolean ordered;
    private final boolean caseSensitive;

    private PsHashtable(boolean ordered, boolean caseSensitive) {
        this.ordered = ordered;
        this.caseSensitive = caseSensitive;
    }

    /// `@{}`.
    public PsHashtable() {
        this(false, false);
    }

    /// `[ordered]@{}`.
    public static PsHashtable ordered() {
        return new PsHashtable(true, false);
    }

    /// A table whose text keys differ by case, as those read from JSON do.
    public static PsHashtable caseSensitive() {
        return new PsHashtable(true, true);
    }

    /// A table with the entries of a map, in its order.
    public static PsHashtable of(Map<?, ?> map) {
        PsHashtable table = new PsHashtable();
        map.forEach(table::put);
        return table;
    }

    public boolean isOrdered() {
        return ordered;
    }

    public int size() {
        return entries.size();
    }

    public boolean containsKey(Object key) {
        return entries.containsKey(normal(key));
    }

    public @Nullable Object get(Object key) {
        Entry entry = entries.get(normal(key));
        return entry == null ? null : entry.value();
    }

    /// Writes an entry; one that's there keeps its place and the case of its key.
    public PsHashtable put(Object key, @Nullable Object value) {
        entries.compute(normal(key), (_, old) -> new Entry(old == null ? key : old.key(), value));
        return this;
    }

    public boolean remove(Object key) {
        return entries.remove(normal(key)) != null;
    }

    public void clear() {
        entries.clear();
    }

    public List<Entry> entries() {
        return List.copyOf(entries.values());
    }

    public List<Object> keys() {
        return entries.values().stream().map(Entry::key).toList();
    }

    public List<@Nullable Object> values() {
        List<@Nullable Object> values = new ArrayList<>();
        entries.values().forEach(entry -> values.add(entry.value()));
        return values;
    }

    /// A shallow copy.
    public PsHashtable copy() {
        PsHashtable copy = new PsHashtable(ordered, caseSensitive);
        copy.entries.putAll(entries);
        return copy;
    }

    private Object normal(Object key) {
        return key instanceof String text && !caseSensitive ? text.toLowerCase(Locale.ROOT) : key;
    }

    @Override
    public String toString() {
        return ordered
                ? "System.Collections.Specialized.OrderedDictionary"
                : "System.Collections.Hashtable";
    }
}
