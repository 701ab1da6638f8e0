package dev.keyward.api.arm;

import dev.keyward.api.exchange.ApiResponse;
import dev.keyward.api.exchange.Exchange;
import dev.keyward.api.operation.Operation;
import dev.keyward.api.operation.Route;
import dev.keyward.directory.roles.ManagementRights;
import dev.keyward.directory.roles.ResourceScope;
import dev.keyward.directory.tenancy.ResourceGroup;
import dev.keyward.directory.tenancy.Subscription;
import dev.keyward.directory.tenancy.Tenancy;
import dev.keyward.model.Printable;
import dev.keyward.model.Regions;
import dev.keyward.wire.arm.ResourceGroupParameters;
import dev.keyward.wire.arm.ResourceGroupResource;
import dev.keyward.wire.arm.VaultResource;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Resource groups and what is in them (management-plane.md, sections 10 and 11).
final class ResourceGroups {
    private static final String ACTION = "Microsoft.Resources/subscriptions/resourceGroups/";
    private static final String RESOURCES = "Microsoft.Resources/subscriptions/resources/read";

    private final Tenancy tenancy;
    private final Rights rights;
    private final GroupContents contents;
    private final LostRoles lost;
    private final Regions regions;

    ResourceGroups(
            Tenancy tenancy,
            Rights rights,
            GroupContents contents,
            LostRoles lost,
            Regions regions) {
        this.tenancy = tenancy;
        this.rights = rights;
        this.contents = contents;
        this.lost = lost;
        this.regions = regions;
    }

    List<Route> routes() {
        String one = ManagementRoutes.GROUP;
        String all = ManagementRoutes.SUBSCRIPTION + "/resourceGroups";
        Operation get = Management.read(ACTION + "read", this::get);
        return List.of(
                Route.get(all, Management.read(ACTION + "read", this::list)),
                Route.get(one, get),
                new Route("HEAD", one, Management.read(ACTION + "read", this::exists)),
                Route.put(one, Management.change(ACTION + "write", this::put)),
                Route.patch(one, Management.change(ACTION + "write", this::patch)),
                Route.delete(one, Management.change(ACTION + "delete", this::delete)),
                Route.get(one + "/resources", Management.read(RESOURCES, this::resourcesInGroup)),
                Route.get(
                        ManagementRoutes.SUBSCRIPTION + "/resources",
                        Management.read(RESOURCES, this::resources)));
    }

    private ApiResponse list(Exchange exchange) {
        ManagementRights.Reach reach = rights.over(exchange, ACTION + "read");
        Filter filter =
                Filter.parse(exchange.query().get("$filter"), Set.of("tagname", "tagvalue"));
        List<ResourceGroup> groups =
                tenancy.resourceGroups(reach.subscription().id()).stream()
                        .filter(group -> reach.covers(ACTION + "read", scope(group)))
                        .filter(group -> filter.acceptsTags(group.tags()))
                        .toList();
        return Pages.of(exchange, groups, ResourceGroup::name, ResourceGroups::resource);
    }

    private ApiResponse get(Exchange exchange) {
        return ApiResponse.json(200, resource(group(exchange, "read")).toJson());
    }

    private ApiResponse exists(Exchange exchange) {
        Subscription subscription = rights.in(exchange, ACTION + "read");
        boolean there =
                tenancy.resourceGroup(subscription.id(), exchange.path("group")).isPresent();
        return ApiResponse.empty(there ? 204 : 404);
    }

    private ApiResponse put(Exchange exchange) {
        Subscription subscription = rights.in(exchange, ACTION + "write");
        ResourceGroupParameters given = ResourceGroupParameters.parse(exchange.body());
        String name = exchange.path("group");
        Optional<ResourceGroup> before = tenancy.resourceGroup(subscription.id(), name);
        String place = place(given.location(), before);
        ResourceGroup next =
                new ResourceGroup(
                        subscription.id(),
                        before.map(ResourceGroup::name).orElse(name),
                        place,
                        ResourceTags.checked(given.tags() == null ? Map.of() : given.tags()),
                        given.managedBy());
        int status = before.isPresent() ? 200 : 201;
        exchange.await(tenancy.put(next, exchange.evidence(status)));
        return ApiResponse.json(status, resource(next).toJson());
    }

