package dev.keyward.directory.tokens;

import dev.keyward.model.Bug;
import dev.keyward.model.TenantId;
import dev.keyward.model.VaultError;
import dev.keyward.model.VaultException;
import dev.keyward.records.Stages;
import dev.keyward.records.entities.Batch;
import dev.keyward.records.entities.Entities;
import dev.keyward.records.entities.EntityStore;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/// The keys that sign tokens, by tenant and algorithm: one at work, one published ahead, and old
/// ones for as long as their last tokens live (security.md, section 5.2).
///
/// The first RSA key of a tenant is made when it is needed or when there is time for it, whichever
/// comes first: it takes from a tenth of a second to a second, which no start waits for. Keys of an
/// algorithm that nobody asks for any more get no successor.
final class SigningKeys {
    /// How long a key signs.
    static final Duration LIFE = Duration.ofDays(90);

    /// How long before its work a key is published, at least.
    static final Duration AHEAD = Duration.ofHours(24);

    /// For how long tokens may be around that a key signed last.
    private static final Duration TOKENS = Tokens.LONGEST_LIFE.plus(Tokens.SKEW);

    private final EntityStore store;
    private final Entities<SigningKey> all;
    private final SigningKeyKind kind;
    private final Set<TokenAlgorithm> wanted;
    private final InstantSource certain;
    private final Supplier<byte[]> evidence;

    /// @param wanted what resource servers want their tokens signed with
    /// @param certain the time for certain: what is deleted is gone, and with it every token it
    ///   signed
    /// @param evidence of a change of keys
    SigningKeys(
            EntityStore store,
            SigningKeyKind kind,
            Set<TokenAlgorithm> wanted,
            InstantSource certain,
            Supplier<byte[]> evidence) {
        this.store = store;
        this.all = store.of(kind);
        this.kind = kind;
        this.wanted = wanted;
        this.certain = certain;
        this.evidence = evidence;
    }

    /// The key that signs now: the latest of those whose time has come, or the first to come where
    /// a wrong clock had left no other; verifiers know it already. Made here if there is none.
    SigningKey current(TenantId tenant, TokenAlgorithm algorithm, Instant now) {
        return existing(tenant, algorithm, now)
                .orElseGet(() -> {
                    makeFirst(tenant, algorithm);
                    return existing(tenant, algorithm, now)
                            .orElseThrow(() -> Bug.because("a tenant without a signing key"));
                });
    }

    private Optional<SigningKey> existing(TenantId tenant, TokenAlgorithm algorithm, Instant now) {
        List<SigningKey> inOrder = of(tenant, algorithm);
        return inOrder.stream()
                .filter(key -> !key.activeFrom().isAfter(now))
                .max(Comparator.comparing(SigningKey::activeFrom))
                .or(() -> inOrder.stream().findFirst());
    }

    /// In the order of their time.
    List<SigningKey> of(TenantId tenant) {
        return all.childrenOf(tenant.toString()).stream()
                .sorted(Comparator.comparing(SigningKey::activeFrom))
                .toList();
    }

    private List<SigningKey> of(TenantId tenant, TokenAlgorithm algorithm) {
        return of(tenant).stream().filter(key -> key.algorithm() == algorithm).toList();
    }

    void deleteAll(TenantId tenant, Batch batch) {
        of(tenant).forEach(key -> batch.delete(all, key));
    }

    Optional<SigningKey> find(String kid) {
        return all.find(kid);
    }

    /// Adds the keys of a new tenant that are made in no time.
    void found(TenantId tenant, Batch batch) {
        if (wanted.contains(TokenAlgorithm.ES256)) {
            Instant now = certain.instant();
            batch.create(all, kind.generate(tenant, TokenAlgorithm.ES256, now));
            batch.create(all, kind.generate(tenant, TokenAlgorithm.ES256, now.plus(LIFE)));
        }
    }

    /// One at a time: whoever else waits for it finds it made.
    private synchronized void makeFirst(TenantId tenant, TokenAlgorithm algorithm) {
        if (of(tenant, algorithm).isEmpty()) {
            Batch batch = store.batch();
            batch.create(all, kind.generate(tenant, algorithm, certain.instant()));
            commitUnlessDone(batch);
        }
    }

    /// Does what is due, for each algorithm: a key for the present where there is none, a next key
    /// when the last one is about to start, the end of those whose tokens have all expired, and of
    /// those so far ahead that a wrong clock made them.
    ///
    /// Where another node does the same at the same time, one of them does it.
    void maintain(TenantId tenant) {
        Batch batch = store.batch();
        boolean due = false;
        for (TokenAlgorithm algorithm : TokenAlgorithm.values()) {
            due |=
                    isInUse(tenant, algorithm)
                            ? keepUp(tenant, algorithm, batch)
                            : runOut(tenant, algorithm, batch);
        }
        if (due) {
            commitUnlessDone(batch);
        }
    }

    /// Id tokens are signed with RS256, whatever resource servers want.
    private boolean isInUse(TenantId tenant, TokenAlgorithm algorithm) {
        return wanted.contains(algorithm)
                || algorithm == TokenAlgorithm.RS256 && !of(tenant, algorithm).isEmpty();
    }

    private boolean keepUp(TenantId tenant, TokenAlgorithm algorithm, Batch batch) {
        if (of(tenant, algorithm).isEmpty()) {
            makeFirst(tenant, algorithm);
        }
        Instant now = certain.instant();
        Instant furthest = now.plus(AHEAD).plus(LIFE);
        List<SigningKey> keys = new ArrayList<>(of(tenant, algorithm));
        boolean due = false;
        while (!keys.isEmpty() && keys.getLast().activeFrom().isAfter(furthest)) {
            batch.delete(all, keys.removeLast());
            due = true;
        }
        if (keys.isEmpty()) {
            batch.create(all, kind.generate(tenant, algorithm, now));
            batch.create(all, kind.generate(tenant, algorithm, now.plus(LIFE)));
            return true;
        }
        if (keys.getFirst().activeFrom().isAfter(now)) {
            batch.create(all, kind.generate(tenant, algorithm, now));
            due = true;
        }
        Instant last = keys.getLast().activeFrom();
        boolean alone = keys.size() == 1 && !last.isAfter(now);
        if (alone || last.isBefore(now.plus(AHEAD))) {
            Instant next = last.plus(LIFE);
            Instant earliest = now.plus(AHEAD);
            batch.create(
                    all,
                    kind.generate(tenant, algorithm, next.isBefore(earliest) ? earliest : next));
            due = true;
        }
        for (int i = 0; i + 1 < keys.size(); i++) {
            if (keys.get(i + 1).activeFrom().plus(TOKENS).isBefore(now)) {
                batch.delete(all, keys.get(i));
                due = true;
            }
        }
        return due;
    }

    /// Of an algorithm that nobody asks for, a key goes when it would have had a successor. When it
    /// last signed is unknown, but by then its tokens have expired.
    private boolean runOut(TenantId tenant, TokenAlgorithm algorithm, Batch batch) {
        Instant now = certain.instant();
        List<SigningKey> over =
                of(tenant, algorithm).stream()
                        .filter(key -> key.activeFrom().plus(LIFE).plus(TOKENS).isBefore(now))
                        .toList();
        over.forEach(key -> batch.delete(all, key));
        return !over.isEmpty();
    }

    private void commitUnlessDone(Batch batch) {
        try {
            Stages.join(batch.commit(this, evidence));
        } catch (VaultException refused) {
            if (!(refused.error() instanceof VaultError.Conflict)) {
                throw refused;
            }
        }
    }
}
