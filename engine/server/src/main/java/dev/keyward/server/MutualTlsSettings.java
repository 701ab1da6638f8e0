package dev.keyward.server;

import java.util.Set;
import org.jspecify.annotations.Nullable;

/// The port where clients are asked for a certificate (RFC 8705), which has all that the other one
/// has. It is one of its own because browsers show people a prompt where they are asked.
///
/// @param publicPort in URLs; another one behind a proxy that passes TLS through
record MutualTlsSettings(int port, int publicPort) {
    private static final String PORT = "mtls.port";
    private static final String PUBLIC_PORT = "mtls.publicPort";

    static final Set<String> NAMES = Set.of(PORT, PUBLIC_PORT);

    /// @return null where no client is asked
    static @Nullable MutualTlsSettings read(SettingsFile in) {
        int port = in.port(PORT, 0);
        int publicPort = in.port(PUBLIC_PORT, port);
        if (port == 0 && publicPort != 0) {
            throw in.wrong(PUBLIC_PORT, "needs mtls.port");
        }
        return port == 0 ? null : new MutualTlsSettings(port, publicPort);
    }
}
