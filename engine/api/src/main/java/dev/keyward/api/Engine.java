package dev.keyward.api;

import dev.keyward.api.arm.ManagementRoutes;
import dev.keyward.api.authority.AuthorityRoutes;
import dev.keyward.api.data.DataRoutes;
import dev.keyward.api.dev.ContentsRoutes;
import dev.keyward.api.dev.TimeRoutes;
import dev.keyward.api.events.ContactMail;
import dev.keyward.api.events.Courier;
import dev.keyward.api.events.EventSubscriptions;
import dev.keyward.api.events.Handshake;
import dev.keyward.api.events.Outbox;
import dev.keyward.api.integrity.IntegrityRoutes;
import dev.keyward.api.keys.KeyRotationRoutes;
import dev.keyward.api.login.GraphRoutes;
import dev.keyward.api.login.LoginRoutes;
import dev.keyward.api.mail.MailServer;
import dev.keyward.api.mail.Mailer;
import dev.keyward.api.outside.Outside;
import dev.keyward.api.release.Attestation;
import dev.keyward.api.release.ReleaseSigner;
import dev.keyward.api.trail.AuditTrail;
import dev.keyward.audit.AuditLog;
import dev.keyward.audit.AuditReader;
import dev.keyward.crypto.Certificates;
import dev.keyward.crypto.KeyMemory;
import dev.keyward.crypto.KeyTransport;
import dev.keyward.crypto.Keys;
import dev.keyward.crypto.RootKeyProvider;
import dev.keyward.directory.AccessToken;
import dev.keyward.directory.Audiences;
import dev.keyward.directory.Directory;
import dev.keyward.directory.Principal;
import dev.keyward.issuers.acme.AcmeAccess;
import dev.keyward.issuers.acme.AcmeChallenges;
import dev.keyward.model.Bug;
import dev.keyward.model.VaultError;
import dev.keyward.model.VaultException;
import dev.keyward.records.RecordScope;
import dev.keyward.records.SealedStore;
import dev.keyward.store.Store;
import dev.keyward.vault.Chore;
import dev.keyward.vault.Deed;
import dev.keyward.vault.Foundation;
import dev.keyward.vault.RsaPool;
import dev.keyward.vault.Settling;
import dev.keyward.vault.Upkeep;
import dev.keyward.vault.VaultContacts;
import dev.keyward.vault.VaultKeys;
import dev.keyward.vault.VaultObjects;
import dev.keyward.vault.VaultTransfer;
import dev.keyward.vault.Vaults;
import java.io.IOException;
import java.lang.System.Logger.Level;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// A whole deployment in one process: opened on a directory, asked as a function.
///
/// ```java
/// try (Engine engine = Engine.open(config)) {
///     engine.handle(request).thenAccept(response -> ...);
/// }
/// ```
///
/// Safe for use by several threads.
public final class Engine implements Api, Refusals, AutoCloseable {
    private static final System.Logger LOG = System.getLogger(Engine.class.getName());
    private static final String NODE = "node-1";
    private static final long BREATH_NANOS = 5_000_000;

    private final Closing opened;
    private final Dispatcher dispatcher;
    private final Directory directory;
    private final Endpoints endpoints;
    private final Deployment deployment;
    private final @Nullable FirstSecret firstSecret;
    private final List<Consumer<Consumer<String>>> failures;
    private final AtomicBoolean setBack;
    private final AcmeChallenges challenges;
    private final AtomicBoolean broken = new AtomicBoolean();

    private Engine(
            Closing opened,
            Dispatcher dispatcher,
            Directory directory,
            Endpoints endpoints,
            FirstSteps.Result first,
            List<Consumer<Consumer<String>>> failures,
            AtomicBoolean setBack,
            AcmeChallenges challenges) {
        this.opened = opened;
        this.dispatcher = dispatcher;
        this.directory = directory;
        this.endpoints = endpoints;
        this.deployment = first.deployment();
        this.firstSecret = first.secret();
        this.failures = failures;
        this.setBack = setBack;
        this.challenges = challenges;
        onFailure(_ -> broken.set(true));
    }

