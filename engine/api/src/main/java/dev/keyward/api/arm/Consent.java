package dev.keyward.api.arm;

import dev.keyward.api.exchange.ApiResponse;
import dev.keyward.api.exchange.Exchange;
import dev.keyward.api.operation.Route;
import dev.keyward.directory.principals.Caller;
import dev.keyward.directory.tenancy.Tenancy;
import dev.keyward.directory.tenancy.Tenant;
import dev.keyward.directory.tenancy.WithdrawnConsent;
import dev.keyward.model.Bug;
import dev.keyward.model.VaultError;
import dev.keyward.model.VaultException;
import dev.keyward.wire.arm.ConsentResource;
import java.util.List;

/// A directory's consent to this deployment (tenancy.md, section 9). It is there from the moment
/// the operator takes the directory in; its administrators take it back, and give it again. Without
/// it nobody else of the directory gets at anything here (see the gate's authenticator).
///
/// Recorded in the directory's part of the trail.
final class Consent {
    private static final String PATH = "/providers/Keyward.Directory/consent";
    private static final String ACTION = "Keyward.Directory/consent/";

    private final Tenancy tenancy;

    Consent(Tenancy tenancy) {
        this.tenancy = tenancy;
    }

    List<Route> routes() {
        return List.of(
                Route.get(PATH, Management.read(ACTION + "read", this::get)),
                Route.put(PATH, Management.change(ACTION + "write", this::put)),
                Route.delete(PATH, Management.change(ACTION + "delete", this::delete)));
    }

    private ApiResponse get(Exchange exchange) {
        Tenant own = own(exchange);
        return answer(own, !tenancy.isWithdrawn(own.id()));
    }

    private ApiResponse put(Exchange exchange) {
        Tenant own = administered(exchange, "write");
        if (tenancy.isWithdrawn(own.id())) {
            exchange.await(tenancy.consent(new WithdrawnConsent(own.id()), exchange.evidence(200)));
        }
        return answer(own, true);
    }

    private ApiResponse delete(Exchange exchange) {
        Tenant own = administered(exchange, "delete");
        if (own.home()) {
            throw Management.refused(
                    409,
                    "HomeTenant",
                    "The directory tenant '"
                            + own.domain()
                            + "' is the operator's own; it can't take its consent back.");
        }
        if (tenancy.isWithdrawn(own.id())) {
            return ApiResponse.empty(204);
        }
        exchange.await(tenancy.withdraw(new WithdrawnConsent(own.id()), exchange.evidence(200)));
        return ApiResponse.empty(200);
    }

    private static ApiResponse answer(Tenant tenant, boolean consented) {
        return ApiResponse.json(
                200,
                new ConsentResource(tenant.id().toString(), tenant.domain(), consented).toJson());
    }

    private Tenant own(Exchange exchange) {
        return tenancy.tenant(exchange.caller().tenant())
                .orElseThrow(() -> Bug.because("a caller of no tenant"));
    }

    private Tenant administered(Exchange exchange, String verb) {
        Tenant own = own(exchange);
        exchange.audit().resource(own.id());
        Caller caller = exchange.caller();
        if (!own.isAdministrator(caller)) {
            throw new VaultException(
                    new VaultError.AuthorizationFailed(
                            caller.client().toString(),
                            caller.objectId().value(),
                            ACTION + verb,
                            PATH));
        }
        return own;
    }
}
