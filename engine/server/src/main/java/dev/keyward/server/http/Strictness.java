package dev.keyward.server.http;

import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.codec.DecoderResult;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.util.ReferenceCountUtil;

/// Between decoder and server of an HTTP/1 connection: makes refusals of what would else end
/// without an answer and without a record.
final class Strictness extends ChannelInboundHandlerAdapter {
    private final Runnable whole;
    private final Runnable garbled;

    /// @param whole told, on the connection's thread, of everything that was decoded
    /// @param garbled told of a body whose framing makes no sense
    Strictness(Runnable whole, Runnable garbled) {
        this.whole = whole;
        this.garbled = garbled;
    }

    /// Neither HTTP/1.0 nor HTTP/1.1.
    static final class UnknownVersion extends Exception {
        private static final long serialVersionUID = 1L;

        UnknownVersion() {
            super("unknown HTTP version", null, false, false);
        }
    }

    /// Letter by letter (RFC 9112, section 2.3). Netty has an object of its own for what is written
    /// otherwise, which equals these and is another version to the server behind.
    @SuppressWarnings("ReferenceEquality")
    private static boolean isKnown(HttpVersion version) {
        return version == HttpVersion.HTTP_1_1 || version == HttpVersion.HTTP_1_0;
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        whole.run();
        switch (message) {
            case HttpRequest request -> {
                if (request.decoderResult().isSuccess() && !isKnown(request.protocolVersion())) {
                    request.setDecoderResult(DecoderResult.failure(new UnknownVersion()));
                    request.setProtocolVersion(HttpVersion.HTTP_1_1);
                }
                context.fireChannelRead(message);
            }
            case HttpContent content when content.decoderResult().isFailure() -> {
                ReferenceCountUtil.release(content);
                garbled.run();
            }
            default -> context.fireChannelRead(message);
        }
    }
}
