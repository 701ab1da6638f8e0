package dev.keyward.server.http;

import dev.keyward.api.exchange.ApiResponse;
import dev.keyward.api.exchange.Reception;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClosedException;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.StreamResetException;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// Takes in the body of one request, within its limits of size and time. Used by its event loop
/// alone.
///
/// A body that lies there whole when its head is read, as most do, costs nothing more. Of any other
/// the head is judged first, and what is kept of it counts against a budget from then on.
final class Reading {
    /// What became of it.
    sealed interface End {}

    record Whole(byte[] body) implements End {}

    /// It was answered without its body.
    record Judged(CompletionStage<ApiResponse> answer) implements End {}

    record TooLong() implements End {}

    record TooSlow() implements End {}

    /// Too much that hasn't arrived whole lies here.
    record NoRoom() implements End {}

    /// Its framing can't be understood.
    record Garbled() implements End {}

    /// The connection or stream broke; nobody waits for an answer.
    record Gone() implements End {}

    private static final byte[] NOTHING = {};

    /// A buffer grows by doubling, so each byte is counted twice.
    private static final long GROWTH = 2;

    private final Peer peer;
    private final HttpLimits limits;
    private final Budgets budgets;
    private final Supplier<Reception> judge;
    private final Consumer<End> then;
    private final long requestDeadline;
    private int most;
    private ByteBudget.@Nullable Tab tab;
    private @Nullable Buffer body;
    private long pieceDeadline;
    private boolean over;

    /// @param most bytes
    /// @param judge by the head alone
    Reading(
            Peer peer,
            HttpLimits limits,
            Budgets budgets,
            int most,
            Supplier<Reception> judge,
            Consumer<End> then) {
        this.peer = peer;
        this.limits = limits;
        this.budgets = budgets;
        this.most = most;
        this.judge = judge;
        this.then = then;
        long now = System.nanoTime();
        this.requestDeadline = now + limits.request().toNanos();
        this.pieceDeadline = now + limits.bodyIdle().toNanos();
    }

    void start(HttpServerRequest request) {
        peer.readings.add(this);
        peer.unjudged.add(this);
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
        if (length() + piece.length() > most) {
            end(new TooLong());
            return;
        }
        if (body == null) {
            body = Buffer.buffer(piece.length());
        }
        body.appendBuffer(piece);
        count();
    }

    /// Asks by the head whether the rest is worth waiting for.
    void judge() {
        if (over || tab != null) {
            return;
        }
        switch (judge.get()) {
            case Reception.Answered(CompletionStage<ApiResponse> answer) -> {
                end(new Judged(answer));
                return;
            }
            case Reception.Welcome(String tenant) -> {
                tab = budgets.ofTenant(tenant);
            }
            case Reception.Stranger _ -> {
                tab = budgets.ofStranger(peer.address);
                most = Math.min(most, limits.strangerBodyBytes());
            }
        }
        if (length() > most) {
            end(new TooLong());
        } else {
            count();
        }
    }

    private void count() {
        if (tab != null && !tab.holds(GROWTH * length())) {
            end(new NoRoom());
        }
    }

    private int length() {
        return body == null ? 0 : body.length();
    }

    boolean isOver() {
        return over;
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

    void tooLong() {
        end(new TooLong());
    }

    private void end(End how) {
        if (!over) {
            over = true;
            peer.readings.remove(this);
            body = null;
            if (tab != null) {
                tab.close();
            }
            then.accept(how);
        }
    }
}
