package dev.keyward.api.dispatch;

import dev.keyward.api.audit.AuditRecord;
import dev.keyward.api.exchange.Admission;
import dev.keyward.api.exchange.Api;
import dev.keyward.api.exchange.ApiRequest;
import dev.keyward.api.exchange.ApiResponse;
import dev.keyward.api.exchange.Endpoints;
import dev.keyward.api.exchange.Exchange;
import dev.keyward.api.exchange.PathSegments;
import dev.keyward.api.exchange.Plane;
import dev.keyward.api.exchange.Refusals;
import dev.keyward.api.operation.Access;
import dev.keyward.api.operation.Cost;
import dev.keyward.api.operation.DataRight;
import dev.keyward.api.operation.Operation;
import dev.keyward.api.operation.Plan;
import dev.keyward.audit.AuditLog;
import dev.keyward.directory.principals.Caller;
import dev.keyward.directory.tokens.ResourceServer;
import dev.keyward.model.Printable;
import dev.keyward.model.VaultError;
import dev.keyward.model.VaultException;
import dev.keyward.model.VaultName;
import dev.keyward.vault.vaults.NetworkRules;
import dev.keyward.vault.vaults.Vault;
import dev.keyward.wire.ErrorTable;
import dev.keyward.wire.RefusedRequest;
import dev.keyward.wire.WireError;
import java.lang.System.Logger.Level;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// Takes every request the same way: host, route, token, version, permission, operation, audit
/// record, answer. In this order, because nothing of an object, not even whether a name is valid,
/// is told before token and permission are good (S-06), and clients send their first request
/// without token and body on purpose.
public final class Dispatcher implements Api, Refusals {
    private static final System.Logger LOG = System.getLogger(Dispatcher.class.getName());
    private static final String BEARER = "Bearer ";

    private final Hosts hosts;
    private final Map<Plane, Routes> routes;
    private final Function<VaultName, Optional<Vault>> vaults;
    private final Authenticator authenticator;
    private final DataAccess access;
    private final AuditLog audit;
    private final Workers workers;
    private final Throttle throttle;
    private final Answers answers;
    private final InstantSource clock;

    public Dispatcher(
            Hosts hosts,
            Map<Plane, Routes> routes,
            Function<VaultName, Optional<Vault>> vaults,
            Authenticator authenticator,
            DataAccess access,
            AuditLog audit,
            Workers workers,
            Throttle throttle,
            Answers answers,
            InstantSource clock) {
        this.hosts = hosts;
        this.routes = routes;
        this.vaults = vaults;
        this.authenticator = authenticator;
        this.access = access;
        this.audit = audit;
        this.workers = workers;
        this.throttle = throttle;
        this.answers = answers;
        this.clock = clock;
    }

    @Override
    public CompletionStage<ApiResponse> handle(ApiRequest request) {
        Target target = target(request);
        Admission admission = begin(request, target);
        Exchange exchange = admission.exchange();
        try {
            Operation operation = admit(admission, target);
            Plan plan = operation.planner().plan(exchange);
            throttle(exchange, operation, plan.weight());
            if (plan.cost() == Cost.MEMORY) {
                return release(exchange, run(exchange, plan));
            }
            CompletableFuture<ApiResponse> answer = new CompletableFuture<>();
            workers.run(
                    plan.cost(),
                    () ->
                            release(exchange, run(exchange, plan))
                                    .whenComplete((done, _) -> answer.complete(done)));
            return answer;
        } catch (RefusedRequest refusal) {
            return release(exchange, refused(exchange, refusal.answer()));
        } catch (VaultException refusal) {
            return release(exchange, refused(exchange, refusal.error()));
        } catch (Throwable fault) {
            // The request loop: nobody above could answer.
            return release(exchange, broken(exchange, fault));
        }
    }

    @Override
    public CompletionStage<ApiResponse> refuse(
            ApiRequest head, int status, String code, String message) {
        Exchange exchange = begin(head, target(head)).exchange();
        return release(
                exchange, refused(exchange, new RefusedRequest(status, code, message).answer()));
    }

    private Admission begin(ApiRequest request, Target target) {
        return new Admission(
                request, target.plane, target.endpoints, newId(), clock.instant(), AuditRecord::of);
    }

    /// What the request is for, as far as that can be told before asking who it is from.
    ///
    /// @param vault null outside the data plane, and where the host is none of ours
    /// @param segments null when the path is malformed, which is told after authentication
    private record Target(
            Plane plane,
            Endpoints endpoints,
            @Nullable VaultName vault,
            @Nullable List<String> segments,
            @Nullable RuntimeException hostFault) {}

