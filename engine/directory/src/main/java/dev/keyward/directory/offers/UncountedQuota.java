package dev.keyward.directory.offers;

import dev.keyward.crypto.encoding.CanonicalReader;
import dev.keyward.crypto.encoding.CanonicalWriter;
import dev.keyward.model.SecretBytes;
import dev.keyward.records.entities.EntityKind;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A quota of a service that isn't here, such as Microsoft.Compute.Admin: kept as it was given, so
/// that plans can name it, and nothing is counted against it.
///
/// @param id of a service other than [QuotaId#KEY_VAULT], named as its maker wrote it
/// @param settings by the names they have on the wire, numbers in digits
public record UncountedQuota(QuotaId id, Map<String, String> settings) {
    static final EntityKind<UncountedQuota> KIND = new Kind();

    public UncountedQuota {
        settings = Map.copyOf(settings);
    }

    static String key(QuotaId id) {
        return (id.namespace() + "/" + id.location() + "/" + id.name()).toLowerCase(Locale.ROOT);
    }

    private static final class Kind implements EntityKind<UncountedQuota> {
        @Override
        public String word() {
            return "uncounted-quota";
        }

        @Override
        public String key(UncountedQuota quota) {
            return UncountedQuota.key(quota.id);
        }

        @Override
        public byte[] clear(UncountedQuota quota) {
            return CanonicalWriter.of(word(), 1)
                    .text(quota.id.namespace())
                    .text(quota.id.location())
                    .text(quota.id.name())
                    .pairs(quota.settings)
                    .toBytes();
        }

        @Override
        public UncountedQuota read(CanonicalReader in, @Nullable SecretBytes sealed) {
            in.expectFormat(1);
            return new UncountedQuota(new QuotaId(in.text(), in.text(), in.text()), in.pairs());
        }
    }
}
