package dev.keyward.api.dispatch;

import dev.keyward.api.exchange.Admission;
import dev.keyward.api.exchange.ApiRequest;
import dev.keyward.api.exchange.Exchange;
import dev.keyward.api.exchange.HostKind;
import dev.keyward.api.exchange.Plane;
import dev.keyward.api.operation.Access;
import dev.keyward.api.operation.DataRight;
import dev.keyward.api.operation.KnownVersions;
import dev.keyward.api.operation.Operation;
import dev.keyward.directory.principals.Caller;
import dev.keyward.directory.tokens.ResourceServer;
import dev.keyward.model.Printable;
import dev.keyward.model.TenantId;
import dev.keyward.model.VaultError;
import dev.keyward.model.VaultException;
import dev.keyward.model.VaultName;
import dev.keyward.vault.vaults.NetworkRules;
import dev.keyward.vault.vaults.Vault;
import dev.keyward.wire.RefusedRequest;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.Predicate;

/// Whether a request may have its operation done: its vault is there, its token is good, it comes
/// over a network that may, the subscription is enabled, it names a version, has the permission and
/// a share left. In this order, because nothing of an object, not even whether a name is valid, is
/// told before token and permission are good (S-06), and clients send their first request without
/// token and body on purpose.
public final class Gate {
    private static final String BEARER = "Bearer ";

    private final Function<VaultName, Optional<Vault>> vaults;
    private final Predicate<UUID> enabled;
    private final Authenticator authenticator;
    private final Function<TenantId, String> issuers;
    private final DataAccess access;
    private final SubscriptionPace pace;
    private final Throttle throttle;

    /// @param enabled whether a subscription is there and its vaults may be used
    /// @param issuers what the tokens of a tenant name as their issuer
    public Gate(
            Function<VaultName, Optional<Vault>> vaults,
            Predicate<UUID> enabled,
            Authenticator authenticator,
            Function<TenantId, String> issuers,
            DataAccess access,
            SubscriptionPace pace,
            Throttle throttle) {
        this.vaults = vaults;
        this.enabled = enabled;
        this.authenticator = authenticator;
        this.issuers = issuers;
        this.access = access;
        this.pace = pace;
        this.throttle = throttle;
    }

    /// @param match of the target's plane
    /// @return the operation that may be done
    /// @throws VaultException or [RefusedRequest] if it may not, or there is none
    Operation admit(Admission admission, Target target, Routes.Match match) {
        Exchange exchange = admission.exchange();
        if (target.hostFault() != null) {
            throw target.hostFault();
        }
        if (target.plane() == Plane.VAULT) {
            Optional<Vault> vault =
                    target.vault() == null
                            ? Optional.empty()
                            : vaults.apply(target.vault()).filter(target::reaches);
            admission.reached(vault.orElseThrow(RefusedRequest::nothingHere));
        }
        if (match instanceof Routes.Found found) {
            Operation operation = found.operation();
            admission.matched(
                    operation.name(), operation.category(), found.names(), found.values());
            if (operation.access() instanceof Access.Anonymous) {
                return operation;
            }
        }
        if (!target.plane().givesTokens()) {
            authenticate(admission);
        }
        if (target.segments() == null) {
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
    void takeShare(Exchange exchange, Operation operation, int weight) {
        Vault vault = exchange.vaultIfKnown();
        if (vault != null) {
            pace.admit(vault.placement(), exchange.received());
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
                    "AKV10032: Invalid issuer. Expected one of "
                            + issuers.apply(vault.tenantId())
                            + ", found "
                            + caller.token().issuer()
                            + ".");
        }
        admission.authenticated(caller);
        if (vault != null) {
            checkNetwork(exchange, vault);
            checkEnabled(vault);
        }
    }

    private Caller verified(Exchange exchange, String token) {
        Vault vault = exchange.vaultIfKnown();
        try {
            return authenticator.verify(
                    token,
                    switch (exchange.plane()) {
                        case VAULT -> ResourceServer.VAULT;
                        case MANAGEMENT, LOGIN, IDENTITY -> ResourceServer.MANAGEMENT;
                        // Where the path tells the two apart, a token doesn't: the answer to one
                        // that is for the other would say whose subscription the path names.
                        case ADMIN ->
                                exchange.host() == HostKind.SHARED
                                        ? ResourceServer.MANAGEMENT
                                        : ResourceServer.ADMIN;
                        case GRAPH -> ResourceServer.GRAPH;
                    },
                    exchange.request().certificate(),
                    vault == null ? null : vault.tenantId());
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

    /// Before the permission, which nobody has of what is disabled (tenancy.md, section 8, rule 7).
    private void checkEnabled(Vault vault) {
        if (!enabled.test(vault.placement().subscriptionId())) {
            throw new VaultException(
                    new VaultError.SubscriptionDisabled(
                            vault.name(), vault.placement().location()));
        }
    }

    private Operation permitted(Admission admission, Operation operation) {
        Exchange exchange = admission.exchange();
        switch (operation.access()) {
            case Access.Anonymous _ -> {}
            case Access.SignedIn(KnownVersions versions) -> {
                if (exchange.plane().isResourceManager()) {
                    ApiVersions.checkManagement(exchange.query(), versions);
                }
            }
            case Access.InVault(DataRight right) -> {
                ApiVersions.checkVault(exchange.query());
                access.check(admission, right);
            }
        }
        return operation;
    }

    private static VaultException unauthorized(String reason) {
        return new VaultException(new VaultError.Unauthorized(reason));
    }
}
