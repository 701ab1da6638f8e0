package dev.keyward.records;

import dev.keyward.crypto.memory.KeyMemory;
import dev.keyward.crypto.sealing.RootKey;
import dev.keyward.crypto.sealing.RootKeyProvider;
import dev.keyward.crypto.sealing.ScopeKey;
import dev.keyward.model.VaultError;
import dev.keyward.model.VaultException;
import dev.keyward.store.Store;
import dev.keyward.store.StoredRecord;
import java.security.SecureRandom;
import java.util.List;
import java.util.UUID;

/// The keys of a deployment as they come out of its seal record, which is made where the store is
/// empty.
record Unsealed(Roots roots, Binding binding, ScopeKeys systemKeys) {
    /// @throws VaultException with `IntegrityFailure` if the provider can't open it, or the seal
    ///   record was changed or lacks
    static Unsealed of(
            Store store,
            RootKeyProvider provider,
            SecureRandom random,
            KeyMemory memory,
            String node) {
        StoredRecord row =
                store.get(SealRecord.PLACE).orElseGet(() -> create(store, provider, random, node));
        SealRecord seal = SealRecord.read(row);
        RootKey root = seal.unwrap(provider, memory);
        seal.verify(row, root);
        Binding binding = Binding.ofSystem(seal.deployment());
        byte[] purposeKey = seal.purposeKey();
        Roots roots =
                new Roots(
                        root,
                        purposeKey == null
                                ? root
                                : root.unwrapRoot(purposeKey, binding.purposeKey()));
        ScopeKeys systemKeys =
                new ScopeKeys(
                        roots.unwrap(seal.systemKeys(), binding.scopeKey(SealedStore.SYSTEM)));
        return new Unsealed(roots, binding, systemKeys);
    }

    private static StoredRecord create(
            Store store, RootKeyProvider provider, SecureRandom random, String node) {
        UUID deployment = randomUuid(random);
        Binding binding = Binding.ofSystem(deployment);
        try (RootKey root = RootKey.generate(KeyMemory.onHeap(), random);
                ScopeKey systemKey = root.newScopeKey(random)) {
            byte[] wrapped = root.wrapWith(provider, binding.rootKey(root.generation()));
            StoredRecord seal =
                    new SealRecord(
                                    deployment,
                                    1,
                                    root.generation(),
                                    List.of(new SealRecord.Wrapping(provider.id(), wrapped)),
                                    List.of(
                                            root.wrap(
                                                    systemKey,
                                                    binding.scopeKey(SealedStore.SYSTEM),
                                                    random)),
                                    null)
                            .row(root);
            ScopeKeys keys = new ScopeKeys(List.of(systemKey));
            Guard guard = new Guard(binding, keys, random, new Failures(), null);
            StoredRecord header = SetHeader.empty().row(SealedStore.SYSTEM, guard);
            StoredRecord firstEpoch = new Epoch(guard, root, node).first(header);
            return Stages.join(
                    store.change(tx -> {
                        if (!tx.scan(SealedStore.SYSTEM, null, 1).isEmpty()) {
                            throw new VaultException(
                                    new VaultError.IntegrityFailure(
                                            "the store holds records but no seal record"));
                        }
                        tx.put(seal);
                        tx.put(header);
                        tx.put(firstEpoch);
                        return seal;
                    }));
        }
    }

    /// Version 4 (RFC 9562 5.4), from the given randomness.
    private static UUID randomUuid(SecureRandom random) {
        long high = random.nextLong() & ~0xF000L | 0x4000L;
        long low = random.nextLong() >>> 2 | Long.MIN_VALUE;
        return new UUID(high, low);
    }
}
