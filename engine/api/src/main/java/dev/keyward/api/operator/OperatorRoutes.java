package dev.keyward.api.operator;

import dev.keyward.api.arm.AdminRoutes;
import dev.keyward.api.arm.Management;
import dev.keyward.api.arm.SubscriptionEnd;
import dev.keyward.api.exchange.ApiResponse;
import dev.keyward.api.exchange.Exchange;
import dev.keyward.api.operation.Route;
import dev.keyward.directory.Directory;
import dev.keyward.directory.offers.Catalogue;
import dev.keyward.directory.offers.QuotaId;
import dev.keyward.directory.offers.Subscribing;
import dev.keyward.directory.tenancy.Tenancy;
import dev.keyward.model.Regions;
import dev.keyward.vault.vaults.Vaults;
import dev.keyward.wire.arm.ArmList;
import dev.keyward.wire.offers.AdminOperation;
import dev.keyward.wire.offers.UncountedService;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/// All routes of the operator's endpoint but those of the deployment itself.
public final class OperatorRoutes {
    static final String NAMESPACE = "Microsoft.Subscriptions.Admin";
    static final String SUBSCRIPTION = "/subscriptions/{subscription}";
    static final String IN_SUBSCRIPTION = SUBSCRIPTION + "/providers/" + NAMESPACE;
    static final String IN_GROUP = SUBSCRIPTION + "/resourceGroups/{group}/providers/" + NAMESPACE;

    private OperatorRoutes() {}

    /// @param random for ids of tenants
    public static List<Route> of(
            Directory directory,
            Vaults vaults,
            Regions regions,
            SecureRandom random,
            SubscriptionEnd end) {
        OperatorRights rights = new OperatorRights(directory.tenancy(), directory.rights());
        Described described = new Described(regions.all());
        List<Route> routes = new ArrayList<>(catalogue(directory, rights, described));
        routes.addAll(customers(directory, rights, described, end));
        routes.addAll(
                new DirectoryTenants(
                                directory.tenancy(),
                                directory.founding(),
                                rights,
                                described,
                                random)
                        .routes());
        routes.addAll(
                new IdentityChecks(directory.tenancy(), directory.principals(), rights).routes());
        List<Route> operations =
                Stream.concat(
                                Stream.of(NAMESPACE, QuotaId.KEY_VAULT),
                                Stream.of(UncountedService.values())
                                        .map(UncountedService::namespace))
                        .map(namespace -> operations(namespace, routes))
                        .toList();
        routes.addAll(operations);
        routes.addAll(
                AdminRoutes.of(
                        directory, vaults, regions, new CatalogueInGroups(directory.catalogue())));
        return routes;
    }

    private static List<Route> catalogue(
            Directory directory, OperatorRights rights, Described described) {
        Catalogue catalogue = directory.catalogue();
        QuotaPaths quotas = new QuotaPaths(rights, described);
        return Stream.concat(
                        Stream.of(
                                new Plans(catalogue, rights, described).routes(),
                                new Offers(catalogue, rights, described).routes(),
                                new Quotas(catalogue, quotas).routes(),
                                new Surroundings(directory.tenancy(), catalogue, rights, described)
                                        .routes()),
                        Stream.of(UncountedService.values())
                                .map(service ->
                                        new UncountedQuotas(service, catalogue, quotas).routes()))
                .flatMap(List::stream)
                .toList();
    }

    private static List<Route> customers(
            Directory directory, OperatorRights rights, Described described, SubscriptionEnd end) {
        Catalogue catalogue = directory.catalogue();
        Tenancy tenancy = directory.tenancy();
        Subscribing subscribing = directory.subscribing();
        Customers customers =
                new Customers(
                        tenancy,
                        directory.principals(),
                        new OfferReferences(catalogue, tenancy, directory.entitlements()));
        return Stream.of(
                        new UserSubscriptions(
                                        operators(rights, customers), subscribing, customers, end)
                                .routes(),
                        new GivenPlans(catalogue, subscribing, rights, customers).routes(),
                        new Moves(subscribing, rights, customers).routes(),
                        new Delegations(
                                        catalogue,
                                        tenancy,
                                        rights,
                                        described,
                                        new Offers(catalogue, rights, described),
                                        customers)
                                .routes())
                .flatMap(List::stream)
                .toList();
    }

    private static UserSubscriptions.Sellers operators(OperatorRights rights, Customers customers) {
        return new UserSubscriptions.Sellers(
                IN_SUBSCRIPTION + "/subscriptions",
                Customers.TYPE,
                Customers.TYPE + "/",
                (exchange, action) ->
                        new OperatorSeller(
                                rights.at(exchange, action, behind(exchange)), customers));
    }

    private static String[] behind(Exchange exchange) {
        return exchange.optionalPath("target")
                .map(target -> new String[] {"providers", NAMESPACE, "subscriptions", target})
                .orElseGet(() -> new String[0]);
    }

    /// What can be done here, for whoever writes roles.
    private static Route operations(String namespace, List<Route> all) {
        ArmList own =
                ArmList.of(
                        all.stream()
                                .map(route -> route.operation().name())
                                .filter(name -> name.startsWith(namespace + "/"))
                                .distinct()
                                .sorted()
                                .map(AdminOperation::new)
                                .toList());
        return Route.get(
                "/providers/" + namespace + "/operations",
                Management.read(
                        namespace + "/operations/read", _ -> ApiResponse.json(200, own.toJson())));
    }
}
