package dev.keyward.api.login;

import dev.keyward.crypto.encoding.CanonicalReader;
import dev.keyward.crypto.encoding.CanonicalWriter;
import java.util.UUID;

/// What somebody signs in for in a browser. It goes along in the forms of the pages, and is done
/// once he has signed in.
sealed interface Errand permits AuthorizeRequest, DeviceErrand, SecurityErrand {
    UUID client();

    /// What the page calls the application.
    String application();

    /// What the application asks to use in the person's name.
    String resource();

    private static String word(Errand errand) {
        return switch (errand) {
            case AuthorizeRequest _ -> "code";
            case DeviceErrand _ -> "device";
            case SecurityErrand _ -> "security";
        };
    }

    static byte[] written(Errand errand) {
        CanonicalWriter out = CanonicalWriter.of("errand", 1).text(word(errand));
        switch (errand) {
            case AuthorizeRequest request -> request.write(out);
            case DeviceErrand device -> device.write(out);
            case SecurityErrand _ -> {}
        }
        return out.toBytes();
    }

    static Errand read(byte[] bytes) {
        return CanonicalReader.read(
                bytes,
                "errand",
                in -> {
                    in.expectFormat(1);
                    return switch (in.text()) {
                        case "code" -> AuthorizeRequest.read(in);
                        case "device" -> DeviceErrand.read(in);
                        case "security" -> new SecurityErrand();
                        default -> throw CanonicalReader.malformed("errand");
                    };
                });
    }
}
