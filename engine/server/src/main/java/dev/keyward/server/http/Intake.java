package dev.keyward.server.http;

import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelDuplexHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPromise;
import io.netty.handler.codec.http2.Http2ConnectionHandler;
import io.netty.handler.codec.http2.Http2Error;
import io.netty.handler.codec.http2.Http2Exception;
import io.netty.util.ReferenceCountUtil;
import java.nio.channels.ClosedChannelException;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/// Stands between TLS and the protocol of one connection and sees all bytes of both directions.
///
/// In: what waits to become a whole head or frame counts against the budget of strangers, and who
/// sends frames without an end is cut off. Out: nothing more is read from a client over HTTP/2 that
/// doesn't take what it has asked for; and an answer that the HTTP library gives by itself is held
/// back until it is on the record, as every other is. Used by its event loop alone.
final class Intake extends ChannelDuplexHandler {
    /// As long as most heads are; less than the connection itself takes.
    private static final int FREE = 4 << 10;

    /// Of names and values of our answers; a client may allow any number for them to be kept.
    private static final long ANSWER_TABLE = 4 << 10;

    /// Answers of the library's over one connection before it ends; what else it gives then has no
    /// record but that of the end.
    private static final int LIBRARY_ANSWERS = 100;

    /// What is said of an answer of the library's.
    interface Evidence {
        /// @param error of the protocol; null where headers were too long
        /// @return completes when it is durable
        CompletionStage<?> record(Peer peer, @Nullable Http2Error error);
    }

    private final ByteBudget.Tab tab;
    private final Runnable offends;
    private final FrameScanner outbound = new FrameScanner(0, this::leaving);
    private final Queue<Runnable> held = new ArrayDeque<>();
    private @Nullable InboundFrames frames;
    private @Nullable Turns turns;
    private @Nullable Http2ConnectionHandler handler;
    private @Nullable Peer peer;
    private @Nullable Evidence evidence;
    private @Nullable ChannelHandlerContext context;
    private int libraryAnswers;
    private int records;
    private long unfinished;
    private boolean ended;

    /// @param offends called when the connection is ended for what came over it
    Intake(ByteBudget.Tab tab, Runnable offends) {
        this.tab = tab;
        this.offends = offends;
    }

    /// The connection speaks HTTP from now on.
    ///
    /// @param streams that may be open, from the first one on, whether the client has heard of it
    ///   or not
    void serves(Peer served, Evidence told, int streams) {
        this.peer = served;
        this.evidence = told;
        if (handler != null) {
            handler.connection().remote().maxActiveStreams(streams);
            served.intake = this;
        }
    }

    /// Something whole of HTTP/1 came out of the decoder.
    void whole() {
        unfinished = 0;
    }

    /// Whether the client has said that it knows our settings.
    boolean settingsTaken() {
        return frames == null || frames.settingsTaken();
    }

    @Override
    public void handlerAdded(ChannelHandlerContext added) {
        this.context = added;
    }

    @Override
    public void channelRead(ChannelHandlerContext ctx, Object message) throws Exception {
        if (ended) {
            ReferenceCountUtil.release(message);
            return;
        }
        if (!(message instanceof ByteBuf bytes)) {
            ctx.fireChannelRead(message);
            return;
        }
        find(ctx);
        if (turns == null) {
            unfinished += bytes.readableBytes();
            ctx.fireChannelRead(bytes);
        } else if (turns.isEmpty()) {
            turns.add(bytes);
            takeTurn(ctx);
            if (!turns.isEmpty()) {
                setReading(ctx);
                turns.again(ctx, () -> anotherTurn(ctx));
            }
        } else {
            turns.add(bytes);
        }
    }

    private void takeTurn(ChannelHandlerContext ctx) throws Http2Exception {
        if (turns == null || frames == null || handler == null) {
            return;
        }
        for (ByteBuf part = turns.next(); part != null; part = turns.next()) {
            if (frames.isFlood()) {
                part.release();
                cutOff(ctx);
                return;
            }
            ctx.fireChannelRead(part);
            if (libraryAnswers > LIBRARY_ANSWERS) {
                cutOff(ctx);
            }
            if (frames.settingsCame()) {
                boundAnswerTable(handler);
            }
        }
    }

    private void anotherTurn(ChannelHandlerContext ctx) {
        if (ended || turns == null || frames == null) {
            return;
        }
        frames.beginTurn();
        try {
            takeTurn(ctx);
        } catch (Http2Exception broken) {
            ctx.fireExceptionCaught(broken);
            return;
        }
        settle(ctx);
        if (turns.isEmpty()) {
            setReading(ctx);
        } else {
            turns.again(ctx, () -> anotherTurn(ctx));
        }
    }

    @Override
    public void channelReadComplete(ChannelHandlerContext ctx) {
        if (frames != null && turns != null && turns.isEmpty()) {
            frames.beginTurn();
        }
        settle(ctx);
    }

    private void settle(ChannelHandlerContext ctx) {
        ctx.fireChannelReadComplete();
        if (peer != null) {
            peer.settle();
        }
        long waiting = frames == null || turns == null ? unfinished : frames.held() + turns.held();
        if (!tab.holds(waiting > FREE ? waiting : 0)) {
            offends.run();
            var _ = ctx.close();
        }
    }