    /// A group stays where it is, unless that is no region any more.
    private String place(@Nullable String given, Optional<ResourceGroup> before) {
        String place = Locations.checked(given, regions, "resource group");
        before.map(ResourceGroup::location)
                .filter(regions.all()::contains)
                .filter(stored -> !stored.equals(place))
                .ifPresent(stored -> {
                    throw Management.refused(
                            409,
                            "InvalidResourceGroupLocation",
                            "Invalid resource group location '"
                                    + place
                                    + "'. The resource group already exists in location '"
                                    + stored
                                    + "'.");
                });
        return place;
    }

    private ApiResponse patch(Exchange exchange) {
        ResourceGroup before = group(exchange, "write");
        ResourceGroupParameters given = ResourceGroupParameters.parse(exchange.body());
        ResourceGroup next =
                new ResourceGroup(
                        before.subscription(),
                        before.name(),
                        before.location(),
                        given.tags() == null ? before.tags() : ResourceTags.checked(given.tags()),
                        given.managedBy() == null ? before.managedBy() : given.managedBy());
        exchange.await(tenancy.put(next, exchange.evidence(200)));
        return ApiResponse.json(200, resource(next).toJson());
    }

    /// Deletes what is in it first, so that a group that is gone has left nothing behind.
    private ApiResponse delete(Exchange exchange) {
        ResourceGroup group = group(exchange, "delete");
        String id = Ids.group(group.subscription(), group.name());
        contents.clear(exchange, group);
        exchange.audit().resource(id);
        lost.at(exchange, ResourceScope.of(id));
        exchange.await(tenancy.delete(group, exchange.evidence(200)));
        return ApiResponse.empty(200);
    }

    private ApiResponse resourcesInGroup(Exchange exchange) {
        Subscription subscription = rights.in(exchange, RESOURCES);
        ResourceGroup group = tenancy.existingResourceGroup(subscription.id(), printable(exchange));
        return resources(exchange, contents.in(group));
    }

    private ApiResponse resources(Exchange exchange) {
        ManagementRights.Reach reach = rights.over(exchange, RESOURCES);
        return resources(
                exchange,
                contents.of(reach.subscription().id()).stream()
                        .filter(each ->
                                reach.covers(each.type() + "/read", ResourceScope.of(each.id())))
                        .toList());
    }

    private static ApiResponse resources(
            Exchange exchange, List<VaultResource.Resource> resources) {
        Filter filter =
                Filter.parse(
                        exchange.query().get("$filter"),
                        Set.of("resourcetype", "name", "resourcegroup", "tagname", "tagvalue"));
        List<VaultResource.Resource> left =
                resources.stream()
                        .filter(each -> filter.accepts("resourcetype", each.type()))
                        .filter(each -> filter.accepts("name", each.name()))
                        .filter(each -> filter.accepts("resourcegroup", Ids.groupOf(each.id())))
                        .filter(each -> filter.acceptsTags(each.tags()))
                        .sorted(Comparator.comparing(ResourceGroups::key))
                        .toList();
        return Pages.of(exchange, left, ResourceGroups::key, each -> each);
    }

    /// A plan and an offer may be called the same.
    private static String key(VaultResource.Resource resource) {
        return (resource.name() + "/" + resource.type()).toLowerCase(Locale.ROOT);
    }

    private ResourceGroup group(Exchange exchange, String verb) {
        Subscription subscription = rights.in(exchange, ACTION + verb);
        return tenancy.existingResourceGroup(subscription.id(), printable(exchange));
    }

    private static ResourceScope scope(ResourceGroup group) {
        return ResourceScope.of(Ids.group(group.subscription(), group.name()));
    }

    private static String printable(Exchange exchange) {
        String name = exchange.path("group");
        return ResourceGroup.isName(name) ? name : Printable.name(name);
    }

    private static ResourceGroupResource resource(ResourceGroup group) {
        return new ResourceGroupResource(
                Ids.group(group.subscription(), group.name()),
                group.name(),
                group.location(),
                new LinkedHashMap<>(group.tags()),
                group.managedBy(),
                "Succeeded");
    }
}
