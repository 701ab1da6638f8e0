package dev.keyward.directory.tenancy;

import dev.keyward.crypto.encoding.CanonicalReader;
import dev.keyward.crypto.encoding.CanonicalWriter;
import dev.keyward.model.SecretBytes;
import java.util.LinkedHashMap;
import java.util.Map;

/// Tags as entities keep them: sealed, in the order they were given.
final class Tags {
    private Tags() {}

    /// @param label of the sealed part
    static SecretBytes seal(String label, Map<String, String> tags) {
        CanonicalWriter out = CanonicalWriter.of(label, 1).count(tags.size());
        tags.forEach((name, value) -> out.text(name).text(value));
        return out.toSecretBytes();
    }

    static Map<String, String> open(String label, SecretBytes sealed) {
        return CanonicalReader.read(sealed, label, in -> read(in.expectFormat(1)));
    }

    /// What is left to read, with its count before it.
    static Map<String, String> read(CanonicalReader in) {
        Map<String, String> tags = new LinkedHashMap<>();
        int count = in.count();
        for (int i = 0; i < count; i++) {
            tags.put(in.text(), in.text());
        }
        return tags;
    }
}