    /// Opens the deployment in the home directory, or makes one there.
    ///
    /// @throws dev.keyward.store.StoreInUseException if another process has it open
    /// @throws IOException if the directory can't be used or trusted; the message says why
    /// @throws dev.keyward.model.VaultException with `IntegrityFailure` if something in it was
    ///   changed
    public static Engine open(EngineConfig config) throws IOException {
        return open(config, null);
    }

    /// [#open] of a database that may be an older copy, put there on purpose: what was done since
    /// is lost, and that this was accepted is put on the record.
    ///
    /// @param reason for the audit trail
    public static Engine openRestored(EngineConfig config, String reason) throws IOException {
        return open(config, reason);
    }

    private static Engine open(EngineConfig config, @Nullable String restored) throws IOException {
        Closing opened = new Closing();
        try {
            return assemble(config, restored, opened);
        } catch (Throwable failed) {
            opened.close();
            throw failed;
        }
    }

    private static Engine assemble(EngineConfig config, @Nullable String restored, Closing opened)
            throws IOException {
        HomeDirectory home = HomeDirectory.of(config.home());
        Keys keys = ownKeys(config);
        var keyFile = home.keyFile(config.random());
        boolean fresh = home.isFresh();
        Store store = opened.add(Store.at(home.data()));
        SealedStore sealed = opened.add(sealed(config, home, store, keyFile, restored != null));
        Anchor anchor = new Anchor(home.anchor(), sealed, config.clock());
        Anchor.Finding finding = anchored(anchor, home, restored != null);
        // Before the trail, so that it is written last, after the trail's last checkpoint.
        opened.add(anchor);
        RecordScope system = sealed.system();
        AuditKey auditKey = AuditKey.openOrCreate(store, system, keys);
        AuditLog audit = opened.add(AuditLog.at(home.audit(), NODE, config.clock(), auditKey));
        audit.onCheckpoint(signed -> anchor.audited(signed.checkpoint()));
        new EvidenceBridge(store, audit).start();
        sealed.onIntegrityFailure(new IntegrityAlarm(audit, config.clock()));
        recordFinding(finding, fresh, restored, audit, config.clock());
        if (sealed.wasTakenAsItIs()) {
            accepted(audit, config.clock(), "that records are missing or older", restored);
        }

        Hosts hosts = new Hosts(config);
        Directory directory =
                Directory.open(
                        store,
                        system,
                        new Directory.Tools(
                                sealed.hmac("pepper"), keys, config.clock(), config.random()),
                        audiences(config, hosts.named()));
        Vaults vaults = Vaults.open(sealed, store, config.clock(), config.random());
        FirstSteps.Result first = new FirstSteps(config, store, system, directory).take();
        directory.rotateSigningKeys(
                () -> SystemRecord.of("TokenKeysRotated", config.clock().instant()));
        if (config.profile() == EngineConfig.Profile.DEV
                && config.defaultVault() != null
                && vaults.isAvailable(config.defaultVault())) {
            new DevSetup(config, first.deployment(), directory, vaults).make(config.defaultVault());
        }

        Outside outside = opened.add(new Outside(config.outside()));
        EventSubscriptions subscriptions = new EventSubscriptions(sealed, store);
        vaults.onGone(subscriptions::forget);
        Outbox outbox =
                new Outbox(
                        sealed,
                        vaults,
                        subscriptions,
                        hosts.named(),
                        config.random(),
                        new ContactMail(
                                sealed,
                                vaults,
                                new VaultContacts(sealed, store),
                                hosts.named(),
                                config.random(),
                                config.mail() != null));
        vaults.onPoliciesChanged(vault -> outbox.policiesChanged(vault, config.clock().instant()));
        Foundation foundation =
                new Foundation(
                        sealed,
                        store,
                        vaults,
                        config.clock(),
                        config.random(),
                        outbox,
                        new Settling(config.clock(), config.pace().settle()));
        RsaPool pool = pool(config, sealed, opened);
        VaultKeys vaultKeys = new VaultKeys(foundation, null, pool);
        DeedRecord deeds = new DeedRecord(vaults, hosts.named());
        Function<Deed, byte[]> told = deed -> deeds.of(deed, config.clock().instant());
        IssuersOfDeployment issuers =
                IssuersOfDeployment.of(
                        foundation,
                        hosts.named(),
                        deed -> deeds.of(deed, config.clock().instant()),
                        new AcmeAccess(config.outside()::allows, outside::tls, config.acme()));
        VaultObjects objects = VaultObjects.on(foundation, vaultKeys, issuers.providers(), told);
        DeploymentOwners owners = new DeploymentOwners(directory.tenancy(), first.deployment());
        DataRoutes.Release release =
                new DataRoutes.Release(
                        new Attestation(outside, config.clock()),
                        new KeyTransport(config.random()),
                        new ReleaseSigner(
                                store,
                                system,
                                keys,
                                new Certificates(config.random(), config.clock())));
        List<Route> management =
                new ArrayList<>(
                        ManagementRoutes.of(
                                vaults,
                                directory,
                                config.location(),
                                new ManagementRoutes.Events(
                                        subscriptions,
                                        new Handshake(
                                                outside, config.location() + "." + config.domain()),
                                        config.random())));
        management.addAll(new AuditTrail(home.audit(), auditKey, owners).routes());
        management.addAll(
                new KeyRotationRoutes(
                                sealed.rotation(Engine::breathe),
                                () -> home.keyFile(config.random()),
                                vaults,
                                owners)
                        .routes());
        Scrub scrub = new Scrub(sealed, vaults);
        management.addAll(
                new IntegrityRoutes(
                                scrub,
                                sealed,
                                vaults,
                                owners,
                                what ->
                                        SystemRecord.failure(
                                                "VaultRepaired",
                                                config.clock().instant(),
                                                AuditText.clean(what)),
                                config.location())
                        .routes());
        List<Chore> chores = new ArrayList<>(objects.chores());
        chores.addAll(issuers.chores());
        Upkeep upkeep = new Upkeep(sealed, config.clock(), chores);
        Upkeep courier =
                new Upkeep(
                        sealed,
                        config.clock(),
                        List.of(
                                new Courier(
                                        sealed,
                                        store,
                                        subscriptions,
                                        outside,
                                        mailer(config, outside),
                                        told)));
        opened.add(new Deliveries(courier)).start();
        if (config.profile() == EngineConfig.Profile.DEV
                && config.clock() instanceof ShiftedClock shifted) {
            management.addAll(
                    new TimeRoutes(
                                    shifted,
                                    owners,
                                    () -> {
                                        directory.rotateSigningKeys(() ->
                                                SystemRecord.of(
                                                        "TokenKeysRotated", shifted.instant()));
                                        upkeep.round();
                                        courier.round();
                                    })
                            .routes());
            management.addAll(
                    new ContentsRoutes(
                                    new VaultTransfer(
                                            foundation, objects, issuers.authority().belongings()),
                                    vaults,
                                    owners)
                            .routes());
        }
        AtomicBoolean setBack = new AtomicBoolean();
        SelfCheck check =
                new SelfCheck(sealed, anchor, scrub, () -> setBack.set(true), config.clock());
        Housekeeping housekeeping =
                opened.add(new Housekeeping(upkeep, directory, check, config.clock()));
        List<Route> data =
                new ArrayList<>(
                        DataRoutes.of(objects, release, sealed.hmac("cursor"), housekeeping::soon));
        data.addAll(new AuthorityRoutes(issuers.authority()).routes());
        Map<Plane, Routes> routes =
                Map.of(
                        Plane.VAULT,
                        new Routes(data),
                        Plane.MANAGEMENT,
                        new Routes(management),
                        Plane.LOGIN,
                        new Routes(LoginRoutes.of(directory)),
                        Plane.GRAPH,
                        new Routes(GraphRoutes.of(directory)));
        housekeeping.start();
        Workers workers = opened.add(new Workers(Runtime.getRuntime().availableProcessors()));
        if (pool != null) {
            pool.start(workers::isIdle);
        }
        Throttle throttle = new Throttle(config.pace().throttle());
        vaults.onGone(throttle::forget);
        Dispatcher dispatcher =
                new Dispatcher(
                        config,
                        hosts,
                        routes,
                        vaults::reach,
                        directory.tokens()::verify,
                        new DataAccess(directory.roles()::of),
                        audit,
                        workers,
                        throttle,
                        first.deployment().tenant());
        return new Engine(
                opened,
                dispatcher,
                directory,
                hosts.named(),
                first,
                List.of(store::onFailure, audit::onFailure),
                setBack,
                issuers.challenges());
    }

