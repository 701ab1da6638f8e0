package dev.keyward.directory.tenancy;

import dev.keyward.crypto.encoding.CanonicalReader;
import dev.keyward.crypto.encoding.CanonicalWriter;
import dev.keyward.model.PrincipalId;
import dev.keyward.model.SecretBytes;
import dev.keyward.records.entities.EntityKind;
import dev.keyward.records.entities.Parent;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// Who is to own a subscription when its owners can't be reached (tenancy.md, section 7: the change
/// of ownership when the owner is unavailable). An owner names him, he asks, and the operator makes
/// him an owner; none of the three can do it without the other two.
///
/// @param user of the subscription's own directory, by object id
/// @param named whole seconds
/// @param asked when he asked for it last; null if he didn't. Whole seconds
public record Successor(
        UUID subscription, PrincipalId user, Instant named, @Nullable Instant asked) {
    /// How long what he asked for can be done.
    public static final Duration OPEN = Duration.ofDays(7);

    static final EntityKind<Successor> KIND = new Kind();
    private static final long NEVER = 0;

    public Successor {
        named = Instant.ofEpochSecond(named.getEpochSecond());
        asked = asked == null ? null : Instant.ofEpochSecond(asked.getEpochSecond());
    }

    public Successor asking(Instant now) {
        return new Successor(subscription, user, named, now);
    }

    /// Until when he can be made an owner; null if he didn't ask.
    public @Nullable Instant until() {
        return asked == null ? null : asked.plus(OPEN);
    }

    /// Whether he asked for it, and not too long ago.
    public boolean isAsking(Instant now) {
        Instant until = until();
        return until != null && now.isBefore(until);
    }

    private static final class Kind implements EntityKind<Successor> {
        @Override
        public String word() {
            return "successor";
        }

        @Override
        public String key(Successor successor) {
            return successor.subscription.toString();
        }

        @Override
        public byte[] clear(Successor successor) {
            Instant asked = successor.asked;
            return CanonicalWriter.of(word(), 1)
                    .uuid(successor.subscription)
                    .text(successor.user.value())
                    .number(successor.named.getEpochSecond())
                    .number(asked == null ? NEVER : asked.getEpochSecond())
                    .toBytes();
        }

        @Override
        public Successor read(CanonicalReader in, @Nullable SecretBytes sealed) {
            in.expectFormat(1);
            UUID subscription = in.uuid();
            PrincipalId user = new PrincipalId(in.text());
            Instant named = Instant.ofEpochSecond(in.number());
            long asked = in.number();
            return new Successor(
                    subscription,
                    user,
                    named,
                    asked == NEVER ? null : Instant.ofEpochSecond(asked));
        }

        @Override
        public Optional<Parent<Successor>> parent() {
            return Optional.of(
                    new Parent<>("subscription", successor -> successor.subscription.toString()));
        }
    }
}
