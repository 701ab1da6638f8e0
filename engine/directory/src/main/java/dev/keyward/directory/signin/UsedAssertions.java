package dev.keyward.directory.signin;

import dev.keyward.crypto.encoding.CanonicalWriter;
import dev.keyward.crypto.sealing.Hmac;
import dev.keyward.model.VaultError;
import dev.keyward.model.VaultException;
import dev.keyward.records.Stages;
import dev.keyward.records.entities.Batch;
import dev.keyward.records.entities.Entities;
import dev.keyward.records.entities.EntityStore;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HexFormat;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletionStage;

/// Lets each assertion be used once, on all nodes together and across restarts: that it was is a
/// row of the store, and the store lets two nodes write it once. Only what was signed right gets
/// here, so nobody but a client itself fills its part. Safe for use by several threads.
final class UsedAssertions {
    /// Of a client; they live for a quarter of an hour, so it is some twenty sign-ins a second.
    static final int MOST = 20_000;

    private static final int FORGOTTEN_AT_ONCE = 500;

    /// A minute's worth of what [#MOST] lets come in.
    private static final int BATCHES_AT_ONCE = 10;

    private static final Duration RETRY = Duration.ofSeconds(60);

    private final EntityStore store;
    private final Entities<UsedAssertion> used;
    private final Hmac names;
    private final InstantSource clock;

    /// @param names a key for the hashes of what is remembered
    UsedAssertions(EntityStore store, Hmac names, InstantSource clock) {
        this.store = store;
        this.used = store.of(UsedAssertion.KIND);
        this.names = names;
        this.clock = clock;
    }

    /// Takes an assertion; returns once that is durable.
    ///
    /// @param until when it would be refused for its age
    /// @return false if it was taken before
    /// @throws VaultException with `Throttled` if the client has too many that aren't over
    boolean take(UUID client, String jti, Instant until) {
        byte[] text = CanonicalWriter.of("used-assertion-name", 1).uuid(client).text(jti).toBytes();
        String name = HexFormat.of().formatHex(names.of(text));
        if (used.find(name).isPresent()) {
            return false;
        }
        if (used.list(UsedAssertion.CLIENT, client).size() >= MOST) {
            throw new VaultException(new VaultError.Throttled(RETRY));
        }
        Instant second = Instant.ofEpochSecond(until.getEpochSecond() + 1);
        Batch batch = store.batch().create(used, new UsedAssertion(name, client, second));
        try {
            join(batch);
            return true;
        } catch (VaultException refused) {
            if (refused.error() instanceof VaultError.Conflict) {
                // Another thread or node had the same one at this moment.
                return false;
            }
            throw refused;
        }
    }

    /// Removes what is over, most of it; to be called once a minute.
    void forgetOld() {
        Instant now = clock.instant();
        List<UsedAssertion> old =
                used.all().stream()
                        .filter(each -> each.until().isBefore(now))
                        .limit((long) FORGOTTEN_AT_ONCE * BATCHES_AT_ONCE)
                        .toList();
        for (int i = 0; i < old.size(); i += FORGOTTEN_AT_ONCE) {
            Batch batch = store.batch();
            old.subList(i, Math.min(old.size(), i + FORGOTTEN_AT_ONCE))
                    .forEach(each -> batch.delete(used, each));
            forget(batch);
        }
    }

    private static void join(Batch batch) {
        CompletionStage<?> done = batch.commit();
        Stages.join(done);
    }

    private static void forget(Batch batch) {
        try {
            join(batch);
        } catch (VaultException refused) {
            // Another node forgets the same ones.
            if (!(refused.error() instanceof VaultError.Conflict)) {
                throw refused;
            }
        }
    }
}
