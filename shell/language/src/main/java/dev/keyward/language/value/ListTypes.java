package dev.keyward.language.value;

import dev.keyward.cmdlet.PsObject;
import java.lang.reflect.Array;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// Arrays and the growing collections.
final class ListTypes {
    private ListTypes() {}

    static List<TypeEntry> entries() {
        List<TypeEntry> entries = new ArrayList<>();
        entries.add(array());
        for (NetList.Kind kind : NetList.Kind.values()) {
            entries.add(list(kind));
        }
        return entries;
    }

    private static TypeEntry array() {
        TypeEntry entry = TypeEntry.of("System.Array");
        reading(entry);
        return entry.property("Length", c -> Array.getLength(Objects.requireNonNull(c.target())))
                .property("Count", c -> Array.getLength(Objects.requireNonNull(c.target())))
                .property("Rank", _ -> 1)
                .property(
                        "LongLength",
                        c -> (long) Array.getLength(Objects.requireNonNull(c.target())))
                .property("IsFixedSize", _ -> true)
                .property("IsReadOnly", _ -> false)
                .method("GetValue", 1, 1, c -> c.values().members().index(c.target(), c.get(0)))
                .method("SetValue", 2, 2, ListTypes::setValue)
                .method("GetLength", 1, 1, c -> Array.getLength(Objects.requireNonNull(c.target())))
                .method(
                        "GetUpperBound",
                        1,
                        1,
                        c -> Array.getLength(Objects.requireNonNull(c.target())) - 1)
                .method("Clone", 0, 0, ListTypes::cloned)
                .method("Add", 1, 1, _ -> fixedSize())
                .method("Remove", 1, 1, _ -> fixedSize())
                .method("RemoveAt", 1, 1, _ -> fixedSize())
                .method("Clear", 0, 0, _ -> fixedSize())
                .fixed("Reverse", 1, 3, c -> rewrite(c, list -> Collections.reverse(list)))
                .fixed("Sort", 1, 4, c -> rewrite(c, list -> list.sort(order(c))))
                .fixed("IndexOf", 2, 2, c -> position(c, c.elements(0), c.get(1)))
                .fixed("CreateInstance", 2, 2, ListTypes::instance)
                .fixed("Copy", 3, 5, ListTypes::copied)
                .fixed("Resize", 2, 2, ListTypes::resized)
                .fixed("Empty", 0, 0, _ -> new Object[0]);
    }

    private static Object fixedSize() {
        throw NetException.of("System.NotSupportedException", "Collection was of a fixed size.");
    }

    private static Object setValue(Call c) {
        c.values().members().setIndex(c.target(), c.get(1), c.get(0));
        return Nothing.NOTHING;
    }

    private static Object cloned(Call c) {
        Object array = Objects.requireNonNull(c.target());
        int length = Array.getLength(array);
        Object copy = Array.newInstance(array.getClass().getComponentType(), length);
        System.arraycopy(array, 0, copy, 0, length);
        return copy;
    }

    private static Object instance(Call c) {
        NetType type = c.as(0, NetType.TYPE, NetType.class);
        return Array.newInstance(TypeOf.component(type), c.whole(1));
    }

    private static Object copied(Call c) {
        boolean long5 = c.count() == 5;
        Object from = c.required(0, "sourceArray");
        Object to = c.required(long5 ? 2 : 1, "destinationArray");
        System.arraycopy(
                from, long5 ? c.whole(1) : 0, to, long5 ? c.whole(3) : 0, c.whole(long5 ? 4 : 2));
        return Nothing.NOTHING;
    }

    private static Object resized(Call c) {
        if (c.get(0) instanceof Reference reference) {
            List<@Nullable Object> all = Sequences.elements(reference.get());
            reference.set(Arrays.copyOf(all.toArray(), c.whole(1)));
        }
        return Nothing.NOTHING;
    }

    private interface Change {
        void to(List<@Nullable Object> list);
    }

