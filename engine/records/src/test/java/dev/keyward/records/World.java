package dev.keyward.records;

import dev.keyward.crypto.encoding.CanonicalWriter;
import dev.keyward.crypto.memory.KeyMemory;
import dev.keyward.crypto.sealing.KeyFile;
import dev.keyward.model.SecretAccess;
import dev.keyward.model.SecretBytes;
import dev.keyward.model.TenantId;
import dev.keyward.model.VaultId;
import dev.keyward.store.Page;
import dev.keyward.store.RecordKey;
import dev.keyward.store.Store;
import dev.keyward.store.StoredRecord;
import dev.keyward.store.Transaction;
import dev.keyward.testing.SeededRandom;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Consumer;

/// A deployment with two vaults of some records, equal for equal seeds.
final class World {
    static final VaultId FIRST = new VaultId(new UUID(1, 1));
    static final VaultId SECOND = new VaultId(new UUID(2, 2));
    static final TenantId TENANT = new TenantId(new UUID(9, 1));

    /// Of the second vault.
    static final TenantId OTHER_TENANT = new TenantId(new UUID(9, 2));

    final Store store = Store.inMemory();
    final SealedStore sealed;
    private final KeyFile keyFile;

    World(Path directory) {
        this(directory, SealedStore.ONLY_NODE);
    }

    /// @param node that makes it
    World(Path directory, String node) {
        SeededRandom random = new SeededRandom(77);
        try {
            keyFile = KeyFile.openOrCreate(directory.resolve("keys/root.key"), random);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        sealed = SealedStore.open(store, keyFile, random, KeyMemory.onHeap(), node, null);
        for (VaultId vault : List.of(FIRST, SECOND)) {
            NewScope made = sealed.newVault(vault, vault.equals(FIRST) ? TENANT : OTHER_TENANT);
            Sealed record =
                    sealed.system()
                            .seal(
                                    Draft.create(
                                            RecordId.of("vault", vault.toString()),
                                            1,
                                            clear("vault"),
                                            null));
            change(tx -> {
                made.put(tx);
                sealed.system().put(tx, record);
            });
            RecordScope scope = sealed.vault(vault);
            for (String name : List.of("alpha", "beta")) {
                put(scope, Draft.create(RecordId.of("secret", name), 1, clear(name), null));
                for (String version : List.of("1", "2")) {
                    put(
                            scope,
                            Draft.create(
                                            new RecordId("secret-version", name, version),
                                            1,
                                            clear(name + version),
                                            SecretBytes.ofUtf8("payload " + name + version))
                                    .due(1000));
                }
            }
        }
    }

    /// The same store opened by another process.
    SealedStore reopened() {
        return SealedStore.open(store, keyFile, new SeededRandom(78));
    }

    /// The same store opened by another node.
    SealedStore node(String name) {
        return SealedStore.open(
                store, keyFile, new SeededRandom(80), KeyMemory.onHeap(), name, null);
    }

    /// The same store opened by another node that counts records.
    SealedStore node(String name, Counted counted) {
        return SealedStore.open(
                store, keyFile, new SeededRandom(81), KeyMemory.onHeap(), name, counted);
    }

    SealedStore reopenedAsItIs() {
        return SealedStore.openAsItIs(
                store,
                keyFile,
                new SeededRandom(79),
                KeyMemory.onHeap(),
                SealedStore.ONLY_NODE,
                null);
    }

    static byte[] clear(String text) {
        return CanonicalWriter.of("test", 1).text(text).toBytes();
    }

    void change(Consumer<Transaction> change) {
        Stages.join(
                store.change(tx -> {
                    change.accept(tx);
                    return true;
                }));
    }

    void put(RecordScope scope, Draft draft) {
        Sealed record = scope.seal(draft);
        change(tx -> scope.put(tx, record));
    }

    /// Writes a row behind the back of everything here.
    void overwrite(StoredRecord row) {
        change(tx -> tx.put(row));
    }

    void remove(RecordKey key) {
        change(tx -> tx.delete(key));
    }

    static List<String> scopes() {
        return List.of(SealedStore.SYSTEM, FIRST.toString(), SECOND.toString());
    }

    List<StoredRecord> rows() {
        List<StoredRecord> rows = new ArrayList<>();
        scopes().forEach(scope -> rows.addAll(store.scan(scope, null, 1000)));
        return rows;
    }

    /// All that a caller can read, as text by place.
    ///
    /// @throws dev.keyward.model.VaultException when something isn't right
    static Map<RecordKey, String> contents(SealedStore sealed) {
        Map<RecordKey, String> contents = new TreeMap<>(Comparator.comparing(RecordKey::toString));
        for (RecordScope scope :
                List.of(sealed.system(), sealed.vault(FIRST), sealed.vault(SECOND))) {
            for (String kind : List.of("scope-key", "vault", "secret", "secret-version")) {
                for (OpenRecord record : scope.list(Page.first(scope.id(), kind, 1000))) {
                    contents.put(record.id().in(scope.id()), text(record));
                }
            }
        }
        return contents;
    }

    static String text(OpenRecord record) {
        return String.join(
                "|",
                Long.toString(record.revision()),
                Integer.toString(record.state()),
                Long.toString(record.dueEpochSecond()),
                HexFormat.of().formatHex(record.clear()),
                record.payload().map(p -> p.toUtf8(SecretAccess.request())).orElse("none"));
    }
}
