package dev.keyward.client.signin;

import dev.keyward.model.SecretBytes;
import dev.keyward.wire.JsonReader;
import dev.keyward.wire.Required;
import java.time.Duration;

/// A code that a person types into a page of the server, on whatever device has a browser (RFC 8628
/// 3.2; identity.md, section 4).
///
/// @param deviceCode by which the client asks whether the person has
/// @param interval between two questions
/// @param life after which it is good no more
/// @param message tells the person what to do
public record DeviceCode(
        SecretBytes deviceCode,
        String userCode,
        String verificationUri,
        Duration interval,
        Duration life,
        String message) {
    private static final long USUAL_INTERVAL_SECONDS = 5;

    static DeviceCode read(JsonReader in) {
        SecretBytes deviceCode = null;
        String userCode = null;
        String verificationUri = null;
        long interval = USUAL_INTERVAL_SECONDS;
        long life = 0;
        String message = "";
        while (in.next()) {
            switch (in.member()) {
                case "device_code" -> deviceCode = in.secretText();
                case "user_code" -> userCode = in.text();
                case "verification_uri", "verification_url" -> verificationUri = in.text();
                case "interval" -> interval = in.numberOrText();
                case "expires_in" -> life = in.numberOrText();
                case "message" -> message = in.text();
                default -> in.skip();
            }
        }
        String code = Required.member("user_code", userCode);
        String uri = Required.member("verification_uri", verificationUri);
        return new DeviceCode(
                Required.member("device_code", deviceCode),
                code,
                uri,
                Duration.ofSeconds(Math.max(1, interval)),
                Duration.ofSeconds(life),
                message.isEmpty()
                        ? "To sign in, use a web browser to open the page %s and enter the code %s to authenticate."
                                .formatted(uri, code)
                        : message);
    }
}
