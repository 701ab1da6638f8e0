package dev.keyward.directory.tokens;

import dev.keyward.model.Bug;
import dev.keyward.model.TenantId;
import dev.keyward.records.entities.Batch;
import dev.keyward.records.entities.Entities;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/// The keys that sign tokens, by tenant: one at work, one published ahead, and old ones for as long
/// as their last tokens live (security.md, section 5.2).
final class SigningKeys {
    /// How long a key signs.
    static final Duration LIFE = Duration.ofDays(90);

    /// How long before its work a key is published, at least.
    static final Duration AHEAD = Duration.ofHours(24);

    private final Entities<SigningKey> all;
    private final SigningKeyKind kind;
    private final SecureRandom random;

    SigningKeys(Entities<SigningKey> all, SigningKeyKind kind, SecureRandom random) {
        this.all = all;
        this.kind = kind;
        this.random = random;
    }

    /// The key that signs now: the latest of those whose time has come, or the first to come where
    /// a wrong clock had left no other; verifiers know it already.
    SigningKey current(TenantId tenant, Instant now) {
        List<SigningKey> inOrder = of(tenant);
        return inOrder.stream()
                .filter(key -> !key.activeFrom().isAfter(now))
                .max(Comparator.comparing(SigningKey::activeFrom))
                .or(() -> inOrder.stream().findFirst())
                .orElseThrow(() -> Bug.because("a tenant without a signing key"));
    }

    /// In the order of their time.
    List<SigningKey> of(TenantId tenant) {
        return all.childrenOf(tenant.toString()).stream()
                .sorted(Comparator.comparing(SigningKey::activeFrom))
                .toList();
    }

    void deleteAll(TenantId tenant, Batch batch) {
        of(tenant).forEach(key -> batch.delete(all, key));
    }

    Optional<SigningKey> find(String kid) {
        return all.find(kid);
    }

    private SigningKey generate(TenantId tenant, Instant activeFrom) {
        String kid = new UUID(random.nextLong(), random.nextLong()).toString().replace("-", "");
        return kind.generate(kid, tenant, activeFrom);
    }

    /// Adds what is due to the batch: a key for the present where there is none, a next key when
    /// the last one is about to start, the end of those whose tokens have all expired, and of those
    /// so far ahead that a wrong clock made them.
    ///
    /// @param now for certain: what is deleted is gone, and with it every token it signed
    /// @return whether anything was due
    boolean maintain(TenantId tenant, Instant now, Batch batch) {
        Instant furthest = now.plus(AHEAD).plus(LIFE);
        List<SigningKey> keysOfTenant = new ArrayList<>(of(tenant));
        boolean due = false;
        while (!keysOfTenant.isEmpty() && keysOfTenant.getLast().activeFrom().isAfter(furthest)) {
            batch.delete(all, keysOfTenant.removeLast());
            due = true;
        }
        if (keysOfTenant.isEmpty()) {
            batch.create(all, generate(tenant, now));
            batch.create(all, generate(tenant, now.plus(LIFE)));
            return true;
        }
        if (keysOfTenant.getFirst().activeFrom().isAfter(now)) {
            batch.create(all, generate(tenant, now));
            due = true;
        }
        Instant last = keysOfTenant.getLast().activeFrom();
        if (last.isBefore(now.plus(AHEAD))) {
            Instant next = last.plus(LIFE);
            Instant earliest = now.plus(AHEAD);
            batch.create(all, generate(tenant, next.isBefore(earliest) ? earliest : next));
            due = true;
        }
        for (int i = 0; i + 1 < keysOfTenant.size(); i++) {
            Instant successor = keysOfTenant.get(i + 1).activeFrom();
            if (successor.plus(Tokens.LONGEST_LIFE).plus(Tokens.SKEW).isBefore(now)) {
                batch.delete(all, keysOfTenant.get(i));
                due = true;
            }
        }
        return due;
    }
}
