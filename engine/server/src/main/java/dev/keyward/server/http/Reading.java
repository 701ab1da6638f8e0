package dev.keyward.server.http;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClosedException;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.StreamResetException;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// Takes in the body of one request, within its limits of size and time. Used by its event loop
/// alone.
final class Reading {
    /// What became of it.
    sealed interface End {}

    record Whole(byte[] body) implements End {}

    record TooLong() implements End {}

    record TooSlow() implements End {}

    /// Its framing can't be understood.
    record Garbled() implements End {}

    /// The connection or stream broke; nobody waits for an answer.
    record Gone() implements End {}

    private static final byte[] NOTHING = {};

    private final Peer peer;
    private final HttpLimits limits;
    private final int most;
    private final long requestDeadline;
    private final Consumer<End> then;
    private @Nullable Buffer body;
    private long pieceDeadline;
    private boolean over;

    Reading(Peer peer, HttpLimits limits, int most, Consumer<End> then) {
        this.peer = peer;
        this.limits = limits;
        this.most = most;
        this.then = then;
        long now = System.nanoTime();
        this.requestDeadline = now + limits.request().toNanos();
        this.pieceDeadline = now + limits.bodyIdle().toNanos();
    }

    void start(HttpServerRequest request) {
        peer.readings.add(this);
        request.exceptionHandler(fault ->
                end(
                        fault instanceof HttpClosedException
                                        || fault instanceof StreamResetException
                                ? new Gone()
                                : new Garbled()));
        request.handler(this::piece);
        request.endHandler(_ -> end(new Whole(body == null ? NOTHING : body.getBytes())));
    }

    private void piece(Buffer piece) {
        if (over) {
            return;
        }
        pieceDeadline = System.nanoTime() + limits.bodyIdle().toNanos();
        if (body == null) {
            body = Buffer.buffer(piece.length());
        }
        if (body.length() + piece.length() > most) {
            end(new TooLong());
        } else {
            body.appendBuffer(piece);
        }
    }

    boolean isLate(long now) {
        return now - requestDeadline > 0 || now - pieceDeadline > 0;
    }

    void garbled() {
        end(new Garbled());
    }

    void tooSlow() {
        end(new TooSlow());
    }

    private void end(End how) {
        if (!over) {
            over = true;
            peer.readings.remove(this);
            then.accept(how);
        }
    }
}
