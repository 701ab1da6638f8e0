package dev.keyward.api.arm;

import dev.keyward.api.operation.Route;
import dev.keyward.directory.Directory;
import dev.keyward.model.Regions;
import dev.keyward.vault.vaults.Vaults;
import java.util.List;
import java.util.stream.Stream;

/// What there is of every subscription, the operator's as well as a tenant's: what tools ask while
/// they sign in, its providers, resource groups and roles.
record EverySubscription(Directory directory, Vaults vaults, Regions regions, Rights rights) {
    /// @param providers that are told of
    List<Route> routes(
            Subscriptions subscriptions,
            List<ResourceTypes.Provider> providers,
            GroupContents contents,
            RoleScopes scopes) {
        return Stream.of(
                        new Discovery(directory.tenancy()).routes(),
                        subscriptions.routes(),
                        new Providers(
                                        providers,
                                        directory.tenancy(),
                                        rights,
                                        directory.entitlements(),
                                        vaults,
                                        regions)
                                .routes(),
                        new ResourceGroups(
                                        directory.tenancy(),
                                        rights,
                                        contents,
                                        new LostRoles(directory.roles()),
                                        regions)
                                .routes(),
                        new RoleDefinitions(rights, scopes).routes(),
                        new RoleAssignments(
                                        rights, scopes, directory.roles(), directory.principals())
                                .routes())
                .flatMap(List::stream)
                .toList();
    }
}
