package dev.keyward.server;

import java.time.Duration;
import java.util.Set;

/// Where the server listens, and for how long it answers on once it is to stop.
///
/// @param publicPort in URLs; another one behind a proxy
/// @param drainDelay answered on, not ready, after the signal to stop
record ListenSettings(String host, int port, int publicPort, Duration drainDelay) {
    static final ListenSettings STANDARD =
            new ListenSettings("127.0.0.1", 8443, 8443, Duration.ZERO);

    private static final String HOST = "host";
    private static final String PORT = "port";
    private static final String PUBLIC_PORT = "publicPort";
    private static final String DRAIN = "drainSeconds";

    static final Set<String> NAMES = Set.of(HOST, PORT, PUBLIC_PORT, DRAIN);

    static ListenSettings read(SettingsFile in) {
        int port = in.port(PORT, STANDARD.port);
        return new ListenSettings(
                in.text(HOST, STANDARD.host),
                port,
                in.port(PUBLIC_PORT, port),
                Duration.ofSeconds(in.seconds(DRAIN, (int) STANDARD.drainDelay.toSeconds())));
    }

    /// Another port, public too unless the file said otherwise.
    ListenSettings withPort(int next) {
        return new ListenSettings(host, next, publicPort == port ? next : publicPort, drainDelay);
    }
}
