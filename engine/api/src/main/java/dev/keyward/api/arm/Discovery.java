package dev.keyward.api.arm;

import dev.keyward.api.exchange.ApiResponse;
import dev.keyward.api.exchange.Category;
import dev.keyward.api.exchange.Endpoints;
import dev.keyward.api.exchange.Exchange;
import dev.keyward.api.operation.Cost;
import dev.keyward.api.operation.Operation;
import dev.keyward.api.operation.Route;
import dev.keyward.directory.tenancy.Tenancy;
import dev.keyward.wire.arm.MetadataEndpoints;
import java.util.List;

/// `/metadata/endpoints`: where everything of the deployment is, for anybody who asks
/// (management-plane.md, section 15). The operator's host names itself as the resource manager.
final class Discovery {
    private static final String OLD = "2015-01-01";

    /// From this version on the answer is one cloud; before, a list of clouds. az CLI relies on
    /// both: `az cloud register` asks in this version, `ARM_CLOUD_METADATA_URL` names a list.
    private static final String ONE_CLOUD = "2022-09-01";

    private final Tenancy tenancy;

    Discovery(Tenancy tenancy) {
        this.tenancy = tenancy;
    }

    List<Route> routes() {
        return List.of(
                Route.get(
                        "/metadata/endpoints",
                        Operation.anonymous(
                                "MetadataEndpointsGet",
                                Category.ADMINISTRATIVE,
                                Cost.MEMORY,
                                this::endpoints)));
    }

    private ApiResponse endpoints(Exchange exchange) {
        Endpoints endpoints = exchange.endpoints();
        String manager = exchange.base() + "/";
        MetadataEndpoints document =
                new MetadataEndpoints(
                        endpoints.portal() + "/",
                        endpoints.gallery() + "/",
                        endpoints.graph() + "/",
                        endpoints.login() + "/",
                        manager,
                        endpoints.vaults().regions().all());
        if (exchange.apiVersion().compareTo(OLD) <= 0) {
            return ApiResponse.json(200, document.toJson());
        }
        String tenant =
                tenancy.tenantNamed("common").map(home -> home.id().toString()).orElse("common");
        byte[] cloud =
                new MetadataEndpoints.Cloud(
                                "Keyward",
                                document,
                                manager,
                                tenant,
                                endpoints.vaultSuffix().substring(1))
                        .toJson();
        if (exchange.apiVersion().compareTo(ONE_CLOUD) >= 0) {
            return ApiResponse.json(200, cloud);
        }
        byte[] list = new byte[cloud.length + 2];
        list[0] = '[';
        System.arraycopy(cloud, 0, list, 1, cloud.length);
        list[list.length - 1] = ']';
        return ApiResponse.json(200, list);
    }
}
