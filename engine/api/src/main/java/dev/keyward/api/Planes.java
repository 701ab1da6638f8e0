package dev.keyward.api;

import dev.keyward.api.administration.AuditTrail;
import dev.keyward.api.administration.ClockRoutes;
import dev.keyward.api.administration.ContentsRoutes;
import dev.keyward.api.administration.IntegrityRoutes;
import dev.keyward.api.administration.KeyRotationRoutes;
import dev.keyward.api.administration.TimeRoutes;
import dev.keyward.api.arm.ManagementRoutes;
import dev.keyward.api.arm.ResourceTypes;
import dev.keyward.api.audit.AuditText;
import dev.keyward.api.audit.SystemRecord;
import dev.keyward.api.authority.AuthorityRoutes;
import dev.keyward.api.data.DataRoutes;
import dev.keyward.api.data.keys.KeyRoutes;
import dev.keyward.api.deployment.Housekeeping;
import dev.keyward.api.deployment.ShiftedClock;
import dev.keyward.api.dispatch.Routes;
import dev.keyward.api.exchange.Plane;
import dev.keyward.api.graph.GraphRoutes;
import dev.keyward.api.login.LoginRoutes;
import dev.keyward.api.login.page.SealedForms;
import dev.keyward.api.operation.Route;
import dev.keyward.api.operator.DelegatedRoutes;
import dev.keyward.api.operator.OperatorRoutes;
import dev.keyward.crypto.certificates.Certificates;
import dev.keyward.crypto.transport.KeyTransport;
import dev.keyward.directory.signin.IssuerKeys;
import dev.keyward.directory.tenancy.Subscription;
import dev.keyward.outside.events.Handshake;
import dev.keyward.outside.identity.IssuerSignatures;
import dev.keyward.outside.release.Attestation;
import dev.keyward.outside.release.ReleaseSigner;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;
import java.util.stream.Stream;

/// What can be asked of a deployment, by plane.
final class Planes {
    private final EngineConfig config;
    private final Storage storage;
    private final Residents residents;
    private final Holdings holdings;
    private final BackgroundWork work;

    Planes(
            EngineConfig config,
            Storage storage,
            Residents residents,
            Holdings holdings,
            BackgroundWork work) {
        this.config = config;
        this.storage = storage;
        this.residents = residents;
        this.holdings = holdings;
        this.work = work;
    }

    Map<Plane, Routes> routes() {
        List<Route> deploymentWide = deploymentWide();
        return Map.of(
                Plane.VAULT,
                new Routes(data()),
                Plane.MANAGEMENT,
                new Routes(together(management(), deploymentWide)),
                Plane.ADMIN,
                new Routes(together(operator(), deploymentWide)),
                Plane.LOGIN,
                new Routes(
                        LoginRoutes.of(
                                residents.directory(),
                                issuerKeys(),
                                new SealedForms(
                                        storage.sealed().hmac("sign-in-form"), config.random()))),
                Plane.GRAPH,
                new Routes(GraphRoutes.of(residents.directory())));
    }

    private IssuerKeys issuerKeys() {
        IssuerSignatures signatures = new IssuerSignatures(holdings.outside());
        return (issuer, assertion) -> {
            try {
                return signatures.isSignedBy(issuer, assertion)
                        ? IssuerKeys.Verdict.RIGHT
                        : IssuerKeys.Verdict.WRONG;
            } catch (IOException _) {
                // Said in the log, by who called.
                return IssuerKeys.Verdict.UNREACHABLE;
            }
        };
    }

    private List<Route> data() {
        KeyRoutes.Release release =
                new KeyRoutes.Release(
                        new Attestation(holdings.outside(), storage.time()),
                        new KeyTransport(config.random()),
                        new ReleaseSigner(
                                storage.store(),
                                storage.system(),
                                storage.keys(),
                                new Certificates(config.random(), storage.time())));
        List<Route> routes =
                new ArrayList<>(
                        DataRoutes.of(
                                holdings.objects(),
                                release,
                                storage.sealed().hmac("cursor"),
                                work.housekeeping()::soon));
        routes.addAll(new AuthorityRoutes(holdings.issuers().authority()).routes());
        return routes;
    }

    private List<Route> management() {
        List<Route> routes =
                new ArrayList<>(
                        ManagementRoutes.of(
                                residents.vaults(),
                                residents.directory(),
                                config.regions(),
                                new ManagementRoutes.Events(
                                        holdings.subscriptions(),
                                        new Handshake(
                                                holdings.outside(),
                                                config.regions().home() + "." + config.domain()),
                                        config.random()),
                                this::end));
        routes.addAll(DelegatedRoutes.of(residents.directory(), this::end));
        if (config.profile() == EngineConfig.Profile.DEV
                && config.clock() instanceof ShiftedClock shifted) {
            routes.addAll(development(shifted));
        }
        return routes;
    }

    private List<Route> operator() {
        return OperatorRoutes.of(
                residents.directory(),
                residents.vaults(),
                config.regions(),
                config.random(),
                this::end);
    }

    /// What owners do to the deployment as a whole: asked at the operator's endpoint by its
    /// subscription, and at the management one by the first that the deployment had.
    private List<Route> deploymentWide() {
        List<Route> routes =
                new ArrayList<>(
                        new AuditTrail(
                                        storage.home().audit(),
                                        storage.auditKey(),
                                        residents.owners())
                                .routes());
        routes.addAll(new ClockRoutes(storage.watch(), residents.owners()).routes());
        routes.addAll(
                new KeyRotationRoutes(
                                storage.sealed().rotation(Housekeeping::breathe),
                                () -> storage.home().keyFile(config.random()),
                                residents.vaults(),
                                residents.owners())
                        .routes());
        routes.addAll(
                new IntegrityRoutes(
                                work.scrub(),
                                storage.sealed(),
                                residents.vaults(),
                                residents.owners(),
                                what ->
                                        SystemRecord.failure(
                                                "VaultRepaired",
                                                storage.time().instant(),
                                                AuditText.clean(what)),
                                config.regions())
                        .routes());
        return routes;
    }

    /// Of Resource Manager's dialect, in the versions that are known there.
    private List<Route> together(List<Route> some, List<Route> more) {
        return Stream.concat(some.stream(), more.stream())
                .map(route -> ResourceTypes.versioned(route, config.regions()))
                .toList();
    }

    /// What is in the subscription goes at once, and not by the next minute.
    private CompletionStage<Subscription> end(
            Subscription subscription, Supplier<byte[]> evidence) {
        return work.deletion()
                .begin(subscription, evidence)
                .thenApply(shut -> {
                    work.housekeeping().soon();
                    return shut;
                });
    }

    /// What only a development server lets its users do.
    private List<Route> development(ShiftedClock clock) {
        List<Route> routes =
                new ArrayList<>(
                        new TimeRoutes(
                                        clock,
                                        residents.owners(),
                                        () -> {
                                            residents.directory().rotateSigningKeys();
                                            work.round();
                                        })
                                .routes());
        routes.addAll(
                new ContentsRoutes(holdings.transfer(), residents.vaults(), residents.owners())
                        .routes());
        return routes;
    }
}
