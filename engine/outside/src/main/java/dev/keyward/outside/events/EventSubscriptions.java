package dev.keyward.outside.events;

import dev.keyward.crypto.encoding.CanonicalReader;
import dev.keyward.crypto.encoding.CanonicalWriter;
import dev.keyward.model.Bug;
import dev.keyward.model.ObjectKind;
import dev.keyward.model.SecretBytes;
import dev.keyward.model.VaultId;
import dev.keyward.records.Draft;
import dev.keyward.records.OpenRecord;
import dev.keyward.records.RecordId;
import dev.keyward.records.RecordScope;
import dev.keyward.records.Sealed;
import dev.keyward.records.SealedStore;
import dev.keyward.store.Page;
import dev.keyward.store.Store;
import dev.keyward.vault.objects.Happening;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

/// Who wants to be told of what, vault by vault. Safe for use by several threads; each change is
/// one transaction with its audit record.
public final class EventSubscriptions {
    /// Of one vault, at most.
    public static final int MOST = 100;

    private static final String KIND = "event-subscription";
    private static final int FORMAT = 2;

    /// The format of 0.1.0.
    private static final int ENDPOINT_IN_CLEAR = 1;

    private static final String PREFIX = "Microsoft.KeyVault.";

    /// Of a vault as a whole.
    static final String POLICIES_CHANGED = PREFIX + "VaultAccessPolicyChanged";

    private final SealedStore records;
    private final Store store;
    private final Map<VaultId, List<EventSubscription>> known = new ConcurrentHashMap<>();

    public EventSubscriptions(SealedStore records, Store store) {
        this.records = records;
        this.store = store;
    }

    /// All types there are, in the order of their names.
    public static List<String> types() {
        List<String> types = new ArrayList<>(List.of(POLICIES_CHANGED));
        for (ObjectKind kind : ObjectKind.values()) {
            for (Happening.What what : Happening.What.values()) {
                types.add(type(kind, what));
            }
        }
        return types.stream().sorted().toList();
    }

    static String type(ObjectKind kind, Happening.What what) {
        return PREFIX
                + kind.word()
                + switch (what) {
                    case NEW_VERSION_CREATED -> "NewVersionCreated";
                    case NEAR_EXPIRY -> "NearExpiry";
                    case EXPIRED -> "Expired";
                };
    }

    /// By name.
    public List<EventSubscription> of(VaultId vault) {
        return known.computeIfAbsent(vault, this::load);
    }

    public Optional<EventSubscription> find(VaultId vault, String name) {
        return of(vault).stream().filter(each -> each.name().equals(name)).findFirst();
    }

    /// Makes a subscription or replaces the one of that name.
    public CompletionStage<EventSubscription> put(
            VaultId vault, EventSubscription subscription, Supplier<byte[]> evidence) {
        RecordScope scope = records.vault(vault);
        RecordId id = RecordId.of(KIND, subscription.name());
        long revision = scope.get(id).map(OpenRecord::revision).orElse(0L);
        Sealed row = sealed(scope, id, revision, subscription);
        return store.<EventSubscription>change(
                        tx -> {
                            scope.put(tx, row);
                            tx.evidence(evidence.get());
                            return subscription;
                        })
                .whenComplete((_, _) -> known.remove(vault));
    }

    /// The endpoint is sealed with the secret: its query often is one.
    private static Sealed sealed(
            RecordScope scope, RecordId id, long revision, EventSubscription subscription) {
        byte[] clear = CanonicalWriter.of(KIND, FORMAT).texts(subscription.types()).toBytes();
        try (CanonicalWriter out = CanonicalWriter.of(KIND, FORMAT);
                SecretBytes payload =
                        out.secret(subscription.secret())
                                .text(subscription.endpoint().toString())
                                .toSecretBytes()) {
            return scope.seal(new Draft(id, revision, 0, 0, clear, payload));
        }
    }

    /// @return whether it was there
    public CompletionStage<Boolean> delete(VaultId vault, String name, Supplier<byte[]> evidence) {
        RecordScope scope = records.vault(vault);
        return store.<Boolean>change(
                        tx -> {
                            boolean there = scope.delete(tx, RecordId.of(KIND, name)) > 0;
                            tx.evidence(evidence.get());
                            return there;
                        })
                .whenComplete((_, _) -> known.remove(vault));
    }

    /// Nothing of a vault that is gone stays in memory.
    public void forget(VaultId vault) {
        known.remove(vault);
    }

    private List<EventSubscription> load(VaultId vault) {
        RecordScope scope = records.vault(vault);
        return scope.list(Page.first(scope.id(), KIND, MOST)).stream()
                .map(EventSubscriptions::read)
                .toList();
    }

    private static EventSubscription read(OpenRecord record) {
        String name = record.id().name();
        SecretBytes payload =
                record.payload()
                        .orElseThrow(() -> Bug.because("a subscription without its secret"));
        return record.clear(
                KIND,
                in -> {
                    if (in.formatVersion() == ENDPOINT_IN_CLEAR) {
                        return new EventSubscription(
                                name, URI.create(in.text()), in.texts(), payload);
                    }
                    List<String> types = in.expectFormat(FORMAT).texts();
                    try (payload) {
                        return CanonicalReader.read(
                                payload,
                                KIND,
                                hidden -> {
                                    SecretBytes secret = hidden.expectFormat(FORMAT).secret();
                                    return new EventSubscription(
                                            name, URI.create(hidden.text()), types, secret);
                                });
                    }
                });
    }
}
