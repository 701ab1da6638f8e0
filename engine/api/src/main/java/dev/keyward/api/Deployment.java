package dev.keyward.api;

import dev.keyward.crypto.CanonicalReader;
import dev.keyward.crypto.CanonicalWriter;
import dev.keyward.model.PrincipalId;
import dev.keyward.model.TenantId;
import dev.keyward.records.Draft;
import dev.keyward.records.RecordId;
import dev.keyward.records.RecordScope;
import dev.keyward.records.Sealed;
import dev.keyward.store.Store;
import java.util.Optional;
import java.util.UUID;

/// What the first start made, for as long as the deployment lives.
///
/// @param administrator owner of the first subscription
public record Deployment(TenantId tenant, UUID subscription, PrincipalId administrator) {
    private static final RecordId PLACE = RecordId.of("deployment", "1");
    private static final String LABEL = "deployment";

    static Optional<Deployment> find(RecordScope system) {
        return system.get(PLACE).map(record -> record.clear(LABEL, Deployment::read));
    }

    void save(Store store, RecordScope system) {
        byte[] clear =
                CanonicalWriter.of(LABEL, 1)
                        .uuid(tenant.value())
                        .uuid(subscription)
                        .text(administrator.value())
                        .toBytes();
        Sealed record = system.seal(Draft.create(PLACE, 0, clear, null));
        store.change(
                        tx -> {
                            system.put(tx, record);
                            return record;
                        })
                .toCompletableFuture()
                .join();
    }

    private static Deployment read(CanonicalReader in) {
        in.expectFormat(1);
        return new Deployment(new TenantId(in.uuid()), in.uuid(), new PrincipalId(in.text()));
    }
}
