package dev.keyward.server.http;

import java.nio.file.Path;
import java.nio.file.attribute.UserPrincipal;
import java.util.Set;

/// Where something is served to this machine alone.
public sealed interface LocalPlace {
    /// A port of the loopback address, which every process of the machine may connect to.
    record Port(int port) implements LocalPlace {}

    /// A Unix socket, where the system says whose process is at the other end.
    ///
    /// @param path where nothing is yet
    /// @param users who may ask; empty for whoever the socket's permissions let connect
    record UnixSocket(Path path, Set<UserPrincipal> users) implements LocalPlace {
        public UnixSocket {
            users = Set.copyOf(users);
        }
    }
}
