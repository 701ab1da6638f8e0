package dev.keyward.outside.events;

import dev.keyward.model.Bug;
import dev.keyward.model.Guids;
import dev.keyward.model.SecretBytes;
import dev.keyward.model.VaultError;
import dev.keyward.model.VaultException;
import dev.keyward.model.VaultId;
import dev.keyward.outside.Outside;
import dev.keyward.outside.mail.Mailer;
import dev.keyward.records.DueRecord;
import dev.keyward.records.OpenRecord;
import dev.keyward.records.RecordId;
import dev.keyward.records.RecordScope;
import dev.keyward.records.Sealed;
import dev.keyward.records.SealedStore;
import dev.keyward.store.Change;
import dev.keyward.store.Page;
import dev.keyward.store.Store;
import dev.keyward.vault.upkeep.Chore;
import dev.keyward.vault.upkeep.Deed;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// Delivers what lies in the outbox: events to subscriptions, mails to the mail server.
///
/// The attempt is written down, with the time of the next one, before it is made: so it is made by
/// one server, a restart goes on where it was, and what was delivered may in the worst case be
/// delivered again (at least once). Who can't be reached rests meanwhile, and others don't wait for
/// it. What is given up is kept, up to a thousand for each vault.
public final class Courier implements Chore {
    /// Letters that couldn't be delivered, kept for each vault.
    static final int MOST_DEAD = 1_000;

    private final SealedStore records;
    private final Store store;
    private final EventSubscriptions subscriptions;
    private final Webhook webhook;
    private final Post post;
    private final Function<Deed, byte[]> evidence;
    private final Map<Place, Instant> resting = new ConcurrentHashMap<>();

    /// @param mailer null where the settings name no mail server
    /// @param evidence makes the audit record of a deed
    public Courier(
            SealedStore records,
            Store store,
            EventSubscriptions subscriptions,
            Outside outside,
            @Nullable Mailer mailer,
            Function<Deed, byte[]> evidence) {
        this.records = records;
        this.store = store;
        this.subscriptions = subscriptions;
        this.webhook = new Webhook(outside);
        this.post = new Post(mailer);
        this.evidence = evidence;
    }

    /// Where letters go to. All mails go to one server.
    ///
    /// @param vault null for what is the same for all vaults
    private record Place(@Nullable VaultId vault, Letter.Recipient to) {
        static Place of(VaultId vault, Letter letter) {
            return switch (letter.to()) {
                case Letter.Recipient.Subscription _ -> new Place(vault, letter.to());
                case Letter.Recipient.Contact _ -> new Place(null, letter.to());
            };
        }
    }

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
        if (isOrphan(vault, letter)) {
            change(tx -> scope.delete(tx, letter.place()));
            return;
        }
        try (SecretBytes body = body(row.get())) {
            Instant rest = resting.getOrDefault(Place.of(vault, letter), Instant.MIN);
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
            settle(vault, begun, body, now, next);
        }
    }

    /// The subscription has ended.
    private boolean isOrphan(VaultId vault, Letter letter) {
        return letter.to() instanceof Letter.Recipient.Subscription(String name)
                && subscriptions.find(vault, name).isEmpty();
    }

    private static SecretBytes body(OpenRecord row) {
        return row.payload().orElseThrow(() -> Bug.because("a letter with nothing in"));
    }

    private void settle(VaultId vault, Letter letter, SecretBytes body, Instant now, Instant next) {
        RecordScope scope = records.vault(vault);
        switch (deliver(vault, letter, body, now)) {
            case TAKEN -> change(tx -> scope.delete(tx, letter.place()));
            case NEVER -> bury(vault, letter, body);
            case NOT_NOW -> {
                if (letter.isLast(now)) {
                    bury(vault, letter, body);
                }
            }
            case UNREACHABLE -> {
                if (letter.isLast(now)) {
                    bury(vault, letter, body);
                } else {
                    resting.put(Place.of(vault, letter), next);
                }
            }
        }
    }

    private Outcome deliver(VaultId vault, Letter letter, SecretBytes body, Instant now) {
        return switch (letter.to()) {
            case Letter.Recipient.Subscription(String name) ->
                    subscriptions
                            .find(vault, name)
                            .map(found -> webhook.send(found, letter, body, now))
                            // It ended this very moment; the next attempt finds out.
                            .orElse(Outcome.NOT_NOW);
            case Letter.Recipient.Contact() -> post.send(letter, body, now);
        };
    }

    private void bury(VaultId vault, Letter letter, SecretBytes body) {
        RecordScope scope = records.vault(vault);
        Sealed dead = scope.seal(letter.dead(body));
        byte[] record =
                evidence.apply(
                        switch (letter.to()) {
                            case Letter.Recipient.Subscription(String name) ->
                                    new Deed.EventUndelivered(vault, name);
                            case Letter.Recipient.Contact() -> new Deed.MailUndelivered(vault);
                        });
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
            try (SecretBytes body = body(row.get())) {
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
