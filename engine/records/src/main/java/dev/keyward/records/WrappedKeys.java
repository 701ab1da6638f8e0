package dev.keyward.records;

import dev.keyward.crypto.CanonicalReader;
import dev.keyward.crypto.CanonicalWriter;
import dev.keyward.model.VaultId;
import java.util.ArrayList;
import java.util.List;

/// Keys of one scope as they are stored, wrapped under the root key, newest first. A vault's stand
/// in a record of the system scope; format 1 has one key, format 2 any number.
final class WrappedKeys {
    static final String KIND = "scope-key";

    private WrappedKeys() {}

    static RecordId of(VaultId vault) {
        return RecordId.of(KIND, vault.toString());
    }

    static List<byte[]> read(OpenRecord record) {
        return record.clear(
                KIND,
                in -> in.formatVersion() == 1 ? List.of(in.bytes()) : read(in.expectFormat(2)));
    }

    static byte[] clear(List<byte[]> keys) {
        if (keys.size() == 1) {
            return CanonicalWriter.of(KIND, 1).bytes(keys.getFirst()).toBytes();
        }
        CanonicalWriter out = CanonicalWriter.of(KIND, 2);
        write(out, keys);
        return out.toBytes();
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
