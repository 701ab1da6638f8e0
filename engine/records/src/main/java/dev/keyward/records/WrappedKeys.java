package dev.keyward.records;

import dev.keyward.crypto.encoding.CanonicalReader;
import dev.keyward.crypto.encoding.CanonicalWriter;
import dev.keyward.model.TenantId;
import dev.keyward.model.VaultId;
import dev.keyward.store.RecordKey;
import java.util.ArrayList;
import java.util.List;

/// The keys of a vault as they are stored, in a record of the system scope, and the tenant to which
/// they and all records under them are bound.
///
/// @param keys wrapped under the root key, newest first; at least one
record WrappedKeys(TenantId tenant, List<byte[]> keys) {
    static final String KIND = "scope-key";
    private static final int FORMAT = 3;

    WrappedKeys {
        keys = List.copyOf(keys);
    }

    static RecordId of(VaultId vault) {
        return RecordId.of(KIND, vault.toString());
    }

    /// Whether a record of the system is that of a vault's keys.
    static boolean isKey(RecordKey key) {
        return key.scope().equals(SealedStore.SYSTEM) && key.kind().equals(KIND);
    }

    static WrappedKeys read(OpenRecord record) {
        return record.clear(
                KIND,
                in -> {
                    in.expectFormat(FORMAT);
                    return new WrappedKeys(new TenantId(in.uuid()), read(in));
                });
    }

    byte[] clear() {
        CanonicalWriter out = CanonicalWriter.of(KIND, FORMAT).uuid(tenant.value());
        write(out, keys);
        return out.toBytes();
    }

    WrappedKeys with(List<byte[]> others) {
        return new WrappedKeys(tenant, others);
    }

    static List<byte[]> read(CanonicalReader in) {
        int count = in.count();
        List<byte[]> keys = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            keys.add(in.bytes());
        }
        return keys;
    }

    static void write(CanonicalWriter out, List<byte[]> keys) {
        out.count(keys.size());
        keys.forEach(out::bytes);
    }
}