    /// Changes the order of an array's or list's elements in place.
    private static Object rewrite(Call c, Change change) {
        Object target = c.required(0, "array");
        List<@Nullable Object> all = Sequences.elements(target);
        change.to(all);
        for (int i = 0; i < all.size(); i++) {
            c.values().members().setIndex(target, i, all.get(i));
        }
        return Nothing.NOTHING;
    }

    private static java.util.Comparator<@Nullable Object> order(Call c) {
        return (a, b) -> c.values().operators().order(a, b, true);
    }

    private static int position(
            Call c, List<? extends @Nullable Object> all, @Nullable Object one) {
        for (int i = 0; i < all.size(); i++) {
            if (same(c, all.get(i), one)) {
                return i;
            }
        }
        return -1;
    }

    private static boolean same(Call c, @Nullable Object left, @Nullable Object right) {
        boolean alike =
                left == null
                        || right == null
                        || left.getClass() == right.getClass()
                        || left instanceof Number && right instanceof Number;
        return alike && c.values().operators().isEqual(left, right, true);
    }

    /// What arrays and lists share.
    private static void reading(TypeEntry entry) {
        entry.method("Contains", 1, 1, c -> position(c, all(c), c.get(0)) >= 0)
                .method("IndexOf", 1, 1, c -> position(c, all(c), c.get(0)))
                .method("GetEnumerator", 0, 0, c -> all(c).iterator())
                .method("Get", 1, 1, c -> c.values().members().index(c.target(), c.get(0)))
                .method("CopyTo", 2, 2, ListTypes::copyTo);
    }

    private static List<@Nullable Object> all(Call c) {
        return Sequences.elements(c.target());
    }

    private static Object copyTo(Call c) {
        List<@Nullable Object> from = all(c);
        for (int i = 0; i < from.size(); i++) {
            c.values().members().setIndex(c.get(0), c.whole(1) + i, from.get(i));
        }
        return Nothing.NOTHING;
    }

    private static List<@Nullable Object> self(Call c) {
        @SuppressWarnings("unchecked") // entries of lists are only found for lists
        List<@Nullable Object> list = (List<@Nullable Object>) c.self(List.class);
        return list;
    }

    private static @Nullable Object element(Call c, int index) {
        return c.target() instanceof NetList list
                ? c.values().conversions().convert(c.get(index), list.elementType())
                : c.get(index);
    }

    private static TypeEntry list(NetList.Kind kind) {
        TypeEntry entry = TypeEntry.of(kind.typeName());
        reading(entry);
        entry.property("Count", c -> self(c).size())
                .method("Clear", 0, 0, c -> quiet(() -> self(c).clear()))
                .method("ToArray", 0, 0, ListTypes::toArray);
        switch (kind) {
            case ARRAY_LIST, LIST, COLLECTION -> positions(entry, kind);
            case HASH_SET -> set(entry);
            case QUEUE ->
                    entry.method("Enqueue", 1, 1, c -> quiet(() -> self(c).add(element(c, 0))))
                            .method("Dequeue", 0, 0, c -> self(c).remove(filled(c, 0)))
                            .method("Peek", 0, 0, c -> self(c).get(filled(c, 0)));
            case STACK ->
                    entry.method("Push", 1, 1, c -> quiet(() -> self(c).addFirst(element(c, 0))))
                            .method("Pop", 0, 0, c -> self(c).remove(filled(c, 0)))
                            .method("Peek", 0, 0, c -> self(c).get(filled(c, 0)));
        }
        return entry;
    }

    private static int filled(Call c, int index) {
        if (self(c).isEmpty()) {
            throw NetException.invalid("Collection empty.");
        }
        return index;
    }

    private static Object quiet(Runnable change) {
        change.run();
        return Nothing.NOTHING;
    }

    private static Object toArray(Call c) {
        NetType element = c.target() instanceof NetList list ? list.elementType() : NetType.OBJECT;
        Object array = c.values().conversions().convert(all(c).toArray(), element.many());
        return array == null ? new Object[0] : array;
    }

