package dev.keyward.wire.certificates;

import dev.keyward.wire.JsonReader;
import dev.keyward.wire.JsonWriter;
import dev.keyward.wire.WireBody;
import org.jspecify.annotations.Nullable;

/// The `key_props` of a policy.
///
/// @param keySize bits
public record KeyProperties(
        @Nullable Boolean exportable,
        @Nullable String kty,
        @Nullable Integer keySize,
        @Nullable Boolean reuseKey,
        @Nullable String crv)
        implements WireBody {
    public static final KeyProperties NONE = new KeyProperties(null, null, null, null, null);

    static KeyProperties read(JsonReader in) {
        Boolean exportable = null;
        String kty = null;
        Integer keySize = null;
        Boolean reuseKey = null;
        String crv = null;
        while (in.next()) {
            switch (in.member()) {
                case "exportable" -> exportable = in.bool();
                case "kty" -> kty = in.text();
                case "key_size" -> keySize = in.integer();
                case "reuse_key" -> reuseKey = in.bool();
                case "crv" -> crv = in.text();
                default -> in.skip();
            }
        }
        return new KeyProperties(exportable, kty, keySize, reuseKey, crv);
    }

    @Override
    public void writeMembers(JsonWriter out) {
        out.bool("exportable", exportable);
        out.text("kty", kty);
        out.number("key_size", keySize);
        out.bool("reuse_key", reuseKey);
        out.text("crv", crv);
    }
}
