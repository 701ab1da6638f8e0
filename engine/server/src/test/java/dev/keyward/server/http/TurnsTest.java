package dev.keyward.server.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.handler.codec.http2.Http2FrameCodecBuilder;
import io.netty.handler.codec.http2.Http2HeadersFrame;
import io.netty.util.ReferenceCountUtil;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// Many requests in few bytes: others have their turn between them.
@Tag("security:S-14")
final class TurnsTest {
    private static final int REQUESTS = 80;

    private final HttpLimits limits = HttpLimits.standard();
    private final Budgets budgets = Budgets.of(limits.bytes());
    private final List<Integer> begun = new ArrayList<>();
    private final EmbeddedChannel connection =
            new EmbeddedChannel(
                    new Intake(budgets.ofStranger("192.0.2.1"), () -> {}),
                    Http2FrameCodecBuilder.forServer().build(),
                    new ChannelInboundHandlerAdapter() {
                        @Override
                        public void channelRead(ChannelHandlerContext context, Object message) {
                            if (message instanceof Http2HeadersFrame headers) {
                                begun.add(headers.stream().id());
                            }
                            ReferenceCountUtil.release(message);
                        }
                    });

    private static byte[] requests() {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        bytes.writeBytes("PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
        bytes.writeBytes(RawHttp2.bytes(RawHttp2.SETTINGS, 0, 0, new byte[0]));
        for (int i = 0; i < REQUESTS; i++) {
            bytes.writeBytes(
                    RawHttp2.bytes(
                            RawHttp2.HEADERS,
                            RawHttp2.END_HEADERS | RawHttp2.END_STREAM,
                            2 * i + 1,
                            RawHttp2.request("GET", "/a", "localhost", Map.of())));
        }
        return bytes.toByteArray();
    }

    private void nextTurn() {
        connection.advanceTimeBy(1, TimeUnit.NANOSECONDS);
        connection.runScheduledPendingTasks();
    }

    @Test
    void requestsThatCameInOnePieceTakeSeveralTurns() {
        connection.freezeTime();
        connection.writeInbound(Unpooled.wrappedBuffer(requests()));
        int turns = 1;
        while (begun.size() < REQUESTS) {
            assertThat(begun).hasSize(turns * InboundFrames.REQUESTS_A_TURN);
            assertThat(connection.config().isAutoRead()).isFalse();
            nextTurn();
            turns++;
        }
        assertThat(turns).isEqualTo(REQUESTS / InboundFrames.REQUESTS_A_TURN);
        assertThat(begun).doesNotHaveDuplicates().isSorted();
        assertThat(connection.config().isAutoRead()).isTrue();
        assertThat(budgets.strangers().held()).isZero();
    }

    @Test
    void whatComesMeanwhileWaitsBehindIt() {
        byte[] all = requests();
        connection.freezeTime();
        connection.writeInbound(Unpooled.wrappedBuffer(all, 0, all.length / 2));
        connection.writeInbound(
                Unpooled.wrappedBuffer(all, all.length / 2, all.length - all.length / 2));
        assertThat(begun).hasSize(InboundFrames.REQUESTS_A_TURN);
        for (int i = 0; i < REQUESTS / InboundFrames.REQUESTS_A_TURN; i++) {
            nextTurn();
        }
        assertThat(begun).hasSize(REQUESTS).doesNotHaveDuplicates().isSorted();
    }

    @Test
    void whatWaitsForItsTurnIsForgottenWithTheConnection() {
        connection.freezeTime();
        var bytes = Unpooled.wrappedBuffer(requests());
        connection.writeInbound(bytes);
        assertThat(bytes.refCnt()).isPositive();
        connection.close().syncUninterruptibly();
        nextTurn();
        assertThat(bytes.refCnt()).isZero();
        assertThat(begun).hasSize(InboundFrames.REQUESTS_A_TURN);
    }

    @Test
    void whatWaitsForItsTurnCounts() {
        connection.freezeTime();
        connection.writeInbound(Unpooled.wrappedBuffer(requests()));
        assertThat(connection.isOpen()).isTrue();
        // 76 of the requests, of more than 64 bytes each.
        assertThat(budgets.strangers().held()).isGreaterThan(76 * 64);
    }
}
