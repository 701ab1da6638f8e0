package dev.keyward.api.arm;

import dev.keyward.api.exchange.ApiResponse;
import dev.keyward.api.exchange.Exchange;
import dev.keyward.api.operation.Route;
import dev.keyward.directory.offers.Entitlements;
import dev.keyward.directory.offers.Limits;
import dev.keyward.directory.tenancy.Subscription;
import dev.keyward.model.Regions;
import dev.keyward.vault.vaults.Vaults;
import dev.keyward.wire.arm.ArmList;
import dev.keyward.wire.arm.UsageResource;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// How much a subscription has in a location of what its plans count there.
final class Usages {
    private static final String READ = "Microsoft.KeyVault/locations/usages/read";

    private final Rights rights;
    private final Entitlements entitlements;
    private final Vaults vaults;
    private final Regions regions;

    Usages(Rights rights, Entitlements entitlements, Vaults vaults, Regions regions) {
        this.rights = rights;
        this.entitlements = entitlements;
        this.vaults = vaults;
        this.regions = regions;
    }

    List<Route> routes() {
        return List.of(
                Route.get(
                        ManagementRoutes.SUBSCRIPTION
                                + ManagementRoutes.KEY_VAULT
                                + "/locations/{location}/usages",
                        Management.read(READ, this::list)));
    }

    private ApiResponse list(Exchange exchange) {
        Subscription subscription = rights.in(exchange, READ);
        String place = Locations.checked(exchange.path("location"), regions, "vault");
        Limits limits = entitlements.keyVault(subscription, place).orElse(Limits.NOTHING);
        return ApiResponse.json(
                200,
                ArmList.of(
                                List.of(
                                        new UsageResource(
                                                "Vaults",
                                                "Key vaults, live and deleted",
                                                vaults.count(subscription.id(), place),
                                                limit(limits.vaults())),
                                        new UsageResource(
                                                "Objects",
                                                "Keys, secrets and certificates, live and deleted",
                                                vaults.countObjects(subscription.id(), place),
                                                limit(limits.objects()))))
                        .toJson());
    }

    private static long limit(@Nullable Long most) {
        return most == null ? UsageResource.UNLIMITED : most;
    }
}