    private static @Nullable Mailer mailer(EngineConfig config, Outside outside) {
        MailServer server = config.mail();
        return server == null ? null : new Mailer(server, outside::tls);
    }

    /// A server keeps its keys in pages that are neither swapped nor dumped, where the system lets
    /// it; what lives for a command only would pay more for that than it gains.
    private static KeyMemory memory(EngineConfig config) {
        return switch (config.profile()) {
            case SERVER -> KeyMemory.locked();
            case EMBEDDED, DEV -> KeyMemory.onHeap();
        };
    }

    /// What the deployment's own keys are made and used with: of tokens and of the audit trail. A
    /// server signs many tokens; the others few, and start often.
    private static Keys ownKeys(EngineConfig config) {
        return switch (config.profile()) {
            case SERVER -> new Keys(config.random());
            case EMBEDDED, DEV -> Keys.withoutNativeCode(config.random());
        };
    }

    /// @param restored whether records missing, added or older are to be accepted
    private static SealedStore sealed(
            EngineConfig config,
            HomeDirectory home,
            Store store,
            RootKeyProvider provider,
            boolean restored) {
        try {
            return restored
                    ? SealedStore.openAsItIs(store, provider, config.random(), memory(config))
                    : SealedStore.open(store, provider, config.random(), memory(config));
        } catch (VaultException refused) {
            throw new VaultException(
                    refused.error() instanceof VaultError.IntegrityFailure(String what)
                            ? damaged(home, what)
                            : refused.error());
        }
    }

