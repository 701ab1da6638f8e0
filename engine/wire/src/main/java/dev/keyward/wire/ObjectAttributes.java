package dev.keyward.wire;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// The `attributes` member of keys and secrets (data-plane-common.md, section 7). Everything is
/// absent that wasn't sent.
///
/// @param nbf whole seconds since 1970, as all times here
/// @param recoverableDays 7 to 90, or 0 where soft delete is off
/// @param exportable keys only
/// @param keyFacts keys only
public record ObjectAttributes(
        @Nullable Boolean enabled,
        @Nullable Instant nbf,
        @Nullable Instant exp,
        @Nullable Instant created,
        @Nullable Instant updated,
        @Nullable String recoveryLevel,
        @Nullable Integer recoverableDays,
        @Nullable Boolean exportable,
        @Nullable KeyFacts keyFacts)
        implements WireBody {
    /// What only the attributes of keys tell.
    ///
    /// @param hsmPlatform `0` for a software key, `1` or `2` for one in a hardware module
    /// @param keySize bits of a symmetric key
    public record KeyFacts(@Nullable String hsmPlatform, @Nullable Integer keySize) {}

    /// Without key facts.
    public ObjectAttributes(
            @Nullable Boolean enabled,
            @Nullable Instant nbf,
            @Nullable Instant exp,
            @Nullable Instant created,
            @Nullable Instant updated,
            @Nullable String recoveryLevel,
            @Nullable Integer recoverableDays,
            @Nullable Boolean exportable) {
        this(enabled, nbf, exp, created, updated, recoveryLevel, recoverableDays, exportable, null);
    }

    public static final ObjectAttributes NONE =
            new ObjectAttributes(null, null, null, null, null, null, null, null);

    /// What a request may say.
    public static ObjectAttributes of(
            @Nullable Boolean enabled, @Nullable Instant nbf, @Nullable Instant exp) {
        return new ObjectAttributes(enabled, nbf, exp, null, null, null, null, null);
    }

    /// Of a key that may leave.
    public ObjectAttributes madeExportable() {
        return new ObjectAttributes(
                enabled,
                nbf,
                exp,
                created,
                updated,
                recoveryLevel,
                recoverableDays,
                true,
                keyFacts);
    }

    public static ObjectAttributes read(JsonReader in) {
        Boolean enabled = null;
        Instant nbf = null;
        Instant exp = null;
        Instant created = null;
        Instant updated = null;
        String recoveryLevel = null;
        Integer recoverableDays = null;
        Boolean exportable = null;
        String hsmPlatform = null;
        Integer keySize = null;
        while (in.next()) {
            switch (in.member()) {
                case "enabled" -> enabled = in.bool();
                case "nbf" -> nbf = in.epochSecond();
                case "exp" -> exp = in.epochSecond();
                case "created" -> created = in.epochSecond();
                case "updated" -> updated = in.epochSecond();
                case "recoveryLevel" -> recoveryLevel = in.text();
                case "recoverableDays" -> recoverableDays = in.integer();
                case "exportable" -> exportable = in.bool();
                case "hsmPlatform" -> hsmPlatform = in.text();
                case "key_size" -> keySize = in.integer();
                default -> in.skip();
            }
        }
        return new ObjectAttributes(
                enabled,
                nbf,
                exp,
                created,
                updated,
                recoveryLevel,
                recoverableDays,
                exportable,
                hsmPlatform == null && keySize == null ? null : new KeyFacts(hsmPlatform, keySize));
    }

    static @Nullable Long seconds(@Nullable Instant time) {
        return time == null ? null : time.getEpochSecond();
    }

    @Override
    public void writeMembers(JsonWriter out) {
        out.bool("enabled", enabled);
        out.number("nbf", seconds(nbf));
        out.number("exp", seconds(exp));
        out.number("created", seconds(created));
        out.number("updated", seconds(updated));
        out.text("recoveryLevel", recoveryLevel);
        out.number("recoverableDays", recoverableDays);
        out.bool("exportable", exportable);
        if (keyFacts != null) {
            out.text("hsmPlatform", keyFacts.hsmPlatform());
            out.number("key_size", keyFacts.keySize());
        }
    }
}
