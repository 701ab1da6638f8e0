package dev.keyward.vault.stored;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.keyward.model.ObjectName;
import dev.keyward.model.VaultId;
import dev.keyward.records.RecordChange;
import dev.keyward.vault.objects.Foundation;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/// What readers want of the side rows of one kind, in memory; never for changes, which build on the
/// row in the store.
///
/// Each change of a row makes its place void after the commit and before the change's stage
/// completes, whoever makes it. A load that began earlier ends before that, as on a [Shelf], so
/// nothing older than an acknowledged change stays or comes back. That there is no row is kept too.
///
/// @param <T> what a row holds
/// @param <V> what of it is wanted; holds no secrets
public final class SideMemory<T extends Object, V extends Object> {
    private static final int ROWS = 20_000;

    /// As opened content (security.md, section 6).
    private static final Duration LONGEST = Duration.ofMinutes(5);

    private final SideRows<T> rows;
    private final Function<T, V> wanted;
    private final Cache<Place, Optional<V>> held =
            Caffeine.newBuilder().maximumSize(ROWS).expireAfterWrite(LONGEST).build();

    private record Place(VaultId vault, String name) {}

    public SideMemory(SideRows<T> rows, Function<T, V> wanted, Foundation on) {
        this.rows = rows;
        this.wanted = wanted;
        on.records().follow(Set.of(rows.label()), changes -> changes.forEach(this::forget));
        on.vaults().onGone(this::forget);
    }

    private void forget(RecordChange change) {
        switch (change) {
            case RecordChange.OfRecord touched ->
                    held.invalidate(new Place(change.vault(), touched.id().name()));
            case RecordChange.ScopeEnded _ -> forget(change.vault());
        }
    }

    private void forget(VaultId vault) {
        held.asMap().keySet().removeIf(place -> place.vault().equals(vault));
    }

    public Optional<V> find(VaultId vault, ObjectName name) {
        Place place = new Place(vault, name.canonical());
        Optional<V> known = held.getIfPresent(place);
        return known != null
                ? known
                : held.get(
                        place, _ -> rows.find(vault, name).map(row -> wanted.apply(row.value())));
    }

    /// What [#find] would find, if that doesn't touch the store.
    public Optional<Optional<V>> inMemory(VaultId vault, ObjectName name) {
        return Optional.ofNullable(held.getIfPresent(new Place(vault, name.canonical())));
    }
}
