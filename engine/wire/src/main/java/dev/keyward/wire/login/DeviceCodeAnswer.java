package dev.keyward.wire.login;

import dev.keyward.model.SecretBytes;
import dev.keyward.wire.JsonWriter;
import dev.keyward.wire.WireBody;
import java.time.Duration;

/// What a client is told that wants somebody to sign in for it in a browser (RFC 8628 3.2). Older
/// clients call the page `verification_url`.
///
/// @param message for people; clients show it as it is
public record DeviceCodeAnswer(
        SecretBytes deviceCode,
        String userCode,
        String verificationUri,
        Duration life,
        Duration interval,
        String message)
        implements WireBody {
    @Override
    public void writeMembers(JsonWriter out) {
        out.text("user_code", userCode);
        out.secretText("device_code", deviceCode);
        out.text("verification_uri", verificationUri);
        out.text("verification_url", verificationUri);
        out.number("expires_in", life.toSeconds());
        out.number("interval", interval.toSeconds());
        out.text("message", message);
    }

    @Override
    public String toString() {
        return "DeviceCodeAnswer[" + userCode + "]";
    }
}
