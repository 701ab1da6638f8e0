package dev.keyward.language.value;

import dev.keyward.cmdlet.PsHashtable;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// Hashtables, ordered tables, dictionaries and their entries.
final class TableTypes {
    private TableTypes() {}

    static List<TypeEntry> entries() {
        return List.of(
                table(TypeEntry.of(NetType.HASHTABLE))
                        .constructor(0, 1, c -> filled(new PsHashtable(), c.get(0))),
                table(TypeEntry.of(NetType.ORDERED))
                        .constructor(0, 1, c -> filled(PsHashtable.ordered(), c.get(0)))
                        .method("Insert", 3, 3, TableTypes::inserted),
                table(TypeEntry.of("System.Collections.Generic.Dictionary")),
                TypeEntry.of("System.Collections.DictionaryEntry")
                        .property("Name", c -> c.self(PsHashtable.Entry.class).key())
                        .property("Key", c -> c.self(PsHashtable.Entry.class).key())
                        .property("Value", c -> c.self(PsHashtable.Entry.class).value()));
    }

    private static PsHashtable filled(PsHashtable table, @Nullable Object from) {
        if (from instanceof PsHashtable other) {
            other.entries().forEach(entry -> table.put(entry.key(), entry.value()));
        }
        return table;
    }

    private static TypeEntry table(TypeEntry entry) {
        return entry.property("Count", c -> c.table().size())
                .property("Keys", c -> NetList.collection(c.table().keys()))
                .property("Values", c -> NetList.collection(c.table().values()))
                .property("IsReadOnly", _ -> false)
                .property("IsFixedSize", _ -> false)
                .method("Add", 2, 2, TableTypes::added)
                .method("TryAdd", 2, 2, TableTypes::tried)
                .method("Remove", 1, 1, TableTypes::removed)
                .method("RemoveAt", 1, 1, TableTypes::removedAt)
                .method("Clear", 0, 0, TableTypes::cleared)
                .method("Contains", 1, 1, c -> c.table().containsKey(c.required(0, "key")))
                .method("ContainsKey", 1, 1, c -> c.table().containsKey(c.required(0, "key")))
                .method("ContainsValue", 1, 1, TableTypes::hasValue)
                .method("TryGetValue", 2, 2, TableTypes::got)
                .method("Get_Item", 1, 1, c -> c.values().members().index(c.table(), c.get(0)))
                .method("Item", 1, 1, c -> c.values().members().index(c.table(), c.get(0)))
                .method("Set_Item", 2, 2, TableTypes::written)
                .method("GetEnumerator", 0, 0, c -> NetList.collection(c.table().entries()))
                .method("Clone", 0, 0, c -> c.table().copy());
    }

    private static Object added(Call c) {
        Object key = c.required(0, "key");
        if (c.table().containsKey(key)) {
            throw NetException.argument(
                    "Item has already been added. Key in dictionary: '%s'  Key being added: '%s'"
                            .formatted(key, key));
        }
        c.table().put(key, c.get(1));
        return Nothing.NOTHING;
    }

    private static boolean tried(Call c) {
        Object key = c.required(0, "key");
        if (c.table().containsKey(key)) {
            return false;
        }
        c.table().put(key, c.get(1));
        return true;
    }

    private static Object removed(Call c) {
        c.table().remove(c.required(0, "key"));
        return Nothing.NOTHING;
    }

    private static Object removedAt(Call c) {
        List<Object> keys = c.table().keys();
        int at = Objects.checkIndex(c.whole(0), keys.size());
        c.table().remove(keys.get(at));
        return Nothing.NOTHING;
    }

    private static Object inserted(Call c) {
        List<PsHashtable.Entry> entries = c.table().entries();
        int at = Math.clamp(c.whole(0), 0, entries.size());
        c.table().clear();
        for (int i = 0; i <= entries.size(); i++) {
            if (i == at) {
                c.table().put(c.required(1, "key"), c.get(2));
            }
            if (i < entries.size()) {
                c.table().put(entries.get(i).key(), entries.get(i).value());
            }
        }
        return Nothing.NOTHING;
    }

    private static Object cleared(Call c) {
        c.table().clear();
        return Nothing.NOTHING;
    }

    private static boolean hasValue(Call c) {
        return c.table().values().stream()
                .anyMatch(value -> c.values().operators().isEqual(value, c.get(0), true));
    }

    private static boolean got(Call c) {
        Object key = c.required(0, "key");
        if (c.get(1) instanceof Reference reference) {
            reference.set(c.table().get(key));
        }
        return c.table().containsKey(key);
    }

    private static Object written(Call c) {
        c.table().put(c.required(0, "key"), c.get(1));
        return Nothing.NOTHING;
    }
}
