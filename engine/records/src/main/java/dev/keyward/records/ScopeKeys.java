package dev.keyward.records;

import dev.keyward.crypto.sealing.ScopeKey;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;

/// The keys of one scope: the newest, under which everything is written, and before a rotation has
/// come to its end the older ones, which still open what they sealed (security.md, section 5.2).
/// Safe for use by several threads.
final class ScopeKeys {
    private final List<ScopeKey> newestFirst;

    /// @param newestFirst at least one
    ScopeKeys(List<ScopeKey> newestFirst) {
        this.newestFirst = new CopyOnWriteArrayList<>(newestFirst);
    }

    ScopeKey newest() {
        return newestFirst.getFirst();
    }

    Optional<ScopeKey> of(int generation) {
        for (ScopeKey key : newestFirst) {
            if (key.generation() == generation) {
                return Optional.of(key);
            }
        }
        return Optional.empty();
    }

    /// From here on the newest.
    void add(ScopeKey next) {
        newestFirst.addFirst(next);
    }

    void close() {
        newestFirst.forEach(ScopeKey::close);
    }
}
