package dev.keyward.api.graph;

import dev.keyward.api.exchange.ApiResponse;
import dev.keyward.api.exchange.Exchange;
import dev.keyward.api.operation.Handler;
import dev.keyward.api.operation.Operation;
import dev.keyward.api.operation.Route;
import dev.keyward.directory.factors.CodeApp;
import dev.keyward.directory.factors.SecondFactors;
import dev.keyward.directory.principals.Principal;
import dev.keyward.wire.graph.AuthenticationMethod;
import java.util.ArrayList;
import java.util.List;

/// How users prove who they are, for administrators, who also take an app away from whom has lost
/// it. Of Microsoft Graph alone.
final class GraphMethods {
    private final Graph graph;
    private final SecondFactors factors;

    GraphMethods(Graph graph) {
        this.graph = graph;
        this.factors = graph.directory().secondFactors();
    }

    List<Route> routes() {
        String all = graph.path("users/{id}/authentication/methods");
        String apps = graph.path("users/{id}/authentication/softwareOathMethods");
        String app = apps + "/{method}";
        return List.of(
                Route.get(all, administrators("DirectoryUserMethodList", this::list)),
                Route.get(apps, administrators("DirectoryUserMethodList", this::listApps)),
                Route.get(app, administrators("DirectoryUserMethodGet", this::get)),
                Route.delete(app, graph.change("DirectoryUserMethodDelete", this::delete)));
    }

    private Operation administrators(String name, Handler handler) {
        return graph.read(
                name,
                exchange -> {
                    if (!graph.isAdministrator(exchange)) {
                        throw Graph.denied();
                    }
                    return handler.run(exchange);
                });
    }

    private ApiResponse list(Exchange exchange) {
        Principal.User user = user(exchange);
        List<AuthenticationMethod> all = new ArrayList<>();
        if (graph.directory().principals().hasPassword(user)) {
            all.add(
                    new AuthenticationMethod(
                            "passwordAuthenticationMethod", AuthenticationMethod.PASSWORD, null));
        }
        all.addAll(apps(user));
        return values(exchange, all);
    }

    private ApiResponse listApps(Exchange exchange) {
        return values(exchange, apps(user(exchange)));
    }

    private ApiResponse values(Exchange exchange, List<AuthenticationMethod> all) {
        return ApiResponse.json(
                200, graph.dialect().values(exchange.endpoints().graph(), all).toJson());
    }

    private ApiResponse get(Exchange exchange) {
        return ApiResponse.json(200, method(app(exchange)).toJson());
    }

    private ApiResponse delete(Exchange exchange) {
        factors.remove(app(exchange), exchange.evidence(204));
        return ApiResponse.empty(204);
    }

    private Principal.User user(Exchange exchange) {
        return graph.principal(exchange, Principal.User.class);
    }

    private CodeApp app(Exchange exchange) {
        return factors.app(user(exchange).id())
                .filter(app -> app.id().toString().equalsIgnoreCase(exchange.path("method")))
                .orElseThrow(Graph::notFound);
    }

    private List<AuthenticationMethod> apps(Principal.User user) {
        return factors.app(user.id()).map(GraphMethods::method).stream().toList();
    }

    private static AuthenticationMethod method(CodeApp app) {
        return new AuthenticationMethod(
                "softwareOathAuthenticationMethod", app.id().toString(), app.since().toString());
    }
}
