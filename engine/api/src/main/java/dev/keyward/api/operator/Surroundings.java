package dev.keyward.api.operator;

import dev.keyward.api.arm.Management;
import dev.keyward.api.exchange.ApiResponse;
import dev.keyward.api.exchange.Exchange;
import dev.keyward.api.operation.Route;
import dev.keyward.directory.offers.Catalogue;
import dev.keyward.directory.tenancy.Tenancy;
import dev.keyward.wire.arm.ArmList;
import dev.keyward.wire.arm.NameCheck;
import dev.keyward.wire.offers.DirectoryTenantResource;
import dev.keyward.wire.offers.LocationResource;
import dev.keyward.wire.offers.NameRequest;
import dev.keyward.wire.offers.OfferResource;
import dev.keyward.wire.offers.PlanResource;
import java.util.List;
import java.util.UUID;

/// Where there are vaults, which is a matter of the server's configuration and so can't be changed
/// here; and which names are free.
final class Surroundings {
    private static final String LOCATIONS = OperatorRoutes.NAMESPACE + "/locations";
    private static final String NAMES = OperatorRoutes.NAMESPACE + "/checkNameAvailability/action";

    private final Tenancy tenancy;
    private final Catalogue catalogue;
    private final OperatorRights rights;
    private final Described described;

    Surroundings(Tenancy tenancy, Catalogue catalogue, OperatorRights rights, Described described) {
        this.tenancy = tenancy;
        this.catalogue = catalogue;
        this.rights = rights;
        this.described = described;
    }

    List<Route> routes() {
        String in = OperatorRoutes.IN_SUBSCRIPTION;
        return List.of(
                Route.get(in + "/locations", Management.read(LOCATIONS + "/read", this::all)),
                Route.get(
                        in + "/locations/{location}",
                        Management.read(LOCATIONS + "/read", this::one)),
                Route.post(in + "/checkNameAvailability", Management.read(NAMES, this::checkName)));
    }

    private ApiResponse all(Exchange exchange) {
        UUID provider = rights.at(exchange, LOCATIONS + "/read").id();
        return ApiResponse.json(
                200,
                ArmList.of(
                                described.locations().stream()
                                        .map(name -> resource(provider, name))
                                        .toList())
                        .toJson());
    }

    private ApiResponse one(Exchange exchange) {
        UUID provider = rights.at(exchange, LOCATIONS + "/read").id();
        String given = exchange.path("location");
        String name =
                described
                        .find(given)
                        .orElseThrow(() -> OperatorRights.notFound(exchange, LOCATIONS, given));
        return ApiResponse.json(200, resource(provider, name).toJson());
    }

    private static LocationResource resource(UUID provider, String name) {
        return new LocationResource(
                "/subscriptions/" + provider + "/providers/" + LOCATIONS + "/" + name, name);
    }

    private ApiResponse checkName(Exchange exchange) {
        rights.at(exchange, NAMES);
        NameRequest given = NameRequest.parse(exchange.body());
        boolean taken = isTaken(given.resourceType(), given.name());
        NameCheck answer =
                taken
                        ? new NameCheck("AlreadyExists", "There is one of this name.")
                        : Described.isName(given.name())
                                ? new NameCheck(null, null)
                                : new NameCheck(
                                        "Invalid",
                                        "A name is 1 to 90 letters, digits, periods, hyphens and"
                                                + " underscores, the first of them a letter or"
                                                + " digit.");
        return ApiResponse.json(200, answer.toJson());
    }

    private boolean isTaken(String type, String name) {
        if (type.equalsIgnoreCase(PlanResource.TYPE)) {
            return catalogue.plan(name).isPresent();
        }
        if (type.equalsIgnoreCase(OfferResource.TYPE)) {
            return catalogue.offer(name).isPresent();
        }
        if (type.equalsIgnoreCase(DirectoryTenantResource.TYPE)) {
            return tenancy.tenantOf(name).isPresent();
        }
        throw Described.bad(
                "resourceType",
                String.join(
                        ", ", PlanResource.TYPE, OfferResource.TYPE, DirectoryTenantResource.TYPE));
    }
}