    private Target target(ApiRequest request) {
        List<String> segments = segments(request.path());
        return switch (hosts.site(request.authority())) {
            case Site.OfVault site ->
                    new Target(Plane.VAULT, site.endpoints(), site.name(), segments, null);
            case Site.OfPlane site ->
                    new Target(site.plane(), site.endpoints(), null, segments, null);
            case Site.Shared site -> {
                Plane plane = segments == null ? Plane.VAULT : plane(method(request), segments);
                yield new Target(
                        plane,
                        site.endpoints(),
                        plane == Plane.VAULT ? site.defaultVault() : null,
                        segments,
                        null);
            }
            case Site.Nowhere _ ->
                    new Target(
                            Plane.VAULT,
                            hosts.named(),
                            null,
                            segments,
                            RefusedRequest.nothingHere());
            case Site.Malformed _ ->
                    new Target(
                            Plane.VAULT,
                            hosts.named(),
                            null,
                            segments,
                            new VaultException(
                                    new VaultError.BadRequestText("the host is malformed")));
        };
    }

    /// A POST may stand for a method that something on the way doesn't let through
    /// (data-plane-common.md, section 1).
    private static String method(ApiRequest request) {
        List<String> meant = request.headers().get("x-http-method");
        if (meant != null && meant.size() == 1 && request.method().equals("POST")) {
            String method = meant.getFirst().toUpperCase(Locale.ROOT);
            if (method.equals("PATCH") || method.equals("DELETE")) {
                return method;
            }
        }
        return request.method();
    }

    private static @Nullable List<String> segments(String path) {
        try {
            return PathSegments.parse(path, true);
        } catch (VaultException malformed) {
            return null;
        }
    }

    /// A path that nobody has belongs to management if it begins as only paths there do: a client
    /// that asks for another provider's resource then hears so in ARM's words, and isn't told that
    /// its token is for somebody else than the default vault.
    private Plane plane(String method, List<String> segments) {
        for (Plane plane : Plane.values()) {
            if (!(routes(plane).match(method, segments) instanceof Routes.NoPath)) {
                return plane;
            }
        }
        return !segments.isEmpty() && routes(Plane.MANAGEMENT).begin(segments.getFirst())
                ? Plane.MANAGEMENT
                : Plane.VAULT;
    }

    private Operation admit(Admission admission, Target target) {
        Exchange exchange = admission.exchange();
        if (target.hostFault != null) {
            throw target.hostFault;
        }
        if (target.plane == Plane.VAULT) {
            Optional<Vault> vault =
                    target.vault == null ? Optional.empty() : vaults.apply(target.vault);
            admission.reached(vault.orElseThrow(RefusedRequest::nothingHere));
        }
        Routes.Match match =
                target.segments == null
                        ? new Routes.NoPath()
                        : routes(target.plane).match(method(exchange.request()), target.segments);
        if (match instanceof Routes.Found found) {
            Operation operation = found.operation();
            admission.matched(
                    operation.name(), operation.category(), found.names(), found.values());
            if (operation.access() instanceof Access.Anonymous) {
                return operation;
            }
        }
        if (target.plane != Plane.LOGIN) {
            authenticate(admission);
        }
        if (target.segments == null) {
            throw new VaultException(
                    new VaultError.BadRequestText("the request path is malformed"));
        }
        return switch (match) {
            case Routes.Found found -> permitted(admission, found.operation());
            case Routes.OtherMethod _ ->
                    throw new RefusedRequest(
                            405,
                            "MethodNotAllowed",
                            "HTTP " + Printable.name(exchange.request().method()) + " not allowed");
            case Routes.NoPath _ -> throw RefusedRequest.nothingHere();
        };
    }

    /// After permission, so that nobody uses up the share of a vault that isn't his.
    private void throttle(Exchange exchange, Operation operation, int weight) {
        Vault vault = exchange.vaultIfKnown();
        if (vault != null) {
            throttle.admit(vault.id(), Traffic.of(operation), weight, exchange.received());
        }
    }

    private void authenticate(Admission admission) {
        Exchange exchange = admission.exchange();
        List<String> headers =
                exchange.request().headers().getOrDefault("authorization", List.of());
        String header = headers.size() == 1 ? headers.getFirst() : "";
        if (!header.regionMatches(true, 0, BEARER, 0, BEARER.length())) {
            throw unauthorized("AKV10000: Request is missing a Bearer or PoP token.");
        }
        Caller caller = verified(exchange, header.substring(BEARER.length()).strip());
        Vault vault = exchange.vaultIfKnown();
        if (vault != null && !vault.tenantId().equals(caller.tenant())) {
            throw unauthorized(
                    "AKV10032: Invalid issuer. Expected one of https://sts.windows.net/"
                            + vault.tenantId()
                            + "/, found https://sts.windows.net/"
                            + caller.tenant()
                            + "/.");
        }
        admission.authenticated(caller);
        if (vault != null) {
            checkNetwork(exchange, vault);
        }
    }

