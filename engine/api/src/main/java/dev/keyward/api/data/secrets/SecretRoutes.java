package dev.keyward.api.data.secrets;

import dev.keyward.api.data.objects.Cursors;
import dev.keyward.api.data.objects.LifeCycleRoutes;
import dev.keyward.api.operation.Cost;
import dev.keyward.api.operation.DataRight;
import dev.keyward.api.operation.Handler;
import dev.keyward.api.operation.Operation;
import dev.keyward.api.operation.Route;
import dev.keyward.vault.secrets.VaultSecrets;
import java.util.stream.Stream;

/// Every operation on secrets with its permission and cost (data-plane-secrets.md, section 1;
/// authorization.md, section 3).
public final class SecretRoutes {
    private SecretRoutes() {}

    public static Stream<Route> of(VaultSecrets secrets, Cursors cursors) {
        return Stream.concat(
                secrets(new SecretHandlers(secrets)),
                LifeCycleRoutes.of(
                        secrets.lifeCycle(),
                        SecretBodies.SHAPE,
                        cursors,
                        new LifeCycleRoutes.Rights(
                                DataRight.SECRET_GET_DELETED,
                                DataRight.SECRET_LIST,
                                DataRight.SECRET_DELETE,
                                DataRight.SECRET_RECOVER,
                                DataRight.SECRET_PURGE,
                                DataRight.SECRET_BACKUP,
                                DataRight.SECRET_RESTORE)));
    }

    private static Stream<Route> secrets(SecretHandlers on) {
        Operation get = Operation.vault("SecretGet", DataRight.SECRET_GET, on::get);
        Operation update = stored("SecretUpdate", DataRight.SECRET_UPDATE, on::update);
        return Stream.of(
                Route.put("/secrets/{name}", stored("SecretSet", DataRight.SECRET_SET, on::set)),
                Route.get("/secrets/{name}", get),
                Route.get("/secrets/{name}/{version}", get),
                Route.patch("/secrets/{name}", update),
                Route.patch("/secrets/{name}/{version}", update));
    }

    private static Operation stored(String name, DataRight right, Handler handler) {
        return Operation.vault(name, right, Cost.STORE, handler);
    }
}
