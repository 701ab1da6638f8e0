package dev.keyward.directory.tokens;

import dev.keyward.crypto.Keys;
import dev.keyward.directory.shelves.Batch;
import dev.keyward.directory.shelves.Persistence;
import dev.keyward.directory.shelves.Shelf;
import dev.keyward.model.Bug;
import dev.keyward.model.SecretBytes;
import dev.keyward.model.TenantId;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
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

    private final Shelf<SigningKey> shelf;
    private final Keys keys;
    private final SecureRandom random;

    SigningKeys(Persistence persistence, Keys keys, SecureRandom random) {
        this.shelf = persistence.shelf(new SigningKeyLayout(keys));
        this.keys = keys;
        this.random = random;
    }

    /// The key that signs now: the latest of those whose time has come.
    SigningKey current(TenantId tenant, Instant now) {
        return of(tenant).stream()
                .filter(key -> !key.activeFrom().isAfter(now))
                .max(Comparator.comparing(SigningKey::activeFrom))
                .orElseThrow(() -> Bug.because("a tenant without a signing key"));
    }

    /// In the order of their time.
    List<SigningKey> of(TenantId tenant) {
        return shelf.values().stream()
                .filter(key -> key.tenant().equals(tenant))
                .sorted(Comparator.comparing(SigningKey::activeFrom))
                .toList();
    }

    Optional<SigningKey> find(String kid) {
        return shelf.find(kid);
    }

    SigningKey generate(TenantId tenant, Instant activeFrom) {
        SecretBytes pkcs8 = keys.generate(SigningKeyLayout.PARAMETERS);
        String kid = new UUID(random.nextLong(), random.nextLong()).toString().replace("-", "");
        return new SigningKey(
                kid,
                tenant,
                // Stored by the second.
                Instant.ofEpochSecond(activeFrom.getEpochSecond()),
                pkcs8,
                keys.open(SigningKeyLayout.PARAMETERS, pkcs8));
    }

    /// Adds what is due to the batch: a first key, a next key when the last one is about to start,
    /// and the end of those whose tokens have all expired.
    ///
    /// @return whether anything was due
    boolean maintain(TenantId tenant, Instant now, Batch batch) {
        List<SigningKey> keysOfTenant = of(tenant);
        boolean due = false;
        if (keysOfTenant.isEmpty()) {
            batch.create(shelf, generate(tenant, now));
            batch.create(shelf, generate(tenant, now.plus(LIFE)));
            return true;
        }
        Instant last = keysOfTenant.getLast().activeFrom();
        if (last.isBefore(now.plus(AHEAD))) {
            Instant next = last.plus(LIFE);
            Instant earliest = now.plus(AHEAD);
            batch.create(shelf, generate(tenant, next.isBefore(earliest) ? earliest : next));
            due = true;
        }
        for (int i = 0; i + 1 < keysOfTenant.size(); i++) {
            Instant successor = keysOfTenant.get(i + 1).activeFrom();
            if (successor.plus(Tokens.LONGEST_LIFE).plus(Tokens.SKEW).isBefore(now)) {
                batch.delete(shelf, keysOfTenant.get(i));
                due = true;
            }
        }
        return due;
    }
}
