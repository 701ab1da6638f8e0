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
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// What the first start made, for as long as the deployment lives.
///
/// @param administrator owner of the first subscription
/// @param locations that it was served with so far; empty where a version before there were several
///   wrote it
/// @param second one of the other kind, beside an application the user of this machine or the other
///   way round; made when the deployment was first opened the other way, null before
public record Deployment(
        TenantId tenant,
        UUID subscription,
        PrincipalId administrator,
        @Nullable PrincipalId second,
        List<String> locations) {
    private static final RecordId PLACE = RecordId.of("deployment", "1");
    private static final String LABEL = "deployment";

    static Optional<Deployment> find(RecordScope system) {
        return system.get(PLACE).map(record -> record.clear(LABEL, Deployment::read));
    }

    public Deployment {
        locations = List.copyOf(locations);
    }

    void save(Store store, RecordScope system) {
        CanonicalWriter clear =
                CanonicalWriter.of(LABEL, 3)
                        .uuid(tenant.value())
                        .uuid(subscription)
                        .text(administrator.value())
                        .text(second == null ? null : second.value())
                        .texts(locations);
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
        return new Deployment(tenant, subscription, administrator, other, locations);
    }

    /// With those that are new.
    Deployment withLocations(List<String> served) {
        List<String> all = Stream.concat(locations.stream(), served.stream()).distinct().toList();
        return new Deployment(tenant, subscription, administrator, second, all);
    }

    /// Formats 1 and 2 didn't tell locations; only 2 told a second administrator.
    private static Deployment read(CanonicalReader in) {
        int format = in.formatVersion();
        if (format > 2) {
            in.expectFormat(3);
        }
        TenantId tenant = new TenantId(in.uuid());
        UUID subscription = in.uuid();
        PrincipalId administrator = new PrincipalId(in.text());
        String second =
                switch (format) {
                    case 1 -> null;
                    case 2 -> in.text();
                    default -> in.optionalText();
                };
        return new Deployment(
                tenant,
                subscription,
                administrator,
                second == null ? null : new PrincipalId(second),
                format > 2 ? in.texts() : List.of());
    }
}
