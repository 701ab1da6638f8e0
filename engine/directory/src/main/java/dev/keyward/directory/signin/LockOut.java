package dev.keyward.directory.signin;

import dev.keyward.crypto.encoding.CanonicalWriter;
import dev.keyward.crypto.sealing.Hmac;
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
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;

/// Locks a name after five wrong passwords within fifteen minutes, on every node and across
/// restarts: what is counted are rows of the store (decisions, 27). Names that don't exist count
/// too, in the same way and at the same price, so that nothing tells them apart; but only so many
/// of them are remembered. Safe for use by several threads.
final class LockOut {
    static final int GUESSES = 5;
    static final Duration WINDOW = Duration.ofMinutes(15);

    /// Names that don't exist, of which each could be another one: more than the hashes that a node
    /// computes within the window.
    static final int UNKNOWN_NAMES = 4096;

    /// Another node counts at the same time, and somebody gets there first.
    private static final int TRIES = 10;

    private static final int FORGOTTEN_AT_ONCE = 500;
    private static final Duration RETRY = Duration.ofSeconds(2);

    private final EntityStore store;
    private final Entities<FailedSignIns> failed;
    private final Hmac names;
    private final InstantSource clock;

    /// @param names a key for the hashes of names
    LockOut(EntityStore store, Hmac names, InstantSource clock) {
        this.store = store;
        this.failed = store.of(FailedSignIns.KIND);
        this.names = names;
        this.clock = clock;
    }

    /// A name that passwords are tried for.
    ///
    /// @param key a keyed hash
    /// @param known whether there is a principal of that name
    record Account(String key, boolean known) {}

    /// @param kind of principal, such as `user`
    /// @param name canonical
    Account account(TenantId tenant, String kind, String name, boolean known) {
        byte[] text =
                CanonicalWriter.of("sign-in-name", 1)
                        .uuid(tenant.value())
                        .text(kind)
                        .text(name)
                        .toBytes();
        return new Account(HexFormat.of().formatHex(names.of(text)), known);
    }

    boolean isLocked(Account account) {
        return failed.find(account.key)
                .filter(this::isRecent)
                .filter(before -> before.count() >= GUESSES)
                .isPresent();
    }

    /// Counts a wrong password; returns once that is durable.
    ///
    /// @param evidence stored with it
    void count(Account account, Supplier<byte[]> evidence) {
        for (int i = 0; i < TRIES; i++) {
            if (isDone(() -> counting(account).commit("", evidence))) {
                return;
            }
        }
        throw new VaultException(new VaultError.Throttled(RETRY));
    }

    /// The right password came, so the wrong ones are forgotten.
    void clear(Account account) {
        failed.find(account.key)
                .ifPresent(before -> isDone(() -> store.batch().delete(failed, before).commit()));
    }

    /// Removes what is over, some of it; to be called once in a while.
    void forgetOld() {
        List<FailedSignIns> old =
                failed.all().stream()
                        .filter(each -> !isRecent(each))
                        .limit(FORGOTTEN_AT_ONCE)
                        .toList();
        if (!old.isEmpty()) {
            Batch batch = store.batch();
            old.forEach(each -> batch.delete(failed, each));
            isDone(batch::commit);
        }
    }

    private Batch counting(Account account) {
        Optional<FailedSignIns> before = failed.find(account.key);
        FailedSignIns next =
                before.filter(this::isRecent)
                        .map(FailedSignIns::oneMore)
                        .orElseGet(() ->
                                new FailedSignIns(
                                        account.key,
                                        account.known,
                                        1,
                                        Instant.ofEpochSecond(clock.instant().getEpochSecond())));
        Batch batch = store.batch();
        if (before.isPresent()) {
            return batch.replace(failed, before.get(), next);
        }
        if (!account.known && failed.list(FailedSignIns.KNOWN, false).size() >= UNKNOWN_NAMES) {
            failed.list(FailedSignIns.KNOWN, false).stream()
                    .min(Comparator.comparing(FailedSignIns::first))
                    .ifPresent(oldest -> batch.delete(failed, oldest));
        }
        return batch.create(failed, next);
    }

    /// Also if the clock was set back, a lock lasts no longer than the window.
    private boolean isRecent(FailedSignIns before) {
        return Duration.between(before.first(), clock.instant()).abs().compareTo(WINDOW) < 0;
    }

    /// @return false if something was changed meanwhile, so that it has to be looked at again
    private static boolean isDone(Supplier<CompletionStage<?>> change) {
        try {
            Stages.join(change.get());
            return true;
        } catch (VaultException refused) {
            if (refused.error() instanceof VaultError.Conflict) {
                return false;
            }
            throw refused;
        }
    }
}
