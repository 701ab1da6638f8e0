package dev.keyward.records;

import dev.keyward.store.Committed;
import dev.keyward.store.RecordKey;
import dev.keyward.store.StoredRecord;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;

/// Who is told of committed changes, by the kinds of records they want to hear of. Safe for use by
/// several threads.
final class Followers {
    private final SealedStore sealed;
    private volatile Map<String, List<Follower>> byKind = Map.of();
    private volatile List<Follower> all = List.of();

    Followers(SealedStore sealed) {
        this.sealed = sealed;
    }

    /// Compared by identity.
    private static final class Follower {
        private final Consumer<List<RecordChange>> told;

        private Follower(Consumer<List<RecordChange>> told) {
            this.told = told;
        }
    }

    synchronized void add(Set<String> kinds, Consumer<List<RecordChange>> told) {
        Follower follower = new Follower(told);
        Map<String, List<Follower>> next = new HashMap<>(byKind);
        for (String kind : kinds) {
            next.merge(kind, List.of(follower), Followers::joined);
        }
        byKind = next;
        all = joined(all, List.of(follower));
    }

    private static List<Follower> joined(List<Follower> some, List<Follower> more) {
        List<Follower> joined = new ArrayList<>(some);
        joined.addAll(more);
        return joined;
    }

    /// Hands out what was committed together.
    void tell(List<Committed> group) {
        Map<Follower, List<RecordChange>> told = new LinkedHashMap<>();
        for (Committed each : group) {
            switch (each) {
                case Committed.Put(StoredRecord next) -> {
                    List<Follower> interested = of(next.key());
                    if (!interested.isEmpty()) {
                        add(told, interested, new RecordChange.Written(next, sealed));
                    }
                }
                case Committed.Deleted(RecordKey key) -> {
                    List<Follower> interested = of(key);
                    if (!interested.isEmpty()) {
                        add(
                                told,
                                interested,
                                new RecordChange.Deleted(key.scope(), RecordId.of(key)));
                    }
                }
                case Committed.ScopeEnded(String scope) -> {
                    if (!scope.equals(SealedStore.SYSTEM)) {
                        add(told, all, new RecordChange.ScopeEnded(scope));
                    }
                }
            }
        }
        told.forEach((follower, changes) -> follower.told.accept(changes));
    }

    private List<Follower> of(RecordKey key) {
        return byKind.getOrDefault(key.kind(), List.of());
    }

    private static void add(
            Map<Follower, List<RecordChange>> told,
            List<Follower> interested,
            RecordChange change) {
        for (Follower follower : interested) {
            told.computeIfAbsent(follower, _ -> new ArrayList<>()).add(change);
        }
    }
}
