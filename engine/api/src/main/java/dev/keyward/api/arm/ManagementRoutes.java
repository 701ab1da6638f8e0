package dev.keyward.api.arm;

import dev.keyward.api.operation.Route;
import dev.keyward.directory.Directory;
import dev.keyward.model.Regions;
import dev.keyward.outside.events.EventSubscriptions;
import dev.keyward.outside.events.Handshake;
import dev.keyward.vault.vaults.Vaults;
import java.security.SecureRandom;
import java.util.List;
import java.util.stream.Stream;

/// All routes of the management endpoint.
public final class ManagementRoutes {
    static final String SUBSCRIPTION = "/subscriptions/{subscription}";
    static final String GROUP = SUBSCRIPTION + "/resourceGroups/{group}";
    static final String KEY_VAULT = "/providers/Microsoft.KeyVault";
    static final String VAULT = GROUP + KEY_VAULT + "/vaults/{name}";

    private ManagementRoutes() {}

    /// What event subscriptions need.
    public record Events(
            EventSubscriptions subscriptions, Handshake handshake, SecureRandom random) {}

    /// @param regions of the deployment
    /// @param events whom vaults tell of what happens
    public static List<Route> of(
            Vaults vaults,
            Directory directory,
            Regions regions,
            Events events,
            SubscriptionEnd end) {
        Rights rights = new Rights(directory.rights());
        LostRoles lost = new LostRoles(directory.roles());
        VaultOfPath inPath = new VaultOfPath(vaults);
        VisibleOffers offers = VisibleOffers.of(directory);
        Subscriptions subscriptions =
                new Subscriptions(directory.tenancy(), rights, offers, regions);
        return Stream.of(
                        new EverySubscription(directory, vaults, regions, rights)
                                .routes(
                                        subscriptions,
                                        ResourceTypes.providers(),
                                        new VaultsInGroups(vaults),
                                        RoleScopes.all(directory.tenancy(), inPath)),
                        List.of(KeyVaultOperations.route()),
                        offers.routes(),
                        new SelfService(
                                        directory.tenancy(),
                                        directory.subscribing(),
                                        offers,
                                        subscriptions,
                                        rights,
                                        end)
                                .routes(),
                        new AddOns(
                                        rights,
                                        directory.catalogue(),
                                        directory.subscribing(),
                                        new NeededPlans(directory.entitlements(), vaults))
                                .routes(),
                        new VaultResources(
                                        directory.tenancy(),
                                        rights,
                                        directory.entitlements(),
                                        vaults,
                                        lost,
                                        regions)
                                .routes(),
                        new Usages(rights, directory.entitlements(), vaults, regions).routes(),
                        new TagsAtScope(directory.tenancy(), rights, vaults).routes(),
                        new Successors(directory.tenancy(), directory.principals(), rights)
                                .routes(),
                        new Consent(directory.tenancy()).routes(),
                        new DeletedVaults(rights, vaults).routes(),
                        new VaultPolicies(rights, vaults).routes(),
                        new NotOffered(rights, vaults).routes(),
                        new EventResources(
                                        rights,
                                        vaults,
                                        events.subscriptions,
                                        events.handshake,
                                        events.random)
                                .routes())
                .flatMap(List::stream)
                .toList();
    }
}
