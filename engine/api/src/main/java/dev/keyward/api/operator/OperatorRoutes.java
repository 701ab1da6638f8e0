package dev.keyward.api.operator;

import dev.keyward.api.arm.Management;
import dev.keyward.api.exchange.ApiResponse;
import dev.keyward.api.operation.Route;
import dev.keyward.directory.Directory;
import dev.keyward.wire.arm.ArmList;
import dev.keyward.wire.offers.AdminOperation;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/// All routes of the operator's side.
public final class OperatorRoutes {
    static final String NAMESPACE = "Microsoft.Subscriptions.Admin";
    static final String SUBSCRIPTION = "/subscriptions/{subscription}";
    static final String IN_SUBSCRIPTION = SUBSCRIPTION + "/providers/" + NAMESPACE;
    static final String IN_GROUP = SUBSCRIPTION + "/resourceGroups/{group}/providers/" + NAMESPACE;

    private OperatorRoutes() {}

    /// @param locations of the deployment, its home first
    public static List<Route> of(Directory directory, List<String> locations) {
        OperatorRights rights = new OperatorRights(directory.tenancy(), directory.rights());
        Described described = new Described(locations);
        List<Route> routes =
                new ArrayList<>(
                        Stream.of(
                                        new Plans(directory.catalogue(), rights, described)
                                                .routes(),
                                        new Offers(directory.catalogue(), rights, described)
                                                .routes(),
                                        new Quotas(directory.catalogue(), rights, described)
                                                .routes(),
                                        new Surroundings(
                                                        directory.tenancy(),
                                                        directory.catalogue(),
                                                        rights,
                                                        described)
                                                .routes())
                                .flatMap(List::stream)
                                .toList());
        routes.add(operations(routes));
        return routes;
    }

    /// What can be done here, for whoever writes roles.
    private static Route operations(List<Route> others) {
        ArmList all =
                ArmList.of(
                        others.stream()
                                .map(route -> route.operation().name())
                                .distinct()
                                .sorted()
                                .map(AdminOperation::new)
                                .toList());
        return Route.get(
                "/providers/" + NAMESPACE + "/operations",
                Management.read(
                        NAMESPACE + "/operations/read", _ -> ApiResponse.json(200, all.toJson())));
    }
}
