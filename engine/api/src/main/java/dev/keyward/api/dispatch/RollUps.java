package dev.keyward.api.dispatch;

import dev.keyward.api.exchange.Admission;
import dev.keyward.api.exchange.ApiRequest;
import dev.keyward.api.exchange.AuditFields;
import dev.keyward.api.exchange.Exchange;
import dev.keyward.audit.AuditLog;
import dev.keyward.directory.principals.Caller;
import dev.keyward.model.Origin;
import dev.keyward.vault.vaults.Vault;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// Has the requests of a flood share audit records, so that no stranger fills the disk
/// (security.md, section 10).
///
/// What counts is whether anybody vouches for the request. With a token, each has its record, but
/// for those answered 429. Without one, an address has a share of records of its own; what it asks
/// beyond that waits for the next beat, and all that is alike until then is one record with a
/// number, durable before any of these answers leaves. Where even the kinds get too many, records
/// say less: by network, then by status alone. So what is written in a second has a bound that no
/// number of requests or addresses moves, and nothing is answered without evidence.
final class RollUps {
    /// How long an answer waits at most for others to share its record with.
    static final Duration BEAT = Duration.ofMillis(100);

    /// Records of its own that an address has at once, and gets back in ten seconds.
    static final int OWN = 100;

    /// The same for all strangers together.
    static final int OWN_OF_ALL = 2_000;

    /// In one beat: records of one address, records of addresses, records of networks.
    static final int KINDS_OF_ONE = 4;

    static final int KINDS = 32;
    static final int NETWORKS = 32;

    /// Answers that wait. With so many nobody waits for the beat.
    static final int MOST_WAITING = 8_192;

    private static final Duration WINDOW = Duration.ofSeconds(10);
    private static final int HOSTS = 1 << 12;
    private static final String ANYWHERE = "anywhere";

    private final AuditLog audit;
    private final Buckets strangers = new Buckets(HOSTS, WINDOW);
    private final Buckets all = new Buckets(1, WINDOW);
    private final Buckets principals = new Buckets(HOSTS, WINDOW);
    private final Executor nextBeat =
            CompletableFuture.delayedExecutor(
                    BEAT.toMillis(),
                    TimeUnit.MILLISECONDS,
                    task -> Thread.ofVirtual().name("roll-ups").start(task));

    private Map<RollUp.Key, RollUp> open = new LinkedHashMap<>();
    private final Map<String, Integer> kindsOf = new HashMap<>();
    private int kinds;
    private int networks;
    private int waiting;
    private boolean beating;

    RollUps(AuditLog audit) {
        this.audit = audit;
    }

    /// Takes the request in, if it is to share a record, which then says all there is to say of it.
    /// The request has another id from then on.
    ///
    /// @param status of the answer, which is no fault of ours
    /// @param description the message sent to the caller, null if there is none
    /// @param ids makes the first of those that share a record
    /// @return when the answer may go out; null if the request is to have a record of its own
    @Nullable CompletionStage<@Nullable Void> join(
            Admission admission, int status, @Nullable String description, Supplier<UUID> ids) {
        Exchange exchange = admission.exchange();
        ApiRequest request = exchange.request();
        if (request.tls().isEmpty()) {
            // Of this very process.
            return null;
        }
        Caller caller = exchange.callerIfKnown();
        if (caller != null) {
            return status != 429 || hasOwn(caller)
                    ? null
                    : take(
                            admission,
                            alike(exchange, who(caller), status, description),
                            null,
                            description,
                            ids);
        }
        if (status < 400 && isVouchedFor(exchange)) {
            return null;
        }
        Origin origin = Origin.of(request.peer());
        return hasOwn(origin)
                ? null
                : take(
                        admission,
                        alike(exchange, "", status, description),
                        origin,
                        description,
                        ids);
    }

    /// Whether somebody signed in with it. Whoever looks at the page for that, or turns away from
    /// it, didn't.
    private static boolean isVouchedFor(Exchange exchange) {
        return switch (exchange.plane()) {
            case LOGIN -> exchange.audit().extras().containsKey(AuditFields.Extra.TARGET);
            // Whoever was given a token, where that is asked for with GET.
            case IDENTITY -> true;
            case VAULT, MANAGEMENT, ADMIN, GRAPH -> !exchange.request().method().equals("GET");
        };
    }

    private boolean hasOwn(Caller caller) {
        return principals.take(
                principals.of(caller.objectId()), principals.price(OWN), System.nanoTime());
    }

    private boolean hasOwn(Origin origin) {
        long now = System.nanoTime();
        return strangers.take(strangers.of(origin.host()), strangers.price(OWN), now)
                && all.take(0, all.price(OWN_OF_ALL), now);
    }

    private static String who(Caller caller) {
        return caller.tenant() + "/" + caller.objectId().value();
    }

    /// @param who beside the address
    private static RollUp.Key alike(
            Exchange exchange, String who, int status, @Nullable String description) {
        Vault vault = exchange.vaultIfKnown();
        return new RollUp.Key.Alike(
                who + " " + exchange.request().peer(),
                exchange.operation()
                        + " "
                        + (vault == null ? exchange.plane() : vault.id())
                        + " "
                        + exchange.audit().resource(),
                status,
                description == null ? "" : description,
                Map.copyOf(exchange.audit().extras()));
    }

    /// @param origin of a stranger; of what a principal asks there are only so many kinds
    private CompletionStage<@Nullable Void> take(
            Admission admission,
            RollUp.Key alike,
            @Nullable Origin origin,
            @Nullable String description,
            Supplier<UUID> ids) {
        RollUp rollUp;
        Collection<RollUp> full = List.of();
        synchronized (this) {
            RollUp.Key key =
                    origin == null || hasRoom(alike, origin) ? alike : crowd(alike, origin);
            rollUp =
                    open.computeIfAbsent(
                            key,
                            _ -> new RollUp(key, admission.exchange(), description, ids.get()));
            admission.rolledUp(rollUp.add(admission.exchange().received()));
            waiting++;
            if (waiting >= MOST_WAITING) {
                full = taken();
            } else if (!beating) {
                beating = true;
                nextBeat.execute(this::beat);
            }
        }
        full.forEach(each -> each.append(audit));
        return rollUp.durable();
    }

    private boolean hasRoom(RollUp.Key alike, Origin origin) {
        if (open.containsKey(alike)) {
            return true;
        }
        int ofOne = kindsOf.getOrDefault(origin.host(), 0);
        if (kinds == KINDS || ofOne == KINDS_OF_ONE) {
            return false;
        }
        kinds++;
        kindsOf.put(origin.host(), ofOne + 1);
        return true;
    }

    private RollUp.Key crowd(RollUp.Key alike, Origin origin) {
        RollUp.Key near = new RollUp.Key.Crowd(origin.network(), alike.status());
        if (open.containsKey(near)) {
            return near;
        }
        if (networks == NETWORKS) {
            return new RollUp.Key.Crowd(ANYWHERE, alike.status());
        }
        networks++;
        return near;
    }

    private void beat() {
        Collection<RollUp> ready;
        synchronized (this) {
            beating = false;
            ready = taken();
        }
        ready.forEach(each -> each.append(audit));
    }

    /// All there are; the next ones begin anew.
    private Collection<RollUp> taken() {
        Collection<RollUp> rolledUp = open.values();
        open = new LinkedHashMap<>();
        kindsOf.clear();
        kinds = 0;
        networks = 0;
        waiting = 0;
        return rolledUp;
    }
}
