package dev.keyward.directory.signin;

import dev.keyward.crypto.encoding.CanonicalReader;
import dev.keyward.crypto.encoding.CanonicalWriter;
import dev.keyward.model.SecretBytes;
import dev.keyward.records.entities.EntityKind;
import dev.keyward.records.entities.Index;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// How often the password of a name was guessed wrong, by anybody on any node (decisions, 27).
///
/// @param name a keyed hash of it: people type passwords into the field for names
/// @param known whether there was a principal of that name
/// @param first of the failures, by the second
record FailedSignIns(String name, boolean known, int count, Instant first) {
    static final EntityKind<FailedSignIns> KIND = new Kind();

    /// By whether their name is known.
    static final Index<FailedSignIns, Boolean> KNOWN = Index.of(FailedSignIns::known);

    FailedSignIns oneMore() {
        return new FailedSignIns(name, known, count + 1, first);
    }

    private static final class Kind implements EntityKind<FailedSignIns> {
        @Override
        public String word() {
            return "failed-sign-ins";
        }

        @Override
        public String key(FailedSignIns failed) {
            return failed.name;
        }

        @Override
        public byte[] clear(FailedSignIns failed) {
            return CanonicalWriter.of(word(), 1)
                    .text(failed.name)
                    .flag(failed.known)
                    .number(failed.count)
                    .number(failed.first.getEpochSecond())
                    .toBytes();
        }

        @Override
        public FailedSignIns read(CanonicalReader in, @Nullable SecretBytes sealed) {
            in.expectFormat(1);
            return new FailedSignIns(
                    in.text(), in.flag(), in.smallNumber(), Instant.ofEpochSecond(in.number()));
        }

        @Override
        public List<Index<FailedSignIns, ?>> indexes() {
            return List.of(KNOWN);
        }
    }
}