    private Caller verified(Exchange exchange, String token) {
        try {
            return authenticator.verify(
                    token,
                    switch (exchange.plane()) {
                        case VAULT -> ResourceServer.VAULT;
                        case MANAGEMENT, LOGIN -> ResourceServer.MANAGEMENT;
                        case GRAPH -> ResourceServer.GRAPH;
                    });
        } catch (VaultException refusal) {
            // Good tokens pass whatever others send from the same address.
            throttle.refusedToken(exchange.request().peer(), exchange.received());
            throw refusal;
        }
    }

    /// After the token, whose owner the refusal names, and before the permission (authorization.md,
    /// section 8.3). A request of this very process comes over no network.
    private static void checkNetwork(Exchange exchange, Vault vault) {
        ApiRequest request = exchange.request();
        if (request.tls().isEmpty()) {
            return;
        }
        boolean open = vault.settings().publicNetworkAccess();
        NetworkRules rules = vault.settings().networkRules();
        if (!open || rules != null && !rules.admits(request.peer())) {
            throw new VaultException(
                    new VaultError.NetworkDenied(
                            request.peer(),
                            exchange.caller().claims(),
                            vault.name(),
                            vault.placement().location(),
                            open));
        }
    }

    private Operation permitted(Admission admission, Operation operation) {
        Exchange exchange = admission.exchange();
        switch (operation.access()) {
            case Access.Anonymous _ -> {}
            case Access.SignedIn _ -> {
                if (exchange.plane() == Plane.MANAGEMENT) {
                    ApiVersions.checkManagement(exchange.query());
                }
            }
            case Access.InVault(DataRight right) -> {
                ApiVersions.checkVault(exchange.query());
                access.check(admission, right);
            }
        }
        return operation;
    }

    private Answers.Outcome run(Exchange exchange, Plan plan) {
        try {
            return new Answers.Outcome(plan.work().get(), null);
        } catch (RefusedRequest refusal) {
            return refused(exchange, refusal.answer());
        } catch (VaultException refusal) {
            return refused(exchange, refusal.error());
        } catch (Throwable fault) {
            // The request loop again, perhaps on another thread.
            return broken(exchange, fault);
        }
    }

    private Answers.Outcome refused(Exchange exchange, VaultError error) {
        switch (error) {
            case VaultError.Unavailable e ->
                    LOG.log(
                            Level.ERROR,
                            "request={0} unavailable: {1}",
                            exchange.requestId(),
                            e.what());
            case VaultError.IntegrityFailure e ->
                    LOG.log(
                            Level.ERROR,
                            "request={0} integrity failure: {1}",
                            exchange.requestId(),
                            e.what());
            default ->
                    LOG.log(
                            Level.DEBUG,
                            () ->
                                    "request="
                                            + exchange.requestId()
                                            + " refused: "
                                            + error.getClass().getSimpleName());
        }
        return answers.refusal(exchange, ErrorTable.of(error));
    }

    private Answers.Outcome refused(Exchange exchange, WireError answer) {
        LOG.log(
                Level.DEBUG,
                () -> "request=" + exchange.requestId() + " refused: " + answer.body().code());
        return answers.refusal(exchange, answer);
    }

    private static Answers.Outcome broken(Exchange exchange, Throwable fault) {
        LOG.log(Level.ERROR, "request=" + exchange.requestId() + " failed", fault);
        return Answers.fault(exchange);
    }

    /// Gives the answer out once its record is durable. A change brought its record along in its
    /// own transaction; everything else is appended here.
    private CompletionStage<ApiResponse> release(Exchange exchange, Answers.Outcome outcome) {
        ApiResponse response = answers.complete(exchange, outcome.response());
        if (exchange.evidenceTaken() && outcome.description() == null) {
            return CompletableFuture.completedFuture(response);
        }
        try {
            return audit.append(AuditRecord.of(exchange, response.status(), outcome.description()))
                    .handle((_, failed) ->
                            failed == null ? response : unaudited(exchange, response, failed));
        } catch (Exception fault) {
            return CompletableFuture.completedFuture(unaudited(exchange, response, fault));
        }
    }

    /// No record, no answer: the result is wiped, and that it can't be told is all that is told.
    private ApiResponse unaudited(Exchange exchange, ApiResponse response, Throwable fault) {
        LOG.log(Level.ERROR, "request=" + exchange.requestId() + " could not be audited", fault);
        Arrays.fill(response.body(), (byte) 0);
        WireError error = ErrorTable.of(new VaultError.Unavailable("audit log"));
        return answers.complete(exchange, answers.refusal(exchange, error).response());
    }

    private Routes routes(Plane plane) {
        return Objects.requireNonNull(routes.get(plane));
    }

    private static VaultException unauthorized(String reason) {
        return new VaultException(new VaultError.Unauthorized(reason));
    }

    /// A name for the request in logs; nothing depends on it being hard to guess.
    private static UUID newId() {
        ThreadLocalRandom random = ThreadLocalRandom.current();
        return new UUID(
                random.nextLong() & ~0xF000L | 0x4000L,
                random.nextLong() & 0x3FFF_FFFF_FFFF_FFFFL | 0x8000_0000_0000_0000L);
    }
}
