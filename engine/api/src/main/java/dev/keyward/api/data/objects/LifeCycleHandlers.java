package dev.keyward.api.data.objects;

import dev.keyward.api.exchange.ApiResponse;
import dev.keyward.api.exchange.Exchange;
import dev.keyward.model.ObjectKind;
import dev.keyward.model.ObjectName;
import dev.keyward.model.VaultException;
import dev.keyward.vault.objects.Evidence;
import dev.keyward.vault.objects.LifeCycle;
import dev.keyward.vault.objects.Listing;
import dev.keyward.wire.BackupBlob;
import dev.keyward.wire.WireBody;
import java.util.function.Function;

/// The operations that are the same for objects of every kind: lists, soft delete and backup
/// (data-plane-common.md, sections 6, 9 and 10).
final class LifeCycleHandlers<T, I extends WireBody> {
    private final LifeCycle<T> objects;
    private final ObjectShape<T, I> shape;
    private final Cursors cursors;
    private final ObjectKind kind;

    LifeCycleHandlers(LifeCycle<T> objects, ObjectShape<T, I> shape, Cursors cursors) {
        this.objects = objects;
        this.shape = shape;
        this.cursors = cursors;
        this.kind = objects.kind();
    }

    ObjectKind kind() {
        return kind;
    }

    ApiResponse list(Exchange exchange) {
        String path = "/" + kind.collection();
        Cursors.Wanted wanted = cursors.wanted(exchange, path);
        return page(
                exchange,
                path,
                wanted,
                objects.list(exchange.vault(), wanted.after(), wanted.limit())
                        .filter(object -> shape.listed().test(exchange, object)),
                object -> id(exchange, object));
    }

    ApiResponse versions(Exchange exchange) {
        ObjectName name = Bodies.name(exchange);
        String path = "/" + kind.collection() + "/" + name + "/versions";
        Cursors.Wanted wanted = cursors.wanted(exchange, path);
        return page(
                exchange,
                path,
                wanted,
                objects.versions(exchange.vault(), name, wanted.after(), wanted.limit()),
                object -> id(exchange, object) + "/" + shape.version().apply(object));
    }

    ApiResponse listDeleted(Exchange exchange) {
        String path = "/" + kind.deletedCollection();
        Cursors.Wanted wanted = cursors.wanted(exchange, path);
        return page(
                exchange,
                path,
                wanted,
                objects.listDeleted(exchange.vault(), wanted.after(), wanted.limit())
                        .filter(object -> shape.listed().test(exchange, object)),
                object -> id(exchange, object));
    }

    private ApiResponse page(
            Exchange exchange,
            String path,
            Cursors.Wanted wanted,
            Listing<T> listing,
            Function<T, String> id) {
        return Bodies.ok(
                cursors.page(
                        exchange,
                        path,
                        wanted.limit(),
                        listing,
                        object -> shape.item().of(exchange, object, id.apply(object))));
    }

    ApiResponse delete(Exchange exchange) {
        T deleted =
                exchange.await(
                        objects.delete(
                                exchange.vault(), Bodies.name(exchange), recorded(exchange)));
        return Bodies.ok(shape.bundle().apply(exchange, deleted));
    }

    ApiResponse getDeleted(Exchange exchange) {
        T deleted = objects.getDeleted(exchange.vault(), Bodies.name(exchange));
        shape.audited().accept(exchange, deleted);
        return Bodies.ok(shape.bundle().apply(exchange, deleted));
    }

    ApiResponse recover(Exchange exchange) {
        T recovered =
                exchange.await(
                        objects.recover(
                                exchange.vault(), Bodies.name(exchange), recorded(exchange)));
        return Bodies.ok(shape.bundle().apply(exchange, recovered));
    }

    ApiResponse purge(Exchange exchange) {
        exchange.await(
                objects.purge(
                        exchange.vault(),
                        Bodies.name(exchange),
                        _ -> exchange.evidence(204).get()));
        return ApiResponse.empty(204);
    }

    ApiResponse backup(Exchange exchange) {
        return Bodies.ok(new BackupBlob(objects.backup(exchange.vault(), Bodies.name(exchange))));
    }

    ApiResponse restore(Exchange exchange) {
        BackupBlob blob = BackupBlob.parse(exchange.body());
        try {
            T restored =
                    exchange.await(
                            objects.restore(
                                    exchange.vault(),
                                    blob.value(),
                                    object -> {
                                        exchange.audit().object(id(exchange, object));
                                        return recorded(exchange).of(object);
                                    }));
            return Bodies.ok(shape.bundle().apply(exchange, restored));
        } catch (VaultException refusal) {
            throw Bodies.located(exchange, refusal);
        }
    }

    private Evidence<T> recorded(Exchange exchange) {
        return object -> {
            shape.audited().accept(exchange, object);
            return exchange.evidence(200).get();
        };
    }

    private String id(Exchange exchange, T object) {
        return Bodies.id(exchange, kind, shape.name().apply(object));
    }
}
