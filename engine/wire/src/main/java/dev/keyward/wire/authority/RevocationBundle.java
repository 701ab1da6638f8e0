package dev.keyward.wire.authority;

import dev.keyward.wire.JsonReader;
import dev.keyward.wire.JsonWriter;
import dev.keyward.wire.Required;
import dev.keyward.wire.WireBody;
import java.time.Instant;

/// A certificate that was revoked.
///
/// @param serialNumber 32 hexadecimal digits
/// @param certificate the name of the object that it was issued for
public record RevocationBundle(
        String serialNumber, String certificate, Instant revoked, String reason)
        implements WireBody {
    public static RevocationBundle read(JsonReader in) {
        String serialNumber = null;
        String certificate = null;
        Instant revoked = null;
        String reason = null;
        while (in.next()) {
            switch (in.member()) {
                case "serialNumber" -> serialNumber = in.text();
                case "certificate" -> certificate = in.text();
                case "revoked" -> revoked = in.epochSecond();
                case "reason" -> reason = in.text();
                default -> in.skip();
            }
        }
        return new RevocationBundle(
                Required.member("serialNumber", serialNumber),
                Required.member("certificate", certificate),
                Required.member("revoked", revoked),
                Required.member("reason", reason));
    }

    @Override
    public void writeMembers(JsonWriter out) {
        out.text("serialNumber", serialNumber);
        out.text("certificate", certificate);
        out.number("revoked", revoked.getEpochSecond());
        out.text("reason", reason);
    }
}
