package dev.keyward.cmdlet.vault.connection;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/// An HTTP server on the loopback address that answers as it is told to, however badly. A
/// connection carries one request.
final class SlowPeer implements AutoCloseable {
    private final ServerSocket socket;

    /// What it does once a request is there.
    interface Answering {
        /// @param target of the request, without the slash at its start
        void answer(String target, OutputStream out) throws IOException, InterruptedException;
    }

    SlowPeer(Answering answering) throws IOException {
        this.socket = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        Thread.ofVirtual().start(() -> accept(answering));
    }

    String url() {
        return "http://127.0.0.1:" + socket.getLocalPort() + "/";
    }

    private void accept(Answering answering) {
        while (!socket.isClosed()) {
            try {
                Socket connection = socket.accept();
                Thread.ofVirtual().start(() -> serve(connection, answering));
            } catch (IOException closed) {
                return;
            }
        }
    }

    private static void serve(Socket connection, Answering answering) {
        try (connection) {
            BufferedReader in =
                    new BufferedReader(
                            new InputStreamReader(
                                    connection.getInputStream(), StandardCharsets.US_ASCII));
            String target = in.readLine().split(" ")[1].substring(1);
            while (!in.readLine().isEmpty()) {
                // Headers say nothing of interest.
            }
            answering.answer(target, connection.getOutputStream());
        } catch (IOException | InterruptedException gone) {
            // The client had enough, which is what tests are after.
        }
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