    /// What an administrator can do about it.
    private static VaultError damaged(HomeDirectory home, String what) {
        return new VaultError.IntegrityFailure(
                what
                        + ". Put the newest good copy of "
                        + home.data()
                        + " back, and where it is older than what was lost, accept that: keyward"
                        + " serve --accept-rollback REASON. Records that are missing or older,"
                        + " not changed, can be accepted so without another copy");
    }

    /// @param restored whether an older database is to be accepted
    private static Anchor.Finding anchored(Anchor anchor, HomeDirectory home, boolean restored)
            throws IOException {
        Anchor.Finding finding = anchor.compare(AuditReader.at(home.audit()));
        if (finding == Anchor.Finding.SET_BACK && !restored) {
            throw new VaultException(
                    new VaultError.IntegrityFailure(
                            "the database in "
                                    + home.data()
                                    + " is older than "
                                    + home.anchor()
                                    + " says: an older copy was put in its place. Put the newest"
                                    + " one back, or accept what is lost: keyward serve"
                                    + " --accept-rollback REASON"));
        }
        if (finding == Anchor.Finding.TRAIL_CUT && !restored) {
            throw new VaultException(
                    new VaultError.IntegrityFailure(
                            "the audit trail in "
                                    + home.audit()
                                    + " isn't the one that "
                                    + home.anchor()
                                    + " vouches for: records are missing or were exchanged. Put the"
                                    + " newest one back, or accept what is lost: keyward serve"
                                    + " --accept-rollback REASON"));
        }
        if (finding != Anchor.Finding.GOOD) {
            anchor.accept();
        }
        return finding;
    }

    /// What an administrator has to know of how the database was found.
    private static void recordFinding(
            Anchor.Finding finding,
            boolean fresh,
            @Nullable String restored,
            AuditLog audit,
            InstantSource clock) {
        switch (finding) {
            case GOOD -> {}
            case NONE -> {
                if (!fresh) {
                    LOG.log(
                            Level.WARNING,
                            "the anchor file is missing: an older database would not be noticed");
                    record(audit, clock, "AnchorMissing", "the anchor file was missing");
                }
            }
            case SET_BACK -> accepted(audit, clock, "an older database", restored);
            case TRAIL_CUT -> accepted(audit, clock, "an older audit trail", restored);
        }
    }

