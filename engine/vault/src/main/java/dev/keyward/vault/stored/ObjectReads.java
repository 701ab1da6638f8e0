package dev.keyward.vault.stored;

import dev.keyward.model.ObjectName;
import dev.keyward.model.ObjectVersion;
import dev.keyward.model.Printable;
import dev.keyward.model.VaultError;
import dev.keyward.model.VaultException;
import dev.keyward.model.VaultId;
import dev.keyward.records.OpenRecord;
import dev.keyward.records.RecordScope;
import dev.keyward.store.Page;
import dev.keyward.vault.objects.Listing;
import dev.keyward.vault.rows.RowState;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Finding and listing the objects of one kind.
final class ObjectReads<C> {
    private final Shelf<C> shelf;

    ObjectReads(Shelf<C> shelf) {
        this.shelf = shelf;
    }

    /// A version of a live object.
    ///
    /// @param version as the caller wrote it; null or empty for the current one
    /// @throws VaultException with `ObjectNotFound`
    Stored<C> get(VaultId vault, ObjectName name, @Nullable String version) {
        Head head =
                shelf.head(vault, name)
                        .filter(found -> shelf.isLive(vault, found))
                        .orElseThrow(() -> notFound(name, version));
        ObjectVersion wanted =
                version == null || version.isEmpty()
                        ? head.current()
                        : parse(version).orElseThrow(() -> notFound(name, version));
        C content = shelf.version(vault, name, wanted).orElseThrow(() -> notFound(name, version));
        return new Stored<>(head, wanted, content);
    }

    /// What [#get] would find, if that is in memory.
    Optional<Stored<C>> inMemory(VaultId vault, ObjectName name, @Nullable String version) {
        return version == null || version.isEmpty()
                ? shelf.inMemory(vault, name, null)
                : parse(version).flatMap(parsed -> shelf.inMemory(vault, name, parsed));
    }

    /// The current version of a deleted object.
    ///
    /// @throws VaultException with `DeletedObjectNotFound`
    Stored<C> getDeleted(VaultId vault, ObjectName name) {
        return shelf.head(vault, name)
                .filter(head -> shelf.isDeleted(vault, head))
                .flatMap(head -> current(vault, head))
                .orElseThrow(() -> deletedNotFound(name));
    }

    /// Live or deleted objects by name, each with its current version.
    ///
    /// @param after the [Listing#next] of the page before; empty for the first
    Listing<Stored<C>> list(VaultId vault, RowState state, String after, int limit) {
        RecordScope scope = shelf.scope(vault);
        List<OpenRecord> rows =
                scope.list(
                        new Page(
                                scope.id(),
                                shelf.headLabel(),
                                null,
                                after,
                                "",
                                state.number(),
                                limit + 1));
        List<Stored<C>> items = new ArrayList<>();
        for (OpenRecord row : rows.subList(0, Math.min(limit, rows.size()))) {
            Head head = Head.read(shelf.headLabel(), row);
            if (shelf.isLive(vault, head) || shelf.isDeleted(vault, head)) {
                // What a purge took away meanwhile is left out.
                current(vault, head).ifPresent(items::add);
            }
        }
        return new Listing<>(items, rows.size() > limit ? rows.get(limit - 1).id().name() : null);
    }

    /// Versions by version id; none for a name that isn't there.
    Listing<Stored<C>> versions(VaultId vault, ObjectName name, String after, int limit) {
        Optional<Head> head = shelf.head(vault, name).filter(found -> shelf.isLive(vault, found));
        if (head.isEmpty()) {
            return new Listing<>(List.of(), null);
        }
        RecordScope scope = shelf.scope(vault);
        List<OpenRecord> rows =
                scope.list(
                        new Page(
                                scope.id(),
                                shelf.versionLabel(),
                                name.canonical(),
                                name.canonical(),
                                after,
                                null,
                                limit + 1));
        List<Stored<C>> items = new ArrayList<>();
        for (OpenRecord row : rows.subList(0, Math.min(limit, rows.size()))) {
            ObjectVersion version = new ObjectVersion(row.id().version());
            shelf.version(vault, name, version)
                    .ifPresent(content -> items.add(new Stored<>(head.get(), version, content)));
        }
        return new Listing<>(
                items, rows.size() > limit ? rows.get(limit - 1).id().version() : null);
    }

    private Optional<Stored<C>> current(VaultId vault, Head head) {
        return shelf.version(vault, head.name(), head.current())
                .map(content -> new Stored<>(head, head.current(), content));
    }

    VaultException notFound(ObjectName name, @Nullable String version) {
        return new VaultException(
                new VaultError.ObjectNotFound(
                        shelf.kind(),
                        name.value(),
                        version == null || version.isEmpty() ? null : Printable.name(version)));
    }

    VaultException deletedNotFound(ObjectName name) {
        return new VaultException(new VaultError.DeletedObjectNotFound(shelf.kind(), name.value()));
    }

    static Optional<ObjectVersion> parse(String text) {
        String canonical = text.toLowerCase(Locale.ROOT);
        return ObjectVersion.isValid(canonical)
                ? Optional.of(new ObjectVersion(canonical))
                : Optional.empty();
    }
}
