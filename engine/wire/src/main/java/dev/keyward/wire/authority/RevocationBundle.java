package dev.keyward.wire.authority;

import dev.keyward.wire.JsonWriter;
import dev.keyward.wire.WireBody;
import java.time.Instant;

/// A certificate that was revoked.
///
/// @param serialNumber 32 hexadecimal digits
/// @param certificate the name of the object that it was issued for
public record RevocationBundle(
        String serialNumber, String certificate, Instant revoked, String reason)
        implements WireBody {
    @Override
    public void writeMembers(JsonWriter out) {
        out.text("serialNumber", serialNumber);
        out.text("certificate", certificate);
        out.number("revoked", revoked.getEpochSecond());
        out.text("reason", reason);
    }
}
