package dev.keyward.api.arm;

import dev.keyward.api.operation.Route;
import dev.keyward.directory.Directory;
import dev.keyward.model.Regions;
import dev.keyward.vault.vaults.Vaults;
import java.util.List;

/// What tools that work at the operator's endpoint need of its subscription. Nobody reaches that by
/// the management host, nor tenants' subscriptions by the operator's.
public final class AdminRoutes {
    private AdminRoutes() {}

    /// @param contents of the operator's resource groups
    public static List<Route> of(
            Directory directory, Vaults vaults, Regions regions, GroupContents contents) {
        Rights rights = new Rights(directory.rights());
        return new EverySubscription(directory, vaults, regions, rights)
                .routes(
                        new Subscriptions(
                                directory.tenancy(), rights, VisibleOffers.of(directory), regions),
                        ResourceTypes.operators(),
                        contents,
                        RoleScopes.ofGroups(directory.tenancy(), new VaultOfPath(vaults)));
    }
}
