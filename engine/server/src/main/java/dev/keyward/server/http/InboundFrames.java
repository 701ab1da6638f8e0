package dev.keyward.server.http;

import io.netty.buffer.ByteBuf;
import java.time.Duration;

/// What a client sends over HTTP/2, frame by frame: how much of it waits to become whole, and
/// whether it asks for more than it works for. Used by one event loop.
final class InboundFrames implements FrameScanner.Listener {
    /// `PRI * HTTP/2.0` and what follows.
    private static final int PREFACE = 24;

    /// Frames without a request in them that a client may send in a window, whatever it asks for.
    private static final int ALLOWANCE = 1_000;

    private static final long WINDOW_NANOS = Duration.ofSeconds(10).toNanos();

    /// How many more each request brings: windows, priorities, an end.
    private static final int EACH_REQUEST = 10;

    /// Below this a piece of a body costs more than it brings.
    private static final int SMALL_PIECE = 256;

    /// Requests that begin in one turn of a connection.
    static final int REQUESTS_A_TURN = 4;

    private final FrameScanner scanner = new FrameScanner(PREFACE, this);
    private long window = System.nanoTime();
    private int credit = ALLOWANCE;
    private int block;
    private int requests;
    private boolean flood;
    private boolean settingsCame;
    private boolean settingsTaken;

    /// @return up to where: the end, or where the turn is over
    int scan(ByteBuf bytes) {
        return scanner.scan(bytes);
    }

    /// Whether as much came as is looked at before others have their turn.
    boolean hadItsTurn() {
        return requests >= REQUESTS_A_TURN;
    }

    @Override
    public boolean isEnough() {
        return hadItsTurn();
    }

    void beginTurn() {
        requests = 0;
    }

    @Override
    public void frame(int type, int flags, int stream, int length, ByteBuf bytes, int payload) {
        switch (type) {
            case FrameScanner.HEADERS -> {
                requests++;
                credit = Math.min(credit + EACH_REQUEST, 2 * ALLOWANCE);
                block = (flags & FrameScanner.END_HEADERS) == 0 ? length : 0;
            }
            case FrameScanner.CONTINUATION -> {
                block = (flags & FrameScanner.END_HEADERS) == 0 ? block + length : 0;
                spend();
            }
            case FrameScanner.DATA -> {
                if (length < SMALL_PIECE && (flags & FrameScanner.END_STREAM) == 0) {
                    spend();
                }
            }
            case FrameScanner.SETTINGS -> {
                settingsTaken |= (flags & FrameScanner.ACK) != 0;
                settingsCame |= (flags & FrameScanner.ACK) == 0;
                spend();
            }
            default -> spend();
        }
    }

    private void spend() {
        credit--;
        if (credit < 0) {
            long now = System.nanoTime();
            flood |= now - window < WINDOW_NANOS;
            window = now;
            credit = ALLOWANCE;
        }
    }

    /// Bytes that wait for the rest of their frame or of their header block.
    int held() {
        return scanner.partial() + block;
    }

    /// Whether there came more frames than a client has a use for.
    boolean isFlood() {
        return flood;
    }

    /// Whether the client has said that it knows our settings.
    boolean settingsTaken() {
        return settingsTaken;
    }

    /// Whether settings of the client came since this was asked last.
    boolean settingsCame() {
        boolean came = settingsCame;
        settingsCame = false;
        return came;
    }
}
