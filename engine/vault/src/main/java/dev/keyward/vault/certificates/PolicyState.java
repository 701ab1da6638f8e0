package dev.keyward.vault.certificates;

import dev.keyward.model.Attributes;
import dev.keyward.model.certificates.CertificatePolicy;
import dev.keyward.model.certificates.LifetimeAction;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// A policy and how far its lifetime actions have come with the current version.
///
/// @param emailed until when its contacts have been told; null for never
/// @param next when an action falls due; null for none
record PolicyState(HeldPolicy held, @Nullable Instant emailed, @Nullable Instant next) {
    static PolicyState create(CertificatePolicy policy, boolean enabled, Instant now) {
        return new PolicyState(new HeldPolicy(policy, enabled, now, now), null, null);
    }

    PolicyState changed(CertificatePolicy policy, boolean enabled, Instant now) {
        return new PolicyState(new HeldPolicy(policy, enabled, held.created(), now), emailed, next);
    }

    /// With the actions of a version that has just become current.
    PolicyState over(Attributes version) {
        return new PolicyState(held, null, null).planned(version);
    }

    /// With the next action of the current version.
    PolicyState planned(Attributes version) {
        return new PolicyState(
                held, emailed, moments(version).min(Comparator.naturalOrder()).orElse(null));
    }

    boolean isDue(Instant now) {
        return next != null && !next.isAfter(now);
    }

    /// What has fallen due.
    List<LifetimeAction> due(Attributes version, Instant now) {
        return held.policy().lifetimeActions().stream()
                .filter(action -> isOpen(action, version))
                .filter(action -> !moment(action, version).isAfter(now))
                .toList();
    }

    /// After contacts were told at a time.
    PolicyState emailed(Instant now) {
        return new PolicyState(held, now, next);
    }

    /// Look again later.
    PolicyState next(Instant time) {
        return new PolicyState(held, emailed, time);
    }

    private Stream<Instant> moments(Attributes version) {
        return held.policy().lifetimeActions().stream()
                .filter(action -> isOpen(action, version))
                .map(action -> moment(action, version));
    }

    /// A renewal stays due until a new version takes over.
    private boolean isOpen(LifetimeAction action, Attributes version) {
        return version.expires() != null
                && switch (action.kind()) {
                    case AUTO_RENEW -> true;
                    case EMAIL_CONTACTS ->
                            emailed == null || moment(action, version).isAfter(emailed);
                };
    }

    private static Instant moment(LifetimeAction action, Attributes version) {
        Instant from = version.notBefore() == null ? version.created() : version.notBefore();
        Instant until = version.expires() == null ? Instant.MAX : version.expires();
        return action.trigger().moment(from, until);
    }
}
