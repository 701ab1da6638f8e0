package dev.keyward.api.graph;

import dev.keyward.api.operation.Route;
import dev.keyward.directory.Directory;
import dev.keyward.wire.graph.Dialect;
import java.util.ArrayList;
import java.util.List;

/// All routes of the graph, in both dialects: `/{tenant}/...` of AAD Graph 1.6 and `/v1.0/...` of
/// Microsoft Graph.
public final class GraphRoutes {
    private GraphRoutes() {}

    public static List<Route> of(Directory directory) {
        List<Route> routes = new ArrayList<>();
        for (Dialect dialect : Dialect.values()) {
            Graph graph = new Graph(directory, dialect);
            routes.addAll(new GraphReads(graph).routes());
            routes.addAll(new GraphPeople(graph).routes());
            routes.addAll(new GraphApplications(graph).routes());
            GraphAssertors assertors = new GraphAssertors(graph);
            routes.addAll(assertors.certificates());
            if (dialect == Dialect.MICROSOFT) {
                routes.addAll(assertors.federated());
                routes.addAll(new GraphMethods(graph).routes());
                routes.addAll(new GraphProviders(graph).routes());
            }
        }
        return routes;
    }
}
