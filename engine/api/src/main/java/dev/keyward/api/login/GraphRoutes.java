package dev.keyward.api.login;

import dev.keyward.api.Route;
import dev.keyward.directory.Directory;
import java.util.List;

/// All routes of the graph.
public final class GraphRoutes {
    private GraphRoutes() {}

    public static List<Route> of(Directory directory) {
        return List.of();
    }
}
