package dev.keyward.records.entities;

import dev.keyward.crypto.encoding.CanonicalReader;
import dev.keyward.crypto.encoding.CanonicalWriter;
import dev.keyward.model.SecretBytes;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// An entity for tests: known by its id, and by a name that no other may have.
record Club(String id, String name) {
    static final Unique<Club> NAME = Unique.of("name", club -> club.name.toLowerCase(Locale.ROOT));

    static final EntityKind<Club> KIND =
            new EntityKind<>() {
                @Override
                public String word() {
                    return "club";
                }

                @Override
                public String key(Club club) {
                    return club.id();
                }

                @Override
                public byte[] clear(Club club) {
                    return CanonicalWriter.of(word(), 1)
                            .text(club.id())
                            .text(club.name())
                            .toBytes();
                }

                @Override
                public Club read(CanonicalReader in, @Nullable SecretBytes sealed) {
                    in.expectFormat(1);
                    return new Club(in.text(), in.text());
                }

                @Override
                public List<Unique<Club>> uniques() {
                    return List.of(NAME);
                }
            };
}
