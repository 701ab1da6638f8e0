package dev.keyward.server.http;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpVersion;

/// Throws away what still comes of a body whose request is answered already, for a while: a client
/// that writes it all before it reads finds its answer there. Used by its event loop alone.
final class Drain {
    private final HttpServerRequest request;
    private final Peer peer;
    private final long deadline;
    private long left;

    /// @param most bytes that are read before the client is cut off
    Drain(HttpServerRequest request, Peer peer, long most, long deadline) {
        this.request = request;
        this.peer = peer;
        this.left = most;
        this.deadline = deadline;
    }

    void start() {
        peer.drains.add(this);
        request.exceptionHandler(_ -> peer.drains.remove(this));
        request.endHandler(_ -> peer.drains.remove(this));
        request.handler(this::piece);
    }

    private void piece(Buffer piece) {
        left -= piece.length();
        if (left < 0) {
            cutOff();
        }
    }

    boolean isLate(long now) {
        return now - deadline > 0;
    }

    /// The answer has gone out; the rest isn't wanted (RFC 9113, section 8.1).
    void cutOff() {
        if (peer.drains.remove(this)) {
            if (request.version() == HttpVersion.HTTP_2) {
                var _ = request.response().reset(0);
            } else {
                var _ = peer.connection.close();
            }
        }
    }
}
