package dev.keyward.directory.offers;

import dev.keyward.crypto.encoding.CanonicalReader;
import dev.keyward.crypto.encoding.CanonicalWriter;
import dev.keyward.model.SecretBytes;
import dev.keyward.records.entities.EntityKind;
import dev.keyward.records.entities.Index;
import dev.keyward.records.entities.Parent;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// That a subscription has a plan beside those of its offer (tenancy.md, section 3.4).
///
/// @param id chosen by whoever acquires, for the subscription alone: nobody learns by it what
///   others have
/// @param plan canonical name
/// @param time whole seconds
public record AcquiredPlan(
        UUID id,
        UUID subscription,
        String plan,
        @Nullable String externalReferenceId,
        Instant time) {
    static final EntityKind<AcquiredPlan> KIND = new Kind();
    static final Index<AcquiredPlan, String> PLAN = Index.of(AcquiredPlan::plan);

    public AcquiredPlan {
        time = Instant.ofEpochSecond(time.getEpochSecond());
    }

    static String key(UUID subscription, UUID id) {
        return subscription + "/" + id;
    }

    private static final class Kind implements EntityKind<AcquiredPlan> {
        @Override
        public String word() {
            return "acquired-plan";
        }

        @Override
        public String key(AcquiredPlan acquired) {
            return AcquiredPlan.key(acquired.subscription, acquired.id);
        }

        @Override
        public byte[] clear(AcquiredPlan acquired) {
            return CanonicalWriter.of(word(), 1)
                    .uuid(acquired.id)
                    .uuid(acquired.subscription)
                    .text(acquired.plan)
                    .text(acquired.externalReferenceId)
                    .number(acquired.time.getEpochSecond())
                    .toBytes();
        }

        @Override
        public AcquiredPlan read(CanonicalReader in, @Nullable SecretBytes sealed) {
            in.expectFormat(1);
            return new AcquiredPlan(
                    in.uuid(),
                    in.uuid(),
                    in.text(),
                    in.optionalText(),
                    Instant.ofEpochSecond(in.number()));
        }

        @Override
        public List<Index<AcquiredPlan, ?>> indexes() {
            return List.of(PLAN);
        }

        @Override
        public Optional<Parent<AcquiredPlan>> parent() {
            return Optional.of(
                    new Parent<>("subscription", acquired -> acquired.subscription.toString()));
        }
    }
}
