package dev.keyward.api.login;

import dev.keyward.crypto.encoding.CanonicalReader;
import dev.keyward.crypto.encoding.CanonicalWriter;
import java.util.UUID;

/// A device that somebody may let sign in as him (RFC 8628 3.3).
///
/// @param request that waits
/// @param application what people call the client
/// @param resource what its first token is for
/// @param address that the device asked from
record DeviceErrand(UUID request, UUID client, String application, String resource, String address)
        implements Errand {
    void write(CanonicalWriter out) {
        out.uuid(request).uuid(client).text(application).text(resource).text(address);
    }

    static DeviceErrand read(CanonicalReader in) {
        return new DeviceErrand(in.uuid(), in.uuid(), in.text(), in.text(), in.text());
    }
}
