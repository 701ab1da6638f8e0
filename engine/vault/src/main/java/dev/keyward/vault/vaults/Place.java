package dev.keyward.vault.vaults;

import dev.keyward.crypto.encoding.CanonicalReader;
import dev.keyward.crypto.encoding.CanonicalWriter;
import dev.keyward.model.SecretBytes;
import dev.keyward.records.entities.EntityKind;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// A location, of a subscription: where vaults and objects are counted.
///
/// Its record holds no number. Everybody who adds something under a limit writes it along, and only
/// if it is as he found it before he counted; so of several who counted the same, on whichever
/// nodes, one adds and the others count again. Where there is no limit nobody writes it.
///
/// @param location lower case
record Place(UUID subscription, String location) {
    static final EntityKind<Place> KIND = new Kind();

    static Place of(Placement placement) {
        return new Place(placement.subscriptionId(), placement.location());
    }

    private static final class Kind implements EntityKind<Place> {
        @Override
        public String word() {
            return "place";
        }

        @Override
        public String key(Place place) {
            return place.subscription + "/" + place.location;
        }

        @Override
        public byte[] clear(Place place) {
            return CanonicalWriter.of(word(), 1)
                    .uuid(place.subscription)
                    .text(place.location)
                    .toBytes();
        }

        @Override
        public Place read(CanonicalReader in, @Nullable SecretBytes sealed) {
            in.expectFormat(1);
            return new Place(in.uuid(), in.text());
        }
    }
}