    private static void accepted(
            AuditLog audit, InstantSource clock, String what, @Nullable String reason) {
        record(
                audit,
                clock,
                "RollbackAccepted",
                what + " was accepted: " + AuditText.clean(reason == null ? "" : reason));
    }

    private static void record(
            AuditLog audit, InstantSource clock, String operation, String description) {
        audit.append(SystemRecord.failure(operation, clock.instant(), description))
                .toCompletableFuture()
                .join();
    }

    /// Between two changes of a long row of them, so that those of callers get in between.
    static void breathe() {
        LockSupport.parkNanos(BREATH_NANOS);
    }

    private static @Nullable RsaPool pool(EngineConfig config, SealedStore sealed, Closing opened) {
        return config.rsaPool() == 0
                ? null
                : opened.add(
                        new RsaPool(
                                new Keys(config.random()),
                                sealed.sealing("rsa-pool"),
                                config.random(),
                                config.rsaPool()));
    }

    private static Audiences audiences(EngineConfig config, Endpoints named) {
        Set<String> management = new HashSet<>(Set.of(named.management()));
        Set<String> graph = new HashSet<>(Set.of(named.graph()));
        if (config.defaultVault() != null) {
            // The authority of the default vault serves these planes too.
            String port = config.publicPort() == 443 ? "" : ":" + config.publicPort();
            Set<String> shared = new HashSet<>(config.publicAuthorities());
            shared.add("localhost" + port);
            shared.add("127.0.0.1" + port);
            for (String authority : shared) {
                management.add("https://" + authority);
                graph.add("https://" + authority);
            }
        }
        return new Audiences(named.login(), Set.of(named.vaultResource()), management, graph);
    }

    @Override
    public CompletionStage<ApiResponse> handle(ApiRequest request) {
        if (setBack.get()) {
            return dispatcher.refuse(
                    request,
                    503,
                    "ServiceUnavailable",
                    "The service cannot process the request at the moment.");
        }
        return dispatcher.handle(request);
    }

    @Override
    public CompletionStage<ApiResponse> refuse(
            ApiRequest head, int status, String code, String message) {
        return dispatcher.refuse(head, status, code, message);
    }

    /// What stands at `/.well-known/acme-challenge/{token}` (RFC 8555 8.3), for everybody. Reads
    /// the store.
    public Optional<String> challengeAnswer(String token) {
        return challenges.answer(token);
    }

    /// What the first start made.
    public Deployment deployment() {
        return deployment;
    }

    /// The URLs of this deployment's own hosts.
    public Endpoints endpoints() {
        return endpoints;
    }

    /// The first administrator's credential; there only when this opening was the first as a
    /// server.
    public Optional<FirstSecret> firstSecret() {
        return Optional.ofNullable(firstSecret);
    }

    /// The administrator of an embedded deployment, who is whoever may read its key file.
    public LocalAdministrator localAdministrator() {
        Principal.User user = localUser();
        return new LocalAdministrator(
                deployment.tenant(),
                deployment.subscription(),
                user.id(),
                user.principalName(),
                resource -> {
                    AccessToken token = directory.signIn().inProcess(user, resource);
                    return new LocalToken(token.compact(), token.expires());
                });
    }

    private Principal.User localUser() {
        return FirstSteps.localUser(directory, deployment)
                .orElseThrow(
                        () -> Bug.because("a deployment opened as a server has no local user"));
    }

    /// Whether requests are of any use here: neither was the database set back nor did a disk fail.
    public boolean isServing() {
        return !setBack.get() && !broken.get();
    }

    /// Calls back once if a disk failed so that nothing can be written any more. What was answered
    /// is safe; the process has to end and open the deployment anew.
    public void onFailure(Consumer<String> listener) {
        failures.forEach(register -> register.accept(listener));
    }

    /// Lets begun operations finish, then writes everything out and releases the directory.
    @Override
    public void close() {
        opened.close();
    }
}
