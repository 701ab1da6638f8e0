package dev.keyward.directory.offers;

import dev.keyward.crypto.encoding.CanonicalReader;
import dev.keyward.crypto.encoding.CanonicalWriter;
import dev.keyward.model.SecretBytes;
import dev.keyward.records.entities.EntityKind;
import dev.keyward.records.entities.Index;
import dev.keyward.records.entities.Parent;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// That a delegated provider may give an offer to its own customers (tenancy.md, section 3).
///
/// @param offer canonical name
/// @param name as its maker wrote it; one of the offer's
/// @param provider the subscription of the delegated provider
/// @param location lower case
public record OfferDelegation(String offer, String name, UUID provider, String location) {
    static final EntityKind<OfferDelegation> KIND = new Kind();
    static final Index<OfferDelegation, UUID> PROVIDER = Index.of(OfferDelegation::provider);

    static String key(String offer, String name) {
        return offer.toLowerCase(Locale.ROOT) + "/" + name.toLowerCase(Locale.ROOT);
    }

    private static final class Kind implements EntityKind<OfferDelegation> {
        @Override
        public String word() {
            return "offer-delegation";
        }

        @Override
        public String key(OfferDelegation delegation) {
            return OfferDelegation.key(delegation.offer, delegation.name);
        }

        @Override
        public byte[] clear(OfferDelegation delegation) {
            return CanonicalWriter.of(word(), 1)
                    .text(delegation.offer)
                    .text(delegation.name)
                    .uuid(delegation.provider)
                    .text(delegation.location)
                    .toBytes();
        }

        @Override
        public OfferDelegation read(CanonicalReader in, @Nullable SecretBytes sealed) {
            in.expectFormat(1);
            return new OfferDelegation(in.text(), in.text(), in.uuid(), in.text());
        }

        @Override
        public List<Index<OfferDelegation, ?>> indexes() {
            return List.of(PROVIDER);
        }

        @Override
        public Optional<Parent<OfferDelegation>> parent() {
            return Optional.of(new Parent<>("offer", OfferDelegation::offer));
        }
    }
}
