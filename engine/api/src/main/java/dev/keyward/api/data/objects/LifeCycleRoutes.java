package dev.keyward.api.data.objects;

import dev.keyward.api.operation.Cost;
import dev.keyward.api.operation.DataRight;
import dev.keyward.api.operation.Handler;
import dev.keyward.api.operation.Operation;
import dev.keyward.api.operation.Route;
import dev.keyward.vault.objects.LifeCycle;
import dev.keyward.wire.WireBody;
import java.util.stream.Stream;

/// The operations that objects of every kind have, with their permissions (data-plane-common.md,
/// sections 6, 9 and 10).
public final class LifeCycleRoutes {
    private LifeCycleRoutes() {}

    /// What the operations of a life cycle take.
    public record Rights(
            DataRight getDeleted,
            DataRight list,
            DataRight delete,
            DataRight recover,
            DataRight purge,
            DataRight backup,
            DataRight restore) {}

    public static <T, I extends WireBody> Stream<Route> of(
            LifeCycle<T> objects, ObjectShape<T, I> shape, Cursors cursors, Rights rights) {
        LifeCycleHandlers<T, I> on = new LifeCycleHandlers<>(objects, shape, cursors);
        String word = on.kind().word();
        String live = "/" + on.kind().collection();
        String deleted = "/" + on.kind().deletedCollection();
        return Stream.of(
                Route.get(live, stored(word + "List", rights.list, on::list)),
                Route.get(
                        live + "/{name}/versions",
                        stored(word + "ListVersions", rights.list, on::versions)),
                Route.delete(live + "/{name}", stored(word + "Delete", rights.delete, on::delete)),
                Route.get(deleted, stored(word + "ListDeleted", rights.list, on::listDeleted)),
                Route.get(
                        deleted + "/{name}",
                        stored(word + "GetDeleted", rights.getDeleted, on::getDeleted)),
                Route.delete(deleted + "/{name}", stored(word + "Purge", rights.purge, on::purge)),
                Route.post(
                        deleted + "/{name}/recover",
                        stored(word + "Recover", rights.recover, on::recover)),
                Route.post(
                        live + "/{name}/backup",
                        stored(word + "Backup", rights.backup, on::backup)),
                Route.post(
                        live + "/restore", stored(word + "Restore", rights.restore, on::restore)));
    }

    private static Operation stored(String name, DataRight right, Handler handler) {
        return Operation.vault(name, right, Cost.STORE, handler);
    }
}
