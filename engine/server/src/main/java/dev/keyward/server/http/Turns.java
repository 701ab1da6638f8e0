package dev.keyward.server.http;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// What came over a connection of HTTP/2 in one piece and has so many requests in it that others
/// have their turn between them. Used by its event loop alone.
///
/// A piece is 16 KiB at most, but the head of a request may be a few bytes: all at once, hundreds
/// of them would keep every other connection of the loop waiting.
final class Turns {
    private final InboundFrames frames;
    private final Deque<ByteBuf> rest = new ArrayDeque<>();
    private int restBytes;

    Turns(InboundFrames frames) {
        this.frames = frames;
    }

    /// @param bytes become this object's
    void add(ByteBuf bytes) {
        restBytes += bytes.readableBytes();
        rest.addLast(bytes);
    }

    /// What may be handed on in this turn, scanned; null if that was all.
    @Nullable ByteBuf next() {
        ByteBuf bytes = frames.hadItsTurn() ? null : rest.pollFirst();
        if (bytes == null) {
            return null;
        }
        int length = frames.scan(bytes) - bytes.readerIndex();
        restBytes -= length;
        if (length == bytes.readableBytes()) {
            return bytes;
        }
        ByteBuf part = bytes.readRetainedSlice(length);
        rest.addFirst(bytes);
        return part;
    }

    boolean isEmpty() {
        return rest.isEmpty();
    }

    /// Bytes that wait for another turn.
    int held() {
        return restBytes;
    }

    /// Begins another turn once all that others sent meanwhile was looked at.
    void again(ChannelHandlerContext context, Runnable turn) {
        // A task would run before anything else is read; a timer, however short, comes after.
        var _ = context.executor().schedule(turn, 1, TimeUnit.NANOSECONDS);
    }

    void release() {
        rest.forEach(ByteBuf::release);
        rest.clear();
        restBytes = 0;
    }
}
