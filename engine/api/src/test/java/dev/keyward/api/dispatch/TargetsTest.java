package dev.keyward.api.dispatch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keyward.api.exchange.ApiRequest;
import dev.keyward.api.exchange.ApiResponse;
import dev.keyward.api.exchange.Category;
import dev.keyward.api.exchange.HostKind;
import dev.keyward.api.exchange.Plane;
import dev.keyward.api.operation.Cost;
import dev.keyward.api.operation.Operation;
import dev.keyward.api.operation.Route;
import dev.keyward.model.Regions;
import dev.keyward.model.VaultName;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Which plane a request is for, by host or by path, and that whoever answers can tell by which.
final class TargetsTest {
    private static final String PLANS = "/subscriptions/{s}/providers/Admin/plans";
    private static final String VAULTS = "/subscriptions/{s}/vaults";
    private static final String TRAIL = "/subscriptions/{s}/trail";

    private static Route route(String method, String template) {
        return new Route(
                method,
                template,
                Operation.signedIn(
                        "Read", Category.ADMINISTRATIVE, Cost.MEMORY, _ -> ApiResponse.empty(200)));
    }

    private static final Targets TARGETS =
            new Targets(
                    new Hosts(
                            Regions.of("local"),
                            "keyward.localhost",
                            443,
                            new VaultName("dev"),
                            Set.of()),
                    Map.of(
                            Plane.VAULT,
                            new Routes(List.of(route("GET", "/secrets/{name}"))),
                            Plane.MANAGEMENT,
                            new Routes(
                                    List.of(
                                            route("GET", VAULTS),
                                            route("GET", TRAIL),
                                            route("GET", PLANS + "/{x}"))),
                            Plane.ADMIN,
                            new Routes(
                                    List.of(
                                            route("GET", PLANS),
                                            route("GET", TRAIL),
                                            route("PUT", PLANS + "/{plan}"))),
                            Plane.LOGIN,
                            new Routes(List.of()),
                            Plane.GRAPH,
                            new Routes(List.of())),
                    "operators"::equals);

    private static Target target(String method, String authority, String path) {
        return TARGETS.of(
                new ApiRequest(
                        method, authority, path, "", Map.of(), new byte[0], "127.0.0.1", "TLS1_3"));
    }

    @ParameterizedTest
    @CsvSource({
        "GET, /subscriptions/1/providers/Admin/plans, ADMIN",
        "GET, /subscriptions/1/vaults, MANAGEMENT",
        "GET, /subscriptions/1/trail, MANAGEMENT",
        "GET, /subscriptions/1/providers/Admin/plans/x, MANAGEMENT",
        "PUT, /subscriptions/1/providers/Admin/plans/x, ADMIN",
        "POST, /subscriptions/1/providers/Admin/plans, ADMIN",
        "GET, /subscriptions/1/elsewhere, MANAGEMENT",
        "GET, /subscriptions/operators/trail, ADMIN",
        "GET, /SUBSCRIPTIONS/operators/trail, ADMIN",
        "GET, /subscriptions/operators/vaults, MANAGEMENT",
        "GET, /secrets/x, VAULT"
    })
    void onASharedHostThePathTellsThePlane(String method, String path, Plane plane) {
        Target target = target(method, "localhost", path);
        assertThat(target.plane()).isEqualTo(plane);
        assertThat(target.host()).isEqualTo(HostKind.SHARED);
    }

    @Test
    void aPlanesOwnHostTellsIt() {
        Target admin =
                target("GET", "adminmanagement.local.keyward.localhost", "/subscriptions/1/trail");
        assertThat(admin.plane()).isEqualTo(Plane.ADMIN);
        assertThat(admin.host()).isEqualTo(HostKind.OWN);
        Target management =
                target("GET", "management.local.keyward.localhost", "/subscriptions/1/trail");
        assertThat(management.plane()).isEqualTo(Plane.MANAGEMENT);
        assertThat(management.host()).isEqualTo(HostKind.OWN);
    }

    @Test
    void theOperatorsPathsAreNotOnTheManagementHost() {
        ApiRequest request =
                new ApiRequest(
                        "GET",
                        "management.local.keyward.localhost",
                        "/subscriptions/1/providers/Admin/plans",
                        "",
                        Map.of(),
                        new byte[0],
                        "127.0.0.1",
                        "TLS1_3");
        assertThat(TARGETS.match(TARGETS.of(request), request)).isInstanceOf(Routes.NoPath.class);
    }
}
