package dev.keyward.api.events;

import dev.keyward.api.outside.Outside;
import dev.keyward.crypto.Hmac;
import dev.keyward.model.Bug;
import dev.keyward.model.Guids;
import dev.keyward.model.SecretAccess;
import dev.keyward.model.SecretBytes;
import dev.keyward.model.VaultError;
import dev.keyward.model.VaultException;
import dev.keyward.model.VaultId;
import dev.keyward.records.DueRecord;
import dev.keyward.records.OpenRecord;
import dev.keyward.records.RecordId;
import dev.keyward.records.RecordScope;
import dev.keyward.records.Sealed;
import dev.keyward.records.SealedStore;
import dev.keyward.store.Change;
import dev.keyward.store.Page;
import dev.keyward.store.Store;
import dev.keyward.vault.Chore;
import dev.keyward.vault.Deed;
import java.io.IOException;
import java.lang.System.Logger.Level;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// Delivers what lies in the outbox: an HTTPS POST a letter, signed as Standard Webhooks 1.0 says.
///
/// The attempt is written down, with the time of the next one, before it is made: so it is made by
/// one server, a restart goes on where it was, and what was delivered may in the worst case be
/// delivered again (at least once). A subscription that doesn't answer rests meanwhile, and others
/// don't wait for it. What is given up is kept, up to a thousand for each vault.
public final class Courier implements Chore {
    /// Letters that couldn't be delivered, kept for each vault.
    static final int MOST_DEAD = 1_000;

    private static final System.Logger LOG = System.getLogger(Courier.class.getName());

    /// Nobody will answer otherwise to the same letter.
    private static final Set<Integer> FINAL = Set.of(400, 410, 413);

    private final SealedStore records;
    private final Store store;
    private final EventSubscriptions subscriptions;
    private final Outside outside;
    private final Function<Deed, byte[]> evidence;
    private final Map<Recipient, Instant> resting = new ConcurrentHashMap<>();

    /// @param evidence makes the audit record of a deed
    public Courier(
            SealedStore records,
            Store store,
            EventSubscriptions subscriptions,
            Outside outside,
            Function<Deed, byte[]> evidence) {
        this.records = records;
        this.store = store;
        this.subscriptions = subscriptions;
        this.outside = outside;
        this.evidence = evidence;
    }

    private record Recipient(VaultId vault, String subscription) {}

    @Override
    public String kind() {
        return Letter.KIND;
    }

    @Override
    public void attend(DueRecord record, Instant now) {
        VaultId vault = new VaultId(Guids.parse("scope", record.scope()));
        RecordScope scope = records.vault(vault);
        Optional<OpenRecord> row = scope.get(record.id());
        if (row.isEmpty() || row.get().dueEpochSecond() > now.getEpochSecond()) {
            return;
        }
        Letter letter = Letter.read(row.get());
        Optional<EventSubscription> subscription = subscriptions.find(vault, letter.subscription());
        if (subscription.isEmpty()) {
            change(tx -> scope.delete(tx, letter.place()));
            return;
        }
        try (SecretBytes body =
                row.get().payload().orElseThrow(() -> Bug.because("a letter with nothing in"))) {
            Recipient recipient = new Recipient(vault, letter.subscription());
            Instant rest = resting.getOrDefault(recipient, Instant.MIN);
            if (rest.isAfter(now)) {
                write(scope, scope.seal(letter.due(rest, body)));
                return;
            }
            Letter begun = letter.attempted();
            Instant next = now.plus(begun.pause());
            if (!write(scope, scope.seal(begun.due(next, body)))) {
                // Another server was first.
                return;
            }
            deliver(vault, subscription.get(), begun, body, now, next);
        }
    }

