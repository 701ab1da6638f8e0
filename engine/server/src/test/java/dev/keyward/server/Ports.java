package dev.keyward.server;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;

/// Ports for tests.
public final class Ports {
    private Ports() {}

    /// One that nobody listens on.
    public static int free() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }
}
