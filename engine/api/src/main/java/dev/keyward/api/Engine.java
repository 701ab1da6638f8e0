package dev.keyward.api;

import dev.keyward.api.deployment.Deployment;
import dev.keyward.api.deployment.DevContents;
import dev.keyward.api.deployment.EngineEnd;
import dev.keyward.api.deployment.FirstSecret;
import dev.keyward.api.deployment.FirstSteps;
import dev.keyward.api.deployment.TimeWatch;
import dev.keyward.api.dispatch.Answers;
import dev.keyward.api.dispatch.Consented;
import dev.keyward.api.dispatch.DataAccess;
import dev.keyward.api.dispatch.Dispatcher;
import dev.keyward.api.dispatch.Gate;
import dev.keyward.api.dispatch.Routes;
import dev.keyward.api.dispatch.SubscriptionPace;
import dev.keyward.api.dispatch.Targets;
import dev.keyward.api.dispatch.Throttle;
import dev.keyward.api.dispatch.Workers;
import dev.keyward.api.exchange.Api;
import dev.keyward.api.exchange.ApiRequest;
import dev.keyward.api.exchange.ApiResponse;
import dev.keyward.api.exchange.Door;
import dev.keyward.api.exchange.Endpoints;
import dev.keyward.api.exchange.Plane;
import dev.keyward.api.exchange.Reception;
import dev.keyward.api.exchange.Refusals;
import dev.keyward.api.identity.IdentityEndpoint;
import dev.keyward.api.identity.IdentityTokens;
import dev.keyward.crypto.sealing.Hmac;
import dev.keyward.directory.Directory;
import dev.keyward.directory.offers.Limits;
import dev.keyward.directory.principals.Principal;
import dev.keyward.directory.signin.ManagedIdentities;
import dev.keyward.directory.tokens.AccessToken;
import dev.keyward.issuers.acme.AcmeChallenges;
import dev.keyward.model.Bug;
import dev.keyward.model.DeploymentTime;
import dev.keyward.model.SecretBytes;
import dev.keyward.model.TenantId;
import dev.keyward.model.VaultError;
import dev.keyward.model.VaultName;
import dev.keyward.outside.Outside;
import dev.keyward.store.Store;
import dev.keyward.wire.ErrorTable;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
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
    /// Azure's words, which a client of a server can do nothing about.
    private static final String UNAVAILABLE =
            "The service cannot process the request at the moment.";

    /// For who is told by this very process, and has to start it again.
    private static final String FAILED =
            "The storage failed, so that nothing is done here any more until it is opened again."
                    + " What was answered before is kept.";

    private final Closing opened;
    private final Dispatcher dispatcher;
    private final Directory directory;
    private final Endpoints endpoints;
    private final Deployment deployment;
    private final @Nullable FirstSecret firstSecret;
    private final Store store;
    private final BackgroundWork work;
    private final AtomicBoolean setBack;
    private final AtomicBoolean broken;
    private final String failed;
    private final TimeWatch watch;
    private final AcmeChallenges challenges;
    private final DevContents contents;
    private final Map<Plane, Routes> routes;
    private final ManagedIdentities identities;
    private final Hmac identityHeaders;

    private Engine(
            Closing opened,
            Dispatcher dispatcher,
            Residents residents,
            Store store,
            BackgroundWork work,
            AtomicBoolean broken,
            String failed,
            TimeWatch watch,
            AcmeChallenges challenges,
            DevContents contents,
            Map<Plane, Routes> routes,
            Hmac identityHeaders) {
        this.opened = opened;
        this.dispatcher = dispatcher;
        this.directory = residents.directory();
        this.endpoints = residents.hosts().named();
        this.deployment = residents.first().deployment();
        this.firstSecret = residents.first().secret();
        this.store = store;
        this.work = work;
        this.setBack = work.isSetBack();
        this.broken = broken;
        this.failed = failed;
        this.watch = watch;
        this.challenges = challenges;
        this.contents = contents;
        this.routes = routes;
        this.identities =
                new ManagedIdentities(directory.principals(), directory.tokens(), watch.time());
        this.identityHeaders = identityHeaders;
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

    /// What stands on disk, who is in it, what they hold, what is done unasked, and what can be
    /// asked, in this order.
    private static Engine assemble(EngineConfig config, @Nullable String restored, Closing opened)
            throws IOException {
        Storage storage = Storage.open(config, restored, opened);
        Outside outside = opened.add(new Outside(config.outside()));
        Residents residents = Residents.open(config, storage, outside);
        Holdings holdings = Holdings.open(config, storage, residents, outside, opened);
        EngineEnd end = new EngineEnd(config.profile() == EngineConfig.Profile.EMBEDDED);
        end.onFailure(storage.store()::fail);
        BackgroundWork work = BackgroundWork.of(config, storage, residents, holdings, end, opened);
        Map<Plane, Routes> routes = new Planes(config, storage, residents, holdings, work).routes();
        work.housekeeping().start();
        Workers workers = opened.add(new Workers(Runtime.getRuntime().availableProcessors(), end));
        if (holdings.pool() != null) {
            holdings.pool().start(workers::isIdle);
        }
        Throttle throttle = new Throttle(config.pace().throttle());
        residents.vaults().onGone(throttle::forget);
        AtomicBoolean broken = new AtomicBoolean();
        storage.store().onFailure(_ -> broken.set(true));
        Dispatcher dispatcher =
                new Dispatcher(
                        new Targets(
                                residents.hosts(),
                                routes,
                                residents.directory().tenancy()::isProvider),
                        new Gate(
                                residents.vaults()::reach,
                                residents.directory().tenancy()::isEnabled,
                                new Consented(
                                        residents.directory().tokens()::verify,
                                        residents.directory().tenancy()),
                                residents.directory().tokens()::issuer,
                                new DataAccess(residents.directory().roles()::of),
                                pace(residents.directory()),
                                throttle),
                        workers,
                        storage.audit(),
                        new Answers(
                                residents.first().deployment().tenant(),
                                residents.directory().providers()::authority),
                        storage.time(),
                        broken::get,
                        end);
        return new Engine(
                opened,
                dispatcher,
                residents,
                storage.store(),
                work,
                broken,
                config.profile() == EngineConfig.Profile.EMBEDDED ? FAILED : UNAVAILABLE,
                storage.watch(),
                holdings.issuers().challenges(),
                new DevContents(holdings.transfer(), residents.vaults(), storage.time()),
                routes,
                storage.sealed().hmac("identity-headers"));
    }

    private static SubscriptionPace pace(Directory directory) {
        return new SubscriptionPace(
                directory.entitlements()::stamp,
                placement ->
                        Residents.limits(directory, placement)
                                .map(Limits::requestsPerSecond)
                                .orElse(null));
    }

    @Override
    public CompletionStage<ApiResponse> handle(ApiRequest request) {
        String why = whyNot();
        return why == null ? dispatcher.handle(request) : unavailable(request, why);
    }

    @Override
    public Reception receive(ApiRequest head) {
        String why = whyNot();
        return why == null
                ? dispatcher.receive(head)
                : new Reception.Answered(unavailable(head, why));
    }

    /// What is told instead of any answer; null while there is none to tell.
    private @Nullable String whyNot() {
        return broken.get() ? failed : setBack.get() ? UNAVAILABLE : null;
    }

    private CompletionStage<ApiResponse> unavailable(ApiRequest request, String why) {
        return dispatcher.refuse(request, 503, "ServiceUnavailable", why);
    }

    @Override
    public CompletionStage<ApiResponse> refuse(
            ApiRequest head, int status, String code, String message) {
        return dispatcher.refuse(head, status, code, message);
    }

    /// What answers at an endpoint for workloads on this machine, and at it alone.
    public Door identities(IdentityEndpoint endpoint) {
        TenantId tenant = endpoint.tenant() == null ? deployment.tenant() : endpoint.tenant();
        Door door =
                dispatcher.door(
                        Plane.IDENTITY,
                        endpoints,
                        IdentityTokens.at(
                                named(endpoint),
                                tenant,
                                directory.principals(),
                                identities,
                                directory.tokens().resources(),
                                identityHeaders));
        return new Door() {
            @Override
            public CompletionStage<ApiResponse> handle(ApiRequest request) {
                String why = whyNot();
                return why == null
                        ? door.handle(request)
                        : door.refuse(request, 503, "ServiceUnavailable", why);
            }

            @Override
            public CompletionStage<ApiResponse> refuse(
                    ApiRequest head, int status, String code, String message) {
                return door.refuse(head, status, code, message);
            }
        };
    }

    /// With the first administrator, where it names nobody.
    private IdentityEndpoint named(IdentityEndpoint endpoint) {
        return !endpoint.identities().isEmpty()
                ? endpoint
                : new IdentityEndpoint(
                        endpoint.name(),
                        endpoint.header(),
                        endpoint.tenant(),
                        directory
                                .principals()
                                .find(deployment.tenant(), deployment.administrator())
                                .filter(Principal.ServicePrincipal.class::isInstance)
                                .map(Principal.ServicePrincipal.class::cast)
                                .map(first ->
                                        List.of(new IdentityEndpoint.Identity(first.appId(), null)))
                                .orElse(List.of()));
    }

    /// Whether the deployment has the identity, so that one that is misspelled is told of at the
    /// start.
    public boolean has(IdentityEndpoint endpoint, IdentityEndpoint.Identity identity) {
        return directory
                .principals()
                .servicePrincipal(
                        endpoint.tenant() == null ? deployment.tenant() : endpoint.tenant(),
                        identity.clientId())
                .isPresent();
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

    /// The operator's subscription, which holds plans and offers.
    public UUID provider() {
        return directory
                .tenancy()
                .provider()
                .orElseThrow(() -> Bug.because("the deployment has no operator"))
                .id();
    }

    Directory directory() {
        return directory;
    }

    BackgroundWork work() {
        return work;
    }

    /// Whatever can be asked here.
    Map<Plane, Routes> routes() {
        return routes;
    }

    Store store() {
        return store;
    }

    /// The URLs of this deployment's own hosts in its home region.
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

    /// Brings what was exported from a vault of a development server into an empty one, whole or
    /// not at all.
    ///
    /// @param passphrase of the export
    /// @throws dev.keyward.model.VaultException with `ExportUnreadable` if the passphrase is
    ///   another one or the contents were changed
    public void bringInto(VaultName vault, SecretBytes passphrase, byte[] exported) {
        contents.bringInto(vault, passphrase, exported);
    }

    /// What a client is told of a refusal.
    public static String textOf(VaultError refused) {
        return ErrorTable.of(refused).body().message();
    }

    /// Whether requests are of any use here: neither was the database set back nor did a disk fail.
    public boolean isServing() {
        return !setBack.get() && !broken.get();
    }

    /// Why new clients should be sent elsewhere, in a word; empty if they should come here.
    public Optional<String> unready() {
        if (setBack.get()) {
            return Optional.of("database");
        }
        if (broken.get()) {
            return Optional.of("disk");
        }
        return watch.isBehind() ? Optional.of("clock") : Optional.empty();
    }

    /// What time it is for this deployment.
    public DeploymentTime time() {
        return watch.time();
    }

    /// Calls back once if a disk failed so that nothing can be written any more, or a thread that
    /// others depend on ended by an [Error], such as no memory left. What was answered is safe; the
    /// process has to end and open the deployment anew.
    public void onFailure(Consumer<String> listener) {
        store.onFailure(listener);
    }

    /// Lets begun operations finish, then writes everything out and releases the directory.
    @Override
    public void close() {
        opened.close();
    }
}