    private void find(ChannelHandlerContext ctx) {
        if (handler == null) {
            handler = ctx.pipeline().get(Http2ConnectionHandler.class);
            frames = handler == null ? null : new InboundFrames();
            turns = frames == null ? null : new Turns(frames);
        }
    }

    private static void boundAnswerTable(Http2ConnectionHandler handler) throws Http2Exception {
        var headers = handler.encoder().configuration().headersConfiguration();
        if (headers.maxHeaderTableSize() > ANSWER_TABLE) {
            headers.maxHeaderTableSize(ANSWER_TABLE);
        }
    }

    private void cutOff(ChannelHandlerContext ctx) {
        if (ended) {
            return;
        }
        ended = true;
        if (turns != null) {
            turns.release();
        }
        offends.run();
        if (peer == null) {
            var _ = ctx.close();
        } else {
            peer.end(Http2Error.ENHANCE_YOUR_CALM);
        }
    }

    // --- out

    @Override
    public void write(ChannelHandlerContext ctx, Object message, ChannelPromise promise) {
        if (message instanceof ByteBuf bytes) {
            find(ctx);
            if (handler != null) {
                outbound.scan(bytes);
            }
        }
        if (records > 0) {
            held.add(() -> {
                if (ctx.channel().isActive()) {
                    var _ = ctx.write(message, promise);
                } else {
                    ReferenceCountUtil.release(message);
                    promise.tryFailure(new ClosedChannelException());
                }
            });
        } else {
            var _ = ctx.write(message, promise);
        }
    }

    @Override
    public void flush(ChannelHandlerContext ctx) {
        if (records == 0) {
            ctx.flush();
        }
    }

    @Override
    public void close(ChannelHandlerContext ctx, ChannelPromise promise) {
        if (records > 0) {
            held.add(() -> {
                // What isn't flushed when TLS ends fails frame by frame, and the library tells
                // every open stream of each failure.
                ctx.flush();
                var _ = ctx.close(promise);
            });
        } else {
            var _ = ctx.close(promise);
        }
    }

    /// A frame is about to leave. Streams are begun in order, so one beyond the last that was
    /// handed over is one that the library answers by itself.
    private void leaving(int type, int flags, int stream, int length, ByteBuf bytes, int payload) {
        if (peer == null || evidence == null) {
            return;
        }
        switch (type) {
            case FrameScanner.HEADERS -> {
                if (byLibrary(peer, stream)) {
                    holdFor(evidence.record(peer, null));
                }
            }
            case FrameScanner.RST_STREAM -> {
                if (byLibrary(peer, stream)) {
                    holdFor(evidence.record(peer, error(bytes, payload)));
                }
            }
            case FrameScanner.GOAWAY -> {
                Http2Error error = error(bytes, payload + 4);
                if (error != Http2Error.NO_ERROR) {
                    offends.run();
                    holdFor(evidence.record(peer, error));
                }
            }
            default -> {}
        }
    }

    private boolean byLibrary(Peer served, int stream) {
        if (stream <= served.lastStream) {
            return false;
        }
        libraryAnswers++;
        return libraryAnswers <= LIBRARY_ANSWERS;
    }

    private static Http2Error error(ByteBuf bytes, int at) {
        Http2Error error =
                at + 4 <= bytes.writerIndex() ? Http2Error.valueOf(bytes.getUnsignedInt(at)) : null;
        return error == null ? Http2Error.PROTOCOL_ERROR : error;
    }

    private void holdFor(CompletionStage<?> durable) {
        ChannelHandlerContext ctx = context;
        if (ctx == null) {
            return;
        }
        records++;
        setReading(ctx);
        durable.whenComplete((_, _) -> ctx.executor().execute(() -> recorded(ctx)));
    }

    private void recorded(ChannelHandlerContext ctx) {
        records--;
        if (records == 0) {
            for (Runnable next = held.poll(); next != null; next = held.poll()) {
                next.run();
            }
            ctx.flush();
            setReading(ctx);
        }
    }

    @Override
    public void channelWritabilityChanged(ChannelHandlerContext ctx) {
        if (handler != null) {
            setReading(ctx);
        }
        ctx.fireChannelWritabilityChanged();
    }

    private boolean mayRead(Channel channel) {
        return turns == null || channel.isWritable() && records == 0 && turns.isEmpty();
    }

    private void setReading(ChannelHandlerContext ctx) {
        ctx.channel().config().setAutoRead(mayRead(ctx.channel()));
    }

    /// The library asks for more although it shouldn't.
    @Override
    public void read(ChannelHandlerContext ctx) {
        if (mayRead(ctx.channel())) {
            ctx.read();
        }
    }

    @Override
    public void channelInactive(ChannelHandlerContext ctx) {
        tab.close();
        if (turns != null) {
            turns.release();
        }
        records = 0;
        for (Runnable next = held.poll(); next != null; next = held.poll()) {
            next.run();
        }
        ctx.fireChannelInactive();
    }
}
