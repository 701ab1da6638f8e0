package dev.keyward.server;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Where the server listens, and for how long it answers on once it is to stop.
///
/// @param publicPort in URLs; another one behind a proxy
/// @param mutualTls where clients may prove a certificate; null for nowhere
/// @param drainDelay answered on, not ready, after the signal to stop
/// @param identities where workloads on this machine get tokens; empty for nowhere
record ListenSettings(
        String host,
        int port,
        int publicPort,
        @Nullable MutualTlsSettings mutualTls,
        Duration drainDelay,
        List<IdentitySettings> identities) {
    static final ListenSettings STANDARD =
            new ListenSettings("127.0.0.1", 8443, 8443, null, Duration.ZERO, List.of());

    private static final String HOST = "host";
    private static final String PORT = "port";
    private static final String PUBLIC_PORT = "publicPort";
    private static final String DRAIN = "drainSeconds";

    static final Set<String> NAMES =
            Stream.of(
                            Set.of(HOST, PORT, PUBLIC_PORT, DRAIN),
                            MutualTlsSettings.NAMES,
                            IdentitySettings.NAMES)
                    .flatMap(Set::stream)
                    .collect(Collectors.toUnmodifiableSet());

    ListenSettings {
        identities = List.copyOf(identities);
    }

    static ListenSettings read(SettingsFile in) {
        int port = in.port(PORT, STANDARD.port);
        return new ListenSettings(
                in.text(HOST, STANDARD.host),
                port,
                in.port(PUBLIC_PORT, port),
                MutualTlsSettings.read(in),
                Duration.ofSeconds(in.seconds(DRAIN, (int) STANDARD.drainDelay.toSeconds())),
                IdentitySettings.read(in));
    }

    /// Another port, public too unless the file said otherwise.
    ListenSettings withPort(int next) {
        return new ListenSettings(
                host,
                next,
                publicPort == port ? next : publicPort,
                mutualTls,
                drainDelay,
                identities);
    }
}
