package dev.keyward.directory.offers;

import dev.keyward.crypto.encoding.CanonicalReader;
import dev.keyward.crypto.encoding.CanonicalWriter;
import dev.keyward.model.SecretBytes;
import dev.keyward.records.entities.EntityKind;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// How much of key vaults a plan gives in a location (tenancy.md, section 3.5). A plan contains the
/// service there by naming one.
///
/// @param location lower case
/// @param name as its maker wrote it; compared without regard to letter case
public record Quota(String location, String name, Limits limits) {
    /// The one that every location has without being made, and that nobody can change.
    public static final String UNLIMITED = "Unlimited";

    static final EntityKind<Quota> KIND = new Kind();

    public static Quota unlimited(String location) {
        return new Quota(location, UNLIMITED, Limits.NONE);
    }

    public boolean isBuiltIn() {
        return name.equalsIgnoreCase(UNLIMITED);
    }

    public QuotaId id() {
        return new QuotaId(QuotaId.KEY_VAULT, location, name);
    }

    static String key(String location, String name) {
        return location.toLowerCase(Locale.ROOT) + "/" + name.toLowerCase(Locale.ROOT);
    }

    private static final class Kind implements EntityKind<Quota> {
        @Override
        public String word() {
            return "quota";
        }

        @Override
        public String key(Quota quota) {
            return Quota.key(quota.location, quota.name);
        }

        @Override
        public byte[] clear(Quota quota) {
            return CanonicalWriter.of(word(), 1)
                    .text(quota.location)
                    .text(quota.name)
                    .optionalNumber(quota.limits.vaults())
                    .optionalNumber(quota.limits.objects())
                    .optionalNumber(quota.limits.requestsPerSecond())
                    .toBytes();
        }

        @Override
        public Quota read(CanonicalReader in, @Nullable SecretBytes sealed) {
            in.expectFormat(1);
            return new Quota(
                    in.text(),
                    in.text(),
                    new Limits(in.optionalNumber(), in.optionalNumber(), in.optionalNumber()));
        }
    }
}
