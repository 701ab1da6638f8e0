package dev.keyward.records;

import dev.keyward.crypto.memory.KeyMemory;
import dev.keyward.crypto.sealing.RootKey;
import dev.keyward.crypto.sealing.RootKeyProvider;
import dev.keyward.crypto.sealing.ScopeKey;
import dev.keyward.model.VaultError;
import dev.keyward.model.VaultException;
import dev.keyward.model.VaultId;
import dev.keyward.store.Page;
import dev.keyward.store.StoredRecord;
import dev.keyward.store.Transaction;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Supplier;

/// New keys for a deployment while it is used (security.md, section 5.2). Each step is one
/// transaction, so a crash leaves the old state or the new one; [#finish] goes on where rows were
/// still under an older key. Safe for use by several threads, one rotation at a time.
///
/// A new root key wraps the keys of all scopes anew and changes no other row. A new key of a scope
/// seals what is written from then on; what is there is sealed again row by row, and then the older
/// key is struck out of the store. Evidence is what becomes durable with the step, as an audit
/// record.
public final class KeyRotation {
    private static final System.Logger LOG = System.getLogger(KeyRotation.class.getName());
    private static final int PAGE = 1000;

    private final SealedStore sealed;
    private final RecordScope system;
    private final Runnable pause;

    KeyRotation(SealedStore sealed, Runnable pause) {
        this.sealed = sealed;
        this.system = sealed.system();
        this.pause = pause;
    }

    /// Makes a new root key, in one transaction as large as there are vaults.
    ///
    /// @param provider which has to be the only one that wraps the root key
    /// @return the generation of the new key
    public int root(RootKeyProvider provider, Supplier<byte[]> evidence) {
        synchronized (sealed) {
            Roots before = sealed.roots();
            RootKey next = before.present().successor(sealed.random());
            // From here on records under either key can be read, whichever was committed.
            sealed.useRoots(before.whileRotatingTo(next));
            try {
                change(tx -> {
                    wrapAnew(tx, before, next, provider);
                    tx.evidence(evidence.get());
                });
            } catch (RuntimeException undone) {
                sealed.useRoots(before);
                next.close();
                throw undone;
            }
            sealed.useRoots(new Roots(next, before.purposes(), before.present()));
            return next.generation();
        }
    }

    private void wrapAnew(Transaction tx, Roots before, RootKey next, RootKeyProvider provider) {
        StoredRecord row = sealRow(tx);
        SealRecord seal = SealRecord.read(row);
        seal.verify(row, before.present());
        if (seal.wrappings().size() != 1
                || !seal.wrappings().getFirst().provider().equals(provider.id())) {
            throw new VaultException(
                    new VaultError.Unavailable(
                            "a root key that another provider than " + provider.id() + " wraps"));
        }
        List<Sealed> moved = new ArrayList<>();
        for (OpenRecord record : vaultKeys(tx)) {
            WrappedKeys wrapped = WrappedKeys.read(record);
            List<byte[]> anew = rewrapped(before, next, wrapped.keys(), purpose(record, wrapped));
            moved.add(replaced(record, wrapped.with(anew)));
        }
        system.put(tx, moved);
        Binding binding = sealed.binding();
        byte[] purpose = binding.scopeKey(SealedStore.SYSTEM);
        tx.put(
                new SealRecord(
                                seal.deployment(),
                                seal.revision() + 1,
                                next.generation(),
                                List.of(
                                        new SealRecord.Wrapping(
                                                provider.id(),
                                                next.wrapWith(
                                                        provider,
                                                        binding.rootKey(next.generation())))),
                                rewrapped(before, next, seal.systemKeys(), purpose),
                                next.wrapRoot(
                                        before.purposes(), binding.purposeKey(), sealed.random()))
                        .row(next));
        prove(tx, provider, moved.size());
    }

    private List<byte[]> rewrapped(
            Roots before, RootKey next, List<byte[]> wrapped, byte[] purpose) {
        List<byte[]> result = new ArrayList<>(wrapped.size());
        for (ScopeKey key : before.unwrap(wrapped, purpose)) {
            try (key) {
                result.add(next.wrap(key, purpose, sealed.random()));
            }
        }
        return result;
    }

    /// Opens what was written, from the store, before it can replace what it replaces.
    private void prove(Transaction tx, RootKeyProvider provider, int vaults) {
        StoredRecord row = sealRow(tx);
        SealRecord seal = SealRecord.read(row);
        Binding binding = sealed.binding();
        try (RootKey root = seal.unwrap(provider, KeyMemory.onHeap())) {
            seal.verify(row, root);
            Roots roots = new Roots(root, root);
            roots.unwrap(seal.systemKeys(), binding.scopeKey(SealedStore.SYSTEM))
                    .forEach(ScopeKey::close);
            List<OpenRecord> records = vaultKeys(tx);
            if (records.size() != vaults) {
                throw new VaultException(new VaultError.IntegrityFailure("a vault has no key"));
            }
            for (OpenRecord record : records) {
                WrappedKeys wrapped = WrappedKeys.read(record);
                roots.unwrap(wrapped.keys(), purpose(record, wrapped)).forEach(ScopeKey::close);
            }
        }
    }

    private byte[] purpose(OpenRecord record, WrappedKeys wrapped) {
        return sealed.binding().of(wrapped.tenant()).scopeKey(record.id().name());
    }

    private List<OpenRecord> vaultKeys(Transaction tx) {
        List<OpenRecord> all = new ArrayList<>();
        Page page = Page.first(SealedStore.SYSTEM, WrappedKeys.KIND, PAGE);
        while (true) {
            List<OpenRecord> some = system.list(tx, page);
            all.addAll(some);
            if (some.size() < PAGE) {
                return all;
            }
            page =
                    new Page(
                            SealedStore.SYSTEM,
                            WrappedKeys.KIND,
                            null,
                            some.getLast().id().name(),
                            "",
                            null,
                            PAGE);
        }
    }

