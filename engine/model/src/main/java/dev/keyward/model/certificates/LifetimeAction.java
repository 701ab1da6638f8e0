package dev.keyward.model.certificates;

import dev.keyward.model.VaultError;
import dev.keyward.model.VaultException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/// What is to be done when a certificate nears its end.
public record LifetimeAction(Trigger trigger, Kind kind) {
    /// Four fifths of the life, the service's default.
    public static LifetimeAction usual(Kind kind) {
        return new LifetimeAction(new Trigger.Percentage(80), kind);
    }

    /// What is done.
    public enum Kind {
        AUTO_RENEW("AutoRenew"),
        EMAIL_CONTACTS("EmailContacts");

        private final String word;

        Kind(String word) {
            this.word = word;
        }

        public String word() {
            return word;
        }

        /// @param text in any letter case
        public static Optional<Kind> parse(String text) {
            for (Kind kind : values()) {
                if (kind.word.equalsIgnoreCase(text)) {
                    return Optional.of(kind);
                }
            }
            return Optional.empty();
        }
    }

    /// When it is done.
    public sealed interface Trigger {
        /// @param percent of the time from `nbf` to `exp`, 1 to 99
        record Percentage(int percent) implements Trigger {
            /// @throws VaultException with `BadParameter`
            public Percentage {
                if (percent < 1 || percent > 99) {
                    throw refused("lifetime_percentage", "from 1 to 99");
                }
            }
        }

        /// @param days before `exp`, at least 1
        record DaysBeforeExpiry(int days) implements Trigger {
            /// @throws VaultException with `BadParameter`
            public DaysBeforeExpiry {
                if (days < 1) {
                    throw refused("days_before_expiry", "at least 1");
                }
            }
        }

        /// The moment, for a certificate valid from and until.
        default Instant moment(Instant notBefore, Instant expires) {
            return switch (this) {
                case Percentage(int percent) ->
                        notBefore.plus(
                                Duration.between(notBefore, expires)
                                        .multipliedBy(percent)
                                        .dividedBy(100));
                case DaysBeforeExpiry(int days) -> expires.minus(Duration.ofDays(days));
            };
        }
    }

    private static VaultException refused(String member, String mustBe) {
        return new VaultException(
                new VaultError.BadParameter("policy.lifetime_actions.trigger." + member, mustBe));
    }
}
