package dev.keyward.clients;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/// Hands bytes on to a server, as a VPN gateway or a forwarded port does: who comes through it
/// knows the server by this address alone, and the server knows him by the relay's.
final class Relay implements AutoCloseable {
    private final ServerSocket listener;
    private final AtomicInteger connections = new AtomicInteger();
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();

    private Relay(ServerSocket listener) {
        this.listener = listener;
    }

    static Relay open() throws IOException {
        return new Relay(new ServerSocket(0, 50, InetAddress.getLoopbackAddress()));
    }

    /// Begins.
    ///
    /// @param target port of a server on this machine
    void to(int target) {
        Thread.ofVirtual().start(() -> accept(target));
    }

    int port() {
        return listener.getLocalPort();
    }

    /// How many came through so far.
    int connections() {
        return connections.get();
    }

    private void accept(int target) {
        while (!listener.isClosed()) {
            try {
                Socket client = listener.accept();
                Socket server = new Socket(InetAddress.getLoopbackAddress(), target);
                connections.incrementAndGet();
                open.add(client);
                open.add(server);
                Thread.ofVirtual().start(() -> copy(client, server));
                Thread.ofVirtual().start(() -> copy(server, client));
            } catch (IOException closed) {
                // The client sees a connection that ends.
            }
        }
    }

    private void copy(Socket from, Socket to) {
        try (from;
                to) {
            InputStream in = from.getInputStream();
            OutputStream out = to.getOutputStream();
            in.transferTo(out);
        } catch (IOException ended) {
            // Either end may leave at any time.
        } finally {
            open.remove(from);
            open.remove(to);
        }
    }

    @Override
    public void close() throws IOException {
        listener.close();
        for (Socket socket : open) {
            socket.close();
        }
    }
}