    private void deliver(
            VaultId vault,
            EventSubscription subscription,
            Letter letter,
            SecretBytes body,
            Instant now,
            Instant next) {
        RecordScope scope = records.vault(vault);
        int status = send(subscription, letter, body, now);
        if (status / 100 == 2) {
            change(tx -> scope.delete(tx, letter.place()));
            return;
        }
        LOG.log(
                Level.WARNING,
                "event={0} subscription={1} attempt={2} was not taken, status={3}",
                letter.id(),
                letter.subscription(),
                letter.attempts(),
                status);
        if (FINAL.contains(status) || letter.isLast(now)) {
            bury(vault, letter, body);
        } else {
            resting.put(new Recipient(vault, letter.subscription()), next);
        }
    }

    /// @return 0 if nobody answered
    private int send(EventSubscription subscription, Letter letter, SecretBytes body, Instant now) {
        byte[] content = body.toByteArray(SecretAccess.request());
        String time = Long.toString(now.getEpochSecond());
        try {
            return outside.post(
                            subscription.endpoint(),
                            Map.of(
                                    "content-type",
                                    "application/cloudevents+json; charset=utf-8",
                                    "webhook-id",
                                    letter.id(),
                                    "webhook-timestamp",
                                    time,
                                    "webhook-signature",
                                    signature(subscription, letter.id(), time, content)),
                            content)
                    .status();
        } catch (IOException unreachable) {
            LOG.log(
                    Level.WARNING,
                    "subscription={0} can''t be reached: {1}",
                    subscription.name(),
                    unreachable.getMessage());
            return 0;
        }
    }

    /// Standard Webhooks 1.0: HMAC-SHA-256 over id, time and body.
    private static String signature(
            EventSubscription subscription, String id, String time, byte[] content) {
        byte[] head = (id + "." + time + ".").getBytes(StandardCharsets.UTF_8);
        byte[] signed = java.util.Arrays.copyOf(head, head.length + content.length);
        System.arraycopy(content, 0, signed, head.length, content.length);
        try (Hmac hmac = Hmac.withKey(subscription.secret())) {
            return "v1," + Base64.getEncoder().encodeToString(hmac.of(signed));
        }
    }

    private void bury(VaultId vault, Letter letter, SecretBytes body) {
        RecordScope scope = records.vault(vault);
        Sealed dead = scope.seal(letter.dead(body));
        byte[] record = evidence.apply(new Deed.EventUndelivered(vault, letter.subscription()));
        change(tx -> {
            List<RecordId> gone =
                    scope.list(tx, Page.first(scope.id(), Letter.DEAD, MOST_DEAD)).stream()
                            .map(OpenRecord::id)
                            .toList();
            if (gone.size() == MOST_DEAD) {
                scope.delete(tx, gone.getFirst());
            }
            scope.delete(tx, letter.place());
            scope.put(tx, dead);
            tx.evidence(record);
            return 1;
        });
    }

    /// Letters that were given up.
    public int dead(VaultId vault) {
        RecordScope scope = records.vault(vault);
        return scope.list(Page.first(scope.id(), Letter.DEAD, MOST_DEAD)).size();
    }

    @Override
    public void putOff(DueRecord record, Instant until) {
        RecordScope scope = records.vault(new VaultId(Guids.parse("scope", record.scope())));
        Optional<OpenRecord> row = scope.get(record.id());
        if (row.isPresent()) {
            try (SecretBytes body =
                    row.get()
                            .payload()
                            .orElseThrow(() -> Bug.because("a letter with nothing in"))) {
                write(scope, scope.seal(Letter.read(row.get()).due(until, body)));
            }
        }
    }

    /// @return false if the row has changed since it was read
    private boolean write(RecordScope scope, Sealed row) {
        try {
            change(tx -> {
                scope.put(tx, row);
                return 1;
            });
            return true;
        } catch (VaultException refused) {
            if (refused.error() instanceof VaultError.Conflict) {
                return false;
            }
            throw refused;
        }
    }

    private <T extends @Nullable Object> T change(Change<T> change) {
        try {
            return store.change(change).toCompletableFuture().join();
        } catch (CompletionException failed) {
            if (failed.getCause() instanceof RuntimeException cause) {
                throw cause;
            }
            throw Bug.because("a stage failed with a checked exception", failed);
        }
    }
}
