package dev.keyward.api.operator;

import dev.keyward.api.arm.Management;
import dev.keyward.api.exchange.ApiResponse;
import dev.keyward.api.exchange.Exchange;
import dev.keyward.api.operation.Route;
import dev.keyward.directory.principals.Assertors;
import dev.keyward.directory.principals.Principal;
import dev.keyward.directory.principals.Principals;
import dev.keyward.directory.tenancy.Tenancy;
import dev.keyward.directory.tenancy.Tenant;
import dev.keyward.wire.arm.ArmList;
import dev.keyward.wire.offers.IdentityHealth;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;

/// Whether each directory tenant can still be administered: by an application that isn't disabled
/// and has a credential that is good now, or by a user or group, whose sign-in isn't looked at.
final class IdentityChecks {
    private static final String ACTION = OperatorRoutes.NAMESPACE + "/checkIdentityHealth/action";
    private static final String HEALTHY = "Healthy";
    private static final String UNHEALTHY = "Unhealthy";

    private final Tenancy tenancy;
    private final Principals principals;
    private final OperatorRights rights;

    IdentityChecks(Tenancy tenancy, Principals principals, OperatorRights rights) {
        this.tenancy = tenancy;
        this.principals = principals;
        this.rights = rights;
    }

    List<Route> routes() {
        return List.of(
                Route.post(
                        OperatorRoutes.IN_SUBSCRIPTION + "/checkIdentityHealth",
                        Management.read(ACTION, this::check)));
    }

    private ApiResponse check(Exchange exchange) {
        rights.at(exchange, ACTION);
        List<IdentityHealth> all =
                tenancy.tenants().stream()
                        .sorted(Comparator.comparing(Tenant::domain))
                        .map(tenant -> health(tenant, exchange.received()))
                        .toList();
        return ApiResponse.json(200, ArmList.of(all).toJson());
    }

    private IdentityHealth health(Tenant tenant, Instant now) {
        List<Principal> administrators =
                tenant.administrators().stream()
                        .flatMap(id -> principals.find(tenant.id(), id).stream())
                        .toList();
        List<IdentityHealth.Application> applications =
                administrators.stream()
                        .filter(Principal.ServicePrincipal.class::isInstance)
                        .map(Principal.ServicePrincipal.class::cast)
                        .sorted(Comparator.comparing(each -> each.appId().toString()))
                        .map(each ->
                                new IdentityHealth.Application(
                                        each.appId().toString(),
                                        each.displayName(),
                                        isGood(each, now) ? HEALTHY : UNHEALTHY))
                        .toList();
        boolean healthy = administrators.stream().anyMatch(each -> isGood(each, now));
        return new IdentityHealth(
                tenant.id().toString(),
                tenant.displayName(),
                healthy ? HEALTHY : UNHEALTHY,
                applications);
    }

    private boolean isGood(Principal administrator, Instant now) {
        return switch (administrator) {
            case Principal.ServicePrincipal application ->
                    application.standing().enabled() && canSignIn(application, now);
            case Principal.User user -> user.standing().enabled();
            case Principal.Group group -> !group.members().isEmpty();
        };
    }

    private boolean canSignIn(Principal.ServicePrincipal application, Instant now) {
        Assertors assertors = principals.assertors();
        return principals.application(application.tenant(), application.appId()).stream()
                        .flatMap(found -> found.credentials().stream())
                        .anyMatch(credential -> credential.isValid(now))
                || assertors.certificates(application.appId()).stream()
                        .anyMatch(certificate -> certificate.isValid(now))
                || !assertors.federated(application.appId()).isEmpty();
    }
}
