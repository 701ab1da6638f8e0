package dev.keyward.directory.signin;

import dev.keyward.crypto.encoding.CanonicalReader;
import dev.keyward.crypto.encoding.CanonicalWriter;
import dev.keyward.model.SecretBytes;
import dev.keyward.records.entities.EntityKind;
import dev.keyward.records.entities.Index;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// That an assertion was taken, which it is once, by whatever node. Forgotten when it couldn't be
/// taken any more for its age.
///
/// @param name a keyed hash of the client and the assertion's `jti`
/// @param client that signed it
/// @param until when it is remembered, by the second
record UsedAssertion(String name, UUID client, Instant until) {
    static final EntityKind<UsedAssertion> KIND = new Kind();

    static final Index<UsedAssertion, UUID> CLIENT = Index.of(UsedAssertion::client);

    private static final class Kind implements EntityKind<UsedAssertion> {
        @Override
        public String word() {
            return "used-assertion";
        }

        @Override
        public String key(UsedAssertion used) {
            return used.name;
        }

        @Override
        public byte[] clear(UsedAssertion used) {
            return CanonicalWriter.of(word(), 1)
                    .text(used.name)
                    .uuid(used.client)
                    .number(used.until.getEpochSecond())
                    .toBytes();
        }

        @Override
        public UsedAssertion read(CanonicalReader in, @Nullable SecretBytes sealed) {
            in.expectFormat(1);
            return new UsedAssertion(in.text(), in.uuid(), Instant.ofEpochSecond(in.number()));
        }

        @Override
        public List<Index<UsedAssertion, ?>> indexes() {
            return List.of(CLIENT);
        }
    }
}
