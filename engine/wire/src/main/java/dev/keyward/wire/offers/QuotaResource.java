package dev.keyward.wire.offers;

import dev.keyward.wire.JsonReader;
import dev.keyward.wire.JsonWriter;
import dev.keyward.wire.WireBody;
import org.jspecify.annotations.Nullable;

/// A quota of key vaults in a location (tenancy.md, section 3.5), as it is sent and as it is
/// answered: what is absent isn't limited.
///
/// @param maxVaults live and deleted ones of a subscription
/// @param maxObjects keys, secrets and certificates in all its vaults, live and deleted
/// @param maxRequestsPerSecond to all its vaults
public record QuotaResource(
        Envelope envelope,
        @Nullable Long maxVaults,
        @Nullable Long maxObjects,
        @Nullable Long maxRequestsPerSecond)
        implements WireBody {
    private static final String TYPE = "Microsoft.KeyVault.Admin/locations/quotas";

    /// @param json may be empty: then nothing is limited
    public static QuotaResource parse(byte[] json) {
        return json.length == 0
                ? new QuotaResource(Envelope.at(null), null, null, null)
                : JsonReader.parse(json, QuotaResource::read);
    }

    public static QuotaResource read(JsonReader in) {
        Properties properties = new Properties();
        Envelope envelope = Envelope.read(in, properties::take);
        return new QuotaResource(
                envelope, properties.vaults, properties.objects, properties.requestsPerSecond);
    }

    private static final class Properties {
        private @Nullable Long vaults;
        private @Nullable Long objects;
        private @Nullable Long requestsPerSecond;

        void take(JsonReader in) {
            switch (in.member()) {
                case "maxVaults" -> vaults = in.number();
                case "maxObjects" -> objects = in.number();
                case "maxRequestsPerSecond" -> requestsPerSecond = in.number();
                default -> in.skip();
            }
        }
    }

    @Override
    public void writeMembers(JsonWriter out) {
        envelope.write(
                out,
                TYPE,
                inner -> {
                    inner.number("maxVaults", maxVaults);
                    inner.number("maxObjects", maxObjects);
                    inner.number("maxRequestsPerSecond", maxRequestsPerSecond);
                });
    }
}
