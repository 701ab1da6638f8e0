package dev.keyward.records;

import dev.keyward.crypto.encoding.CanonicalReader;
import dev.keyward.crypto.encoding.CanonicalWriter;
import dev.keyward.crypto.memory.KeyMemory;
import dev.keyward.crypto.sealing.RootKey;
import dev.keyward.crypto.sealing.RootKeyProvider;
import dev.keyward.model.VaultError;
import dev.keyward.model.VaultException;
import dev.keyward.store.RecordKey;
import dev.keyward.store.StoredRecord;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// The row by which a deployment is opened: its id, the root key as each provider wrapped it, and
/// the system's keys under the root key. MACed under the root key.
///
/// Formats 1 and 2 belonged to stores whose records didn't name their tenant; none was released.
///
/// @param revision one more at each change
/// @param rootGeneration of the root key
/// @param wrappings at least one, no two of one provider
/// @param systemKeys the system scope's keys under the root key, newest first; at least one
/// @param purposeKey the first root key under the present one, since what was derived from it
///   (hashes of client secrets, backups of objects) can't be made anew; null where the first is the
///   present one
record SealRecord(
        UUID deployment,
        long revision,
        int rootGeneration,
        List<Wrapping> wrappings,
        List<byte[]> systemKeys,
        byte @Nullable [] purposeKey) {
    static final String KIND = "seal";
    static final RecordKey PLACE = new RecordKey(SealedStore.SYSTEM, KIND, "", "");

    private static final int FORMAT = 3;

    /// @param provider the id of the provider
    record Wrapping(String provider, byte[] wrapped) {}

    SealRecord {
        wrappings = List.copyOf(wrappings);
        systemKeys = List.copyOf(systemKeys);
    }

    /// Reads it without any check, which takes [#verify] and the key it leads to.
    static SealRecord read(StoredRecord row) {
        return CanonicalReader.read(
                row.clear(),
                KIND,
                in -> {
                    UUID deployment = in.expectFormat(FORMAT).uuid();
                    int generation = in.smallNumber();
                    int count = in.count();
                    List<Wrapping> wrappings = new ArrayList<>(count);
                    for (int i = 0; i < count; i++) {
                        wrappings.add(new Wrapping(in.text(), in.bytes()));
                    }
                    return new SealRecord(
                            deployment,
                            row.revision(),
                            generation,
                            wrappings,
                            WrappedKeys.read(in),
                            in.optionalBytes());
                });
    }

    /// The next state with other system keys.
    SealRecord withSystemKeys(List<byte[]> next) {
        return new SealRecord(
                deployment, revision + 1, rootGeneration, wrappings, next, purposeKey);
    }

    RootKey unwrap(RootKeyProvider provider, KeyMemory memory) {
        for (Wrapping wrapping : wrappings) {
            if (wrapping.provider().equals(provider.id())) {
                byte[] purpose = Binding.ofSystem(deployment).rootKey(rootGeneration);
                return RootKey.unwrap(
                        memory, provider, wrapping.wrapped(), rootGeneration, purpose);
            }
        }
        throw new VaultException(
                new VaultError.IntegrityFailure("the store is not sealed with a " + provider.id()));
    }

    StoredRecord row(RootKey root) {
        byte[] clear = clear();
        byte[] mac = root.hmac("seal").of(macInput(clear));
        return new StoredRecord(PLACE, revision, 0, 0, clear, new byte[0], mac);
    }

    /// @throws VaultException with `IntegrityFailure`
    void verify(StoredRecord row, RootKey root) {
        boolean right =
                row.key().equals(PLACE)
                        && row.state() == 0
                        && row.dueEpochSecond() == 0
                        && row.sealed().length == 0
                        && root.hmac("seal").matches(macInput(row.clear()), row.mac());
        if (!right) {
            throw new VaultException(
                    new VaultError.IntegrityFailure("the seal record was changed"));
        }
    }

    private byte[] macInput(byte[] clear) {
        return CanonicalWriter.of("seal-row", 1).number(revision).bytes(clear).toBytes();
    }

    private byte[] clear() {
        CanonicalWriter out =
                CanonicalWriter.of(KIND, FORMAT)
                        .uuid(deployment)
                        .number(rootGeneration)
                        .count(wrappings.size());
        wrappings.forEach(w -> out.text(w.provider()).bytes(w.wrapped()));
        WrappedKeys.write(out, systemKeys);
        return out.bytes(purposeKey).toBytes();
    }
}