    /// Makes a new key for a vault and seals its records again.
    ///
    /// @return the generation of the new key
    public int vault(VaultId vault, Supplier<byte[]> evidence) {
        synchronized (sealed) {
            RecordScope scope = sealed.vault(vault);
            ScopeKey next = successor(scope);
            byte[] purpose = scope.binding().scopeKey(vault.toString());
            change(tx -> {
                OpenRecord record = vaultKey(tx, vault);
                WrappedKeys wrapped = WrappedKeys.read(record);
                system.put(
                        tx, replaced(record, wrapped.with(added(next, purpose, wrapped.keys()))));
                prove(WrappedKeys.read(vaultKey(tx, vault)).keys().getFirst(), purpose);
                tx.evidence(evidence.get());
            });
            scope.keys().add(next);
            retire(scope, vault);
            return next.generation();
        }
    }

    /// Makes a new key for the system scope and seals its records again.
    ///
    /// @return the generation of the new key
    public int system(Supplier<byte[]> evidence) {
        synchronized (sealed) {
            ScopeKey next = successor(system);
            byte[] purpose = sealed.binding().scopeKey(SealedStore.SYSTEM);
            change(tx -> {
                SealRecord seal = SealRecord.read(sealRow(tx));
                tx.put(
                        seal.withSystemKeys(added(next, purpose, seal.systemKeys()))
                                .row(sealed.roots().present()));
                prove(SealRecord.read(sealRow(tx)).systemKeys().getFirst(), purpose);
                tx.evidence(evidence.get());
            });
            system.keys().add(next);
            retireSystem();
            return next.generation();
        }
    }

    /// Goes on with what a crash interrupted.
    ///
    /// @return how many scopes were still on the way
    public int finish() {
        synchronized (sealed) {
            int unfinished = 0;
            if (SealRecord.read(Stages.join(sealed.store().change(this::sealRow)))
                            .systemKeys()
                            .size()
                    > 1) {
                retireSystem();
                unfinished++;
            }
            for (VaultId vault : sealed.vaults()) {
                unfinished += isFinished(vault) ? 0 : 1;
            }
            return unfinished;
        }
    }

    /// A vault that can't be opened was reported where that was found, and keeps no other waiting.
    private boolean isFinished(VaultId vault) {
        try {
            boolean finished =
                    system.get(WrappedKeys.of(vault))
                                    .map(WrappedKeys::read)
                                    .map(wrapped -> wrapped.keys().size())
                                    .orElse(0)
                            <= 1;
            if (!finished) {
                retire(sealed.vault(vault), vault);
            }
            return finished;
        } catch (VaultException damaged) {
            LOG.log(
                    System.Logger.Level.ERROR,
                    "vault={0} was left as it is: {1}",
                    vault,
                    damaged.error());
            return true;
        }
    }

    private void retireSystem() {
        moveAll(system);
        change(tx -> {
            SealRecord seal = SealRecord.read(sealRow(tx));
            tx.put(
                    seal.withSystemKeys(List.of(seal.systemKeys().getFirst()))
                            .row(sealed.roots().present()));
        });
    }

    private void retire(RecordScope scope, VaultId vault) {
        moveAll(scope);
        // A vault purged meanwhile took its keys along.
        change(tx ->
                system.get(tx, WrappedKeys.of(vault))
                        .ifPresent(record -> system.put(tx, replaced(record, newest(record)))));
    }

    /// What was under way when the newest key came is committed by the end of the first walk, and
    /// all later is under the newest key; so a later walk that moves nothing has seen everything.
    private void moveAll(RecordScope scope) {
        Rewrap rewrap = Rewrap.of(scope, sealed.store());
        rewrap.walk(pause);
        while (rewrap.walk(pause) > 0) {
            pause.run();
        }
    }

    private ScopeKey successor(RecordScope scope) {
        return sealed.roots()
                .present()
                .newScopeKey(scope.keys().newest().generation() + 1, sealed.random());
    }

    private List<byte[]> added(ScopeKey next, byte[] purpose, List<byte[]> wrapped) {
        List<byte[]> result = new ArrayList<>();
        result.add(sealed.roots().present().wrap(next, purpose, sealed.random()));
        result.addAll(wrapped);
        return result;
    }

    private void prove(byte[] wrapped, byte[] purpose) {
        sealed.roots().present().unwrap(wrapped, purpose).close();
    }

    private static WrappedKeys newest(OpenRecord record) {
        WrappedKeys wrapped = WrappedKeys.read(record);
        return wrapped.with(List.of(wrapped.keys().getFirst()));
    }

    private Sealed replaced(OpenRecord record, WrappedKeys wrapped) {
        return system.seal(record.change(record.state(), record.dueEpochSecond(), wrapped.clear()));
    }

    private OpenRecord vaultKey(Transaction tx, VaultId vault) {
        return system.get(tx, WrappedKeys.of(vault))
                .orElseThrow(() -> lacking("the key of vault " + vault));
    }

    private StoredRecord sealRow(Transaction tx) {
        return tx.get(SealRecord.PLACE).orElseThrow(() -> lacking("the seal record"));
    }

    private static VaultException lacking(String what) {
        return new VaultException(new VaultError.IntegrityFailure(what + " is missing"));
    }

    private void change(Consumer<Transaction> step) {
        Stages.join(
                sealed.store()
                        .change(tx -> {
                            step.accept(tx);
                            return sealed;
                        }));
    }
}
