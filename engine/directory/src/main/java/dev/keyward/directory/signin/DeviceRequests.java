package dev.keyward.directory.signin;

import dev.keyward.crypto.sealing.Hmac;
import dev.keyward.directory.sessions.SessionToken;
import dev.keyward.directory.sessions.SignedIn;
import dev.keyward.model.Guids;
import dev.keyward.model.Origin;
import dev.keyward.model.SecretBytes;
import dev.keyward.model.TenantId;
import dev.keyward.model.VaultError;
import dev.keyward.model.VaultException;
import dev.keyward.records.Stages;
import dev.keyward.records.entities.Batch;
import dev.keyward.records.entities.Entities;
import dev.keyward.records.entities.EntityKind;
import dev.keyward.records.entities.EntityStore;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;

/// The devices that wait for somebody to sign in for them. Safe for use by several threads, which
/// have to be ones that may wait: each change is durable when it returns.
///
/// Strangers make these, so there are only so many: of an address in a minute, of an address, of a
/// tenant, and of all. What is over is removed each minute.
public final class DeviceRequests {
    public static final Duration LIFE = Duration.ofMinutes(15);

    /// That clients are asked to leave between two questions. Nobody is refused for asking more
    /// often: a question costs a look into memory, and libraries take anything but "pending" for
    /// the end.
    public static final Duration INTERVAL = Duration.ofSeconds(5);

    static final int STARTS_A_MINUTE = 20;
    static final int OF_AN_ADDRESS = 50;
    static final int OF_A_TENANT = 1_000;
    static final int OF_ALL = 10_000;

    /// Wrong user codes a minute, of an address and of a browser.
    static final int WRONG_CODES = 10;

    /// How often one user code may be typed, right as it is.
    static final int TYPED = 10;

    private static final String LABEL = "device-code";
    private static final Duration MINUTE = Duration.ofMinutes(1);
    private static final int TRIES = 5;
    private static final int FORGOTTEN_AT_ONCE = 500;
    private static final int FORGOTTEN_A_MINUTE = 5_000;

    private final EntityStore store;
    private final Entities<DeviceRequest> requests;
    private final Hmac key;
    private final SecureRandom random;
    private final InstantSource clock;
    private final Attempts starts;
    private final Attempts wrong;
    private final Attempts typed;

    /// @param store opened with [#kinds]
    /// @param key for the MACs of device codes
    public DeviceRequests(EntityStore store, Hmac key, SecureRandom random, InstantSource clock) {
        this.store = store;
        this.requests = store.of(DeviceRequest.KIND);
        this.key = key;
        this.random = random;
        this.clock = clock;
        this.starts = new Attempts(STARTS_A_MINUTE, MINUTE, clock);
        this.wrong = new Attempts(WRONG_CODES, MINUTE, clock);
        this.typed = new Attempts(TYPED, LIFE, clock);
    }

    public static List<EntityKind<?>> kinds() {
        return List.of(DeviceRequest.KIND);
    }

    /// What a client is told.
    ///
    /// @param userCode as people see it, such as `WDJB-MJHT`
    public record Begun(SecretBytes deviceCode, String userCode) {}

    /// @param peer address that asks
    /// @throws VaultException with `Throttled` if there are too many
    public Begun begin(TenantId tenant, DeviceRequest.Wish wish, String peer) {
        String address = Origin.of(peer).host();
        if (starts.isExhausted(address)
                || requests.list(DeviceRequest.ADDRESS, address).size() >= OF_AN_ADDRESS
                || requests.list(DeviceRequest.TENANT, tenant).size() >= OF_A_TENANT
                || requests.size() >= OF_ALL) {
            throw new VaultException(new VaultError.Throttled(MINUTE));
        }
        starts.failed(address);
        for (int i = 0; i < TRIES; i++) {
            DeviceRequest request =
                    new DeviceRequest(
                            Guids.next(random),
                            tenant,
                            UserCode.next(random),
                            wish,
                            address,
                            now().plus(LIFE),
                            new DeviceRequest.State.Waiting());
            if (isDone(store.batch().create(requests, request))) {
                return new Begun(
                        new SessionToken(request.id(), 0).written(key, LABEL),
                        UserCode.shown(request.userCode()));
            }
            // Somebody else has the same code.
        }
        throw new VaultException(new VaultError.Throttled(MINUTE));
    }

    /// What a client is told that asks whether somebody has signed in.
    public sealed interface Polled {
        record Pending() implements Polled {}

        /// Once: who asks again finds nothing.
        record Approved(DeviceRequest.Wish wish, SignedIn who) implements Polled {}

        record Declined() implements Polled {}