    private static void positions(TypeEntry entry, NetList.Kind kind) {
        entry.method("Add", 1, 2, c -> added(c, kind))
                .property("Capacity", c -> self(c).size())
                .property("IsReadOnly", _ -> false)
                .property("IsFixedSize", _ -> false)
                .method("AddRange", 1, 1, ListTypes::addedAll)
                .method(
                        "Insert",
                        2,
                        2,
                        c -> quiet(() -> self(c).add(within(c, self(c).size()), element(c, 1))))
                .method(
                        "InsertRange",
                        2,
                        2,
                        c -> quiet(() -> self(c).addAll(c.whole(0), c.elements(1))))
                .method("Remove", 1, 1, c -> removed(c, kind))
                .method(
                        "RemoveAt",
                        1,
                        1,
                        c -> quiet(() -> self(c).remove(within(c, self(c).size() - 1))))
                .method(
                        "RemoveRange",
                        2,
                        2,
                        c ->
                                quiet(() ->
                                        self(c).subList(c.whole(0), c.whole(0) + c.whole(1))
                                                .clear()))
                .method("Reverse", 0, 0, c -> quiet(() -> Collections.reverse(self(c))))
                .method("Sort", 0, 1, c -> quiet(() -> self(c).sort(order(c))))
                .method("LastIndexOf", 1, 1, c -> self(c).lastIndexOf(c.get(0)))
                .method(
                        "GetRange",
                        2,
                        2,
                        c ->
                                NetList.arrayList(
                                        self(c).subList(c.whole(0), c.whole(0) + c.whole(1))))
                .method("Clone", 0, 0, c -> NetList.arrayList(self(c)))
                .method("AsReadOnly", 0, 0, c -> c.target());
    }

    private static int within(Call c, int most) {
        int index = c.whole(0);
        if (index < 0 || index > most) {
            throw NetException.range(
                    "Index was out of range. Must be non-negative and less than the size of the"
                            + " collection.",
                    "index");
        }
        return index;
    }

    private static Object added(Call c, NetList.Kind kind) {
        if (c.target() instanceof PropertyList list) {
            if (c.get(0) instanceof PsObject note) {
                list.addNote(String.valueOf(note.get("Name")), note.get("Value"));
            }
            return Nothing.NOTHING;
        }
        self(c).add(element(c, 0));
        return kind == NetList.Kind.ARRAY_LIST ? (Object) (self(c).size() - 1) : Nothing.NOTHING;
    }

    private static Object addedAll(Call c) {
        for (Object one : c.elements(0)) {
            self(c).add(
                            c.target() instanceof NetList list
                                    ? c.values().conversions().convert(one, list.elementType())
                                    : one);
        }
        return Nothing.NOTHING;
    }

    private static Object removed(Call c, NetList.Kind kind) {
        if (c.target() instanceof PropertyList list) {
            list.removeNamed(c.text(0));
            return Nothing.NOTHING;
        }
        int at = position(c, self(c), c.get(0));
        if (at >= 0) {
            self(c).remove(at);
        }
        return kind == NetList.Kind.ARRAY_LIST ? Nothing.NOTHING : (Object) (at >= 0);
    }

    private static void set(TypeEntry entry) {
        entry.method("Add", 1, 1, ListTypes::addedOnce)
                .method(
                        "Remove",
                        1,
                        1,
                        c -> {
                            int at = position(c, self(c), c.get(0));
                            if (at >= 0) {
                                self(c).remove(at);
                            }
                            return at >= 0;
                        })
                .method(
                        "UnionWith",
                        1,
                        1,
                        c ->
                                quiet(() -> {
                                    for (Object one : c.elements(0)) {
                                        if (position(c, self(c), one) < 0) {
                                            self(c).add(one);
                                        }
                                    }
                                }))
                .method(
                        "ExceptWith",
                        1,
                        1,
                        c -> quiet(() -> self(c).removeAll((Collection<?>) c.elements(0))))
                .method(
                        "IntersectWith",
                        1,
                        1,
                        c -> quiet(() -> self(c).retainAll((Collection<?>) c.elements(0))));
    }

    private static boolean addedOnce(Call c) {
        Object one = element(c, 0);
        if (position(c, self(c), one) >= 0) {
            return false;
        }
        return self(c).add(one);
    }
}
