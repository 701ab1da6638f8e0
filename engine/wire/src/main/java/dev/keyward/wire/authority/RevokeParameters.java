package dev.keyward.wire.authority;

import dev.keyward.wire.JsonReader;
import dev.keyward.wire.JsonWriter;
import dev.keyward.wire.Required;
import dev.keyward.wire.WireBody;
import org.jspecify.annotations.Nullable;

/// Revoke a certificate of the vault's own authority.
///
/// @param serialNumber hexadecimal, as tools write it
/// @param reason as RFC 5280 5.3.1 spells it; null for `unspecified`
public record RevokeParameters(String serialNumber, @Nullable String reason) implements WireBody {
    public static RevokeParameters parse(byte[] json) {
        return JsonReader.parse(
                json,
                in -> {
                    String serialNumber = null;
                    String reason = null;
                    while (in.next()) {
                        switch (in.member()) {
                            case "serialNumber" -> serialNumber = in.text();
                            case "reason" -> reason = in.text();
                            default -> in.skip();
                        }
                    }
                    return new RevokeParameters(
                            Required.member("serialNumber", serialNumber), reason);
                });
    }

    @Override
    public void writeMembers(JsonWriter out) {
        out.text("serialNumber", serialNumber);
        out.text("reason", reason);
    }
}
