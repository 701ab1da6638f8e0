package dev.keyward.directory;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keyward.crypto.encoding.CanonicalReader;
import dev.keyward.model.SecretAccess;
import dev.keyward.model.SecretBytes;
import dev.keyward.records.entities.EntityKind;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/// One record of each kind, as version 0.1.0 wrote it: a line with kind, key, clear part and sealed
/// part before it was sealed. What this version writes has to be the same, and what that one wrote
/// has to be read, for as long as engine/docs/architecture.md promises.
public final class OldRecords {
    private OldRecords() {}

    public static <T extends Object> void assertKept(EntityKind<T> kind, T entity) {
        assertWritten(kind, entity);
        assertThat(read(kind)).isEqualTo(entity);
    }

    public static <T extends Object> void assertWritten(EntityKind<T> kind, T entity) {
        String[] line = line(kind.word());
        assertThat(kind.key(entity)).isEqualTo(line[1]);
        assertThat(HexFormat.of().formatHex(kind.clear(entity))).isEqualTo(line[2]);
        SecretBytes sealed = kind.sealed(entity);
        assertThat(
                        sealed == null
                                ? "-"
                                : sealed.use(SecretAccess.request(), HexFormat.of()::formatHex))
                .isEqualTo(line[3]);
    }

    public static <T extends Object> T read(EntityKind<T> kind) {
        String[] line = line(kind.word());
        @Nullable SecretBytes sealed =
                line[3].equals("-") ? null : SecretBytes.adopt(HexFormat.of().parseHex(line[3]));
        return CanonicalReader.read(
                HexFormat.of().parseHex(line[2]), kind.word(), in -> kind.read(in, sealed));
    }

    private static String[] line(String word) {
        try (InputStream in = OldRecords.class.getResourceAsStream("records-0.1.0.tsv")) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .map(line -> line.split("\t"))
                    .filter(line -> line[0].equals(word))
                    .findFirst()
                    .orElseThrow();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
