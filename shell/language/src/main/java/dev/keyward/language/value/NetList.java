package dev.keyward.language.value;

import java.util.AbstractList;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.RandomAccess;
import org.jspecify.annotations.Nullable;

/// A growing collection of .NET's: ArrayList, List, Collection, HashSet, Queue or Stack.
///
/// Not for use by several threads.
public final class NetList extends AbstractList<@Nullable Object> implements RandomAccess {
    /// Which of them it is; they differ in members, not in how they're read.
    public enum Kind {
        ARRAY_LIST("System.Collections.ArrayList"),
        LIST("System.Collections.Generic.List"),
        COLLECTION("System.Collections.ObjectModel.Collection"),
        HASH_SET("System.Collections.Generic.HashSet"),
        QUEUE("System.Collections.Generic.Queue"),
        STACK("System.Collections.Generic.Stack");

        private final String typeName;

        Kind(String typeName) {
            this.typeName = typeName;
        }

        public String typeName() {
            return typeName;
        }
    }

    private final Kind kind;
    private final NetType elementType;
    private final List<@Nullable Object> elements = new ArrayList<>();

    public NetList(Kind kind, NetType elementType) {
        this.kind = kind;
        this.elementType = elementType;
    }

    /// An ArrayList with these elements.
    public static NetList arrayList(Collection<? extends @Nullable Object> elements) {
        NetList list = new NetList(Kind.ARRAY_LIST, NetType.OBJECT);
        list.addAll(elements);
        return list;
    }

    /// What `.Where()`, `.ForEach()` and `.Invoke()` give.
    public static NetList collection(Collection<? extends @Nullable Object> elements) {
        NetList list =
                new NetList(Kind.COLLECTION, NetType.of("System.Management.Automation.PSObject"));
        list.addAll(elements);
        return list;
    }

    public Kind kind() {
        return kind;
    }

    public NetType elementType() {
        return elementType;
    }

    NetType type() {
        NetType bare = NetType.of(kind.typeName());
        return kind == Kind.ARRAY_LIST ? bare : bare.with(elementType);
    }

    @Override
    public @Nullable Object get(int index) {
        return elements.get(index);
    }

    @Override
    public int size() {
        return elements.size();
    }

    @Override
    public @Nullable Object set(int index, @Nullable Object value) {
        return elements.set(index, value);
    }

    @Override
    public void add(int index, @Nullable Object value) {
        elements.add(index, value);
    }

    @Override
    public @Nullable Object remove(int index) {
        return elements.remove(index);
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return this == other;
    }

    @Override
    public int hashCode() {
        return System.identityHashCode(this);
    }
}
