package dev.keyward.api.dispatch;

import dev.keyward.api.exchange.ApiRequest;
import dev.keyward.api.exchange.Endpoints;
import dev.keyward.api.exchange.HostKind;
import dev.keyward.api.exchange.Plane;
import dev.keyward.api.operation.Operation;
import java.util.List;

/// Whatever is asked, and by whatever name, is for one operation, which looks at method and path
/// itself.
record OneOperation(Plane plane, Endpoints endpoints, Operation operation) implements Way {
    @Override
    public Target of(ApiRequest request) {
        return new Target(plane, endpoints, HostKind.OWN, null, List.of(), null);
    }

    @Override
    public Routes.Match match(Target target, ApiRequest request) {
        return new Routes.Found(operation, List.of(), List.of());
    }
}
