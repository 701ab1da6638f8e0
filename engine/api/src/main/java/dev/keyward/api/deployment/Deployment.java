package dev.keyward.api.deployment;

import dev.keyward.crypto.encoding.CanonicalReader;
import dev.keyward.crypto.encoding.CanonicalWriter;
import dev.keyward.model.PrincipalId;
import dev.keyward.model.TenantId;
import dev.keyward.records.Draft;
import dev.keyward.records.OpenRecord;
import dev.keyward.records.RecordId;
import dev.keyward.records.RecordScope;
import dev.keyward.records.Sealed;
import dev.keyward.store.Store;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// What the first start made, for as long as the deployment lives.
///
/// @param administrator owner of the first subscription
/// @param second one of the other kind, beside an application the user of this machine or the other
///   way round; made when the deployment was first opened the other way, null before
public record Deployment(
        TenantId tenant,
        UUID subscription,
        PrincipalId administrator,
        @Nullable PrincipalId second) {
    private static final RecordId PLACE = RecordId.of("deployment", "1");
    private static final String LABEL = "deployment";

    static Optional<Deployment> find(RecordScope system) {
        return system.get(PLACE).map(record -> record.clear(LABEL, Deployment::read));
    }

    void save(Store store, RecordScope system) {
        CanonicalWriter clear =
                CanonicalWriter.of(LABEL, second == null ? 1 : 2)
                        .uuid(tenant.value())
                        .uuid(subscription)
                        .text(administrator.value());
        if (second != null) {
            clear.text(second.value());
        }
        long revision = system.get(PLACE).map(OpenRecord::revision).orElse(0L);
        Sealed record = system.seal(new Draft(PLACE, revision, 0, 0, clear.toBytes(), null));
        store.change(
                        tx -> {
                            system.put(tx, record);
                            return record;
                        })
                .toCompletableFuture()
                .join();
    }

    Deployment withSecond(PrincipalId other) {
        return new Deployment(tenant, subscription, administrator, other);
    }

    private static Deployment read(CanonicalReader in) {
        boolean alone = in.formatVersion() == 1;
        if (!alone) {
            in.expectFormat(2);
        }
        return new Deployment(
                new TenantId(in.uuid()),
                in.uuid(),
                new PrincipalId(in.text()),
                alone ? null : new PrincipalId(in.text()));
    }
}