        /// Over, or taken before.
        record Over() implements Polled {}

        /// Made up, or another client's.
        record Wrong() implements Polled {}
    }

    /// @param client that asks, and has proved itself if it has to
    public Polled poll(String deviceCode, TenantId tenant, UUID client) {
        Optional<SessionToken> token = SessionToken.read(deviceCode, key, LABEL);
        if (token.isEmpty()) {
            return new Polled.Wrong();
        }
        Optional<DeviceRequest> found = find(token.get().session());
        if (found.isEmpty()) {
            return new Polled.Over();
        }
        DeviceRequest request = found.get();
        if (!request.tenant().equals(tenant) || !request.wish().client().equals(client)) {
            return new Polled.Wrong();
        }
        return switch (request.state()) {
            case DeviceRequest.State.Waiting _ -> new Polled.Pending();
            case DeviceRequest.State.Declined _ -> new Polled.Declined();
            case DeviceRequest.State.Approved(SignedIn who) ->
                    isDone(store.batch().delete(requests, request))
                            ? new Polled.Approved(request.wish(), who)
                            : new Polled.Over();
        };
    }

    /// One that isn't over.
    public Optional<DeviceRequest> find(UUID id) {
        return requests.find(id.toString()).filter(request -> !isOver(request));
    }

    /// What was found of a code that somebody typed.
    public sealed interface Typed {
        record Right(DeviceRequest request) implements Typed {}

        /// None of the tenant that waits.
        record Wrong() implements Typed {}

        record Throttled(Duration retryAfter) implements Typed {}
    }

    /// @param code as it was typed
    /// @param peer address it was typed at
    /// @param browser that it was typed in
    public Typed typed(String code, TenantId tenant, String peer, String browser) {
        String address = "address " + Origin.of(peer).host();
        String inBrowser = "browser " + browser;
        if (wrong.isExhausted(address) || wrong.isExhausted(inBrowser)) {
            return new Typed.Throttled(MINUTE);
        }
        Optional<DeviceRequest> found =
                UserCode.read(code)
                        .flatMap(known -> requests.find(DeviceRequest.USER_CODE, known))
                        .filter(request ->
                                request.tenant().equals(tenant)
                                        && !isOver(request)
                                        && request.state() instanceof DeviceRequest.State.Waiting
                                        && !typed.isExhausted(request.userCode()));
        if (found.isEmpty()) {
            wrong.failed(address);
            wrong.failed(inBrowser);
            return new Typed.Wrong();
        }
        typed.failed(found.get().userCode());
        return new Typed.Right(found.get());
    }

    /// @param who signed in; what comes of it isn't bound to his browser
    /// @return false if it no longer waits
    public boolean approve(UUID id, SignedIn who) {
        SignedIn unbound = new SignedIn(who.tenant(), who.user(), who.at(), who.methods(), null);
        return decide(
                id,
                request ->
                        request.tenant().equals(who.tenant())
                                ? Optional.of(new DeviceRequest.State.Approved(unbound))
                                : Optional.empty());
    }

    /// @return false if it no longer waits
    public boolean decline(UUID id) {
        return decide(id, _ -> Optional.of(new DeviceRequest.State.Declined()));
    }

    private boolean decide(
            UUID id, Function<DeviceRequest, Optional<DeviceRequest.State>> decision) {
        return find(id).filter(request -> request.state() instanceof DeviceRequest.State.Waiting)
                .flatMap(request ->
                        decision.apply(request)
                                .map(next ->
                                        store.batch()
                                                .replace(requests, request, request.with(next))))
                .filter(DeviceRequests::isDone)
                .isPresent();
    }

    /// Removes what is over, most of it; to be called once a minute.
    public void forgetOld() {
        List<DeviceRequest> old =
                requests.all().stream().filter(this::isOver).limit(FORGOTTEN_A_MINUTE).toList();
        for (int i = 0; i < old.size(); i += FORGOTTEN_AT_ONCE) {
            Batch batch = store.batch();
            old.subList(i, Math.min(old.size(), i + FORGOTTEN_AT_ONCE))
                    .forEach(each -> batch.delete(requests, each));
            // Where another node forgets the same ones, the rest is for the next minute.
            var _ = isDone(batch);
        }
    }

    private boolean isOver(DeviceRequest request) {
        return !now().isBefore(request.until());
    }

    /// @return false if another thread or node came first
    private static boolean isDone(Batch batch) {
        try {
            CompletionStage<?> done = batch.commit();
            Stages.join(done);
            return true;
        } catch (VaultException refused) {
            if (refused.error() instanceof VaultError.Conflict) {
                return false;
            }
            throw refused;
        }
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.SECONDS);
    }
}
