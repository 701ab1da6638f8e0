package dev.keyward.records.entities;

import dev.keyward.crypto.encoding.CanonicalReader;
import dev.keyward.crypto.encoding.CanonicalWriter;
import dev.keyward.model.SecretBytes;
import dev.keyward.records.SealedStore;
import org.jspecify.annotations.Nullable;

/// An entity for tests whose record concerns one vault alone.
record Place(String name) {
    static final EntityKind<Place> KIND =
            new EntityKind<>() {
                @Override
                public String word() {
                    return SealedStore.VAULT_KIND;
                }

                @Override
                public String key(Place place) {
                    return place.name();
                }

                @Override
                public byte[] clear(Place place) {
                    return CanonicalWriter.of(word(), 1).text(place.name()).toBytes();
                }

                @Override
                public Place read(CanonicalReader in, @Nullable SecretBytes sealed) {
                    return new Place(in.expectFormat(1).text());
                }
            };
}
