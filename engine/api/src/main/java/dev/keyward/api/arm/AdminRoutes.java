package dev.keyward.api.arm;

import dev.keyward.api.operation.Route;
import dev.keyward.directory.Directory;
import java.util.List;
import java.util.stream.Stream;

/// The routes of the operator's endpoint in ARM's dialect. Nobody reaches them by the management
/// host, nor those of [ManagementRoutes] by the operator's, but for what both list.
public final class AdminRoutes {
    private AdminRoutes() {}

    public static List<Route> of(Directory directory) {
        return Stream.of(new Discovery(directory.tenancy()).routes())
                .flatMap(List::stream)
                .toList();
    }
}
