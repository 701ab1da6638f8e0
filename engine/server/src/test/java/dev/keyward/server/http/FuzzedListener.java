package dev.keyward.server.http;

import dev.keyward.api.exchange.ApiResponse;
import dev.keyward.server.Ports;
import dev.keyward.server.TestTls;
import io.netty.bootstrap.Bootstrap;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.DuplexChannel;
import io.netty.channel.socket.nio.NioSocketChannel;
import io.netty.handler.ssl.ApplicationProtocolConfig;
import io.netty.handler.ssl.ApplicationProtocolConfig.Protocol;
import io.netty.handler.ssl.ApplicationProtocolConfig.SelectedListenerFailureBehavior;
import io.netty.handler.ssl.ApplicationProtocolConfig.SelectorFailureBehavior;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import io.netty.handler.ssl.SslHandler;
import io.netty.handler.ssl.util.InsecureTrustManagerFactory;
import io.vertx.core.net.SocketAddress;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;

/// A listener whose API answers at once and counts what it was told, and the client that sends it
/// anything, for [HttpFuzzTest].
final class FuzzedListener {
    private static final int LONGEST_SECONDS = 120;

    private final AtomicInteger records = new AtomicInteger();
    private final Queue<Throwable> faults = new ConcurrentLinkedQueue<>();
    private final EventLoops loops;
    private final HttpsListener listener;
    private final EventLoopGroup client =
            new MultiThreadIoEventLoopGroup(1, NioIoHandler.newFactory());
    private final SslContext http1 = clientTls("http/1.1");
    private final SslContext http2 = clientTls("h2");

    private FuzzedListener() throws IOException, GeneralSecurityException {
        watchLogs();
        loops = EventLoops.start(HttpLimits.standard().withArrivals(Arrivals.UNBOUNDED));
        loops.vertx().exceptionHandler(faults::add);
        listener =
                HttpsListener.start(
                        loops,
                        request -> recorded(200),
                        (_, status, _, _) -> recorded(status),
                        new TestTls().identity(),
                        List.of(
                                new ListenerPlace(
                                        "127.0.0.1",
                                        Ports.free(),
                                        "example.test",
                                        Optional::empty)));
    }

    static FuzzedListener start() {
        try {
            return new FuzzedListener();
        } catch (IOException | GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private CompletableFuture<ApiResponse> recorded(int status) {
        records.incrementAndGet();
        return CompletableFuture.completedFuture(
                ApiResponse.json(status, "{}".getBytes(StandardCharsets.US_ASCII)));
    }

    /// What faults of theirs Netty and Vert.x log, and leaks, ends up nowhere else.
    private void watchLogs() {
        Handler handler =
                new Handler() {
                    @Override
                    public void publish(LogRecord record) {
                        // What a peer did wrong goes nowhere in a server either (ServerLog).
                        Throwable thrown = record.getThrown();
                        if (record.getLevel().intValue() >= Level.SEVERE.intValue()
                                && thrown != null
                                && !thrown.getClass().getName().startsWith("io.netty.handler.")) {
                            faults.add(new AssertionError(record.getMessage(), record.getThrown()));
                        }
                    }

                    @Override
                    public void flush() {}

                    @Override
                    public void close() {}
                };
        for (String name : List.of("io.netty", "io.vertx")) {
            Logger logger = Logger.getLogger(name);
            logger.addHandler(handler);
            // Held, or it is collected with its handler.
            watched.add(logger);
        }
    }

    private final Queue<Logger> watched = new ConcurrentLinkedQueue<>();

    int records() {
        return records.get();
    }

    /// What went wrong in here so far.
    Queue<Throwable> faults() {
        return faults;
    }

    /// Sends and ends its half of the connection; what comes back until the other half ends.
    byte[] exchange(boolean inHttp2, byte[] sent, boolean inPieces) {
        ByteArrayOutputStream answer = new ByteArrayOutputStream();
        try {
            Channel channel = connect(inHttp2 ? http2 : http1, answer);
            InetSocketAddress local = (InetSocketAddress) channel.localAddress();
            channel.pipeline()
                    .get(SslHandler.class)
                    .handshakeFuture()
                    .get(LONGEST_SECONDS, TimeUnit.SECONDS);
            int half = inPieces ? sent.length / 2 : 0;
            var _ = channel.writeAndFlush(Unpooled.wrappedBuffer(sent, 0, half));
            var _ =
                    channel.writeAndFlush(Unpooled.wrappedBuffer(sent, half, sent.length - half))
                            .addListener(_ -> {
                                var _ = ((DuplexChannel) channel).shutdownOutput();
                            });
            channel.closeFuture().get(LONGEST_SECONDS, TimeUnit.SECONDS);
            awaitForgotten(SocketAddress.inetSocketAddress(local));
        } catch (InterruptedException | ExecutionException | TimeoutException failed) {
            throw new AssertionError("the connection didn't end in order", failed);
        }
        synchronized (answer) {
            return answer.toByteArray();
        }
    }

    private Channel connect(SslContext tls, ByteArrayOutputStream answer)
            throws InterruptedException, ExecutionException {
        return new Bootstrap()
                .group(client)
                .channel(NioSocketChannel.class)
                .option(ChannelOption.ALLOW_HALF_CLOSURE, true)
                .handler(
                        new ChannelInitializer<Channel>() {
                            @Override
                            protected void initChannel(Channel channel) {
                                channel.pipeline()
                                        .addLast(tls.newHandler(channel.alloc(), "localhost", 1))
                                        .addLast(new Collector(answer));
                            }
                        })
                .connect("127.0.0.1", listener.port())
                .sync()
                .channel();
    }

    /// The server has let go of the connection.
    private void awaitForgotten(SocketAddress remote) throws InterruptedException {
        SocketAddress local = SocketAddress.inetSocketAddress(listener.port(), "127.0.0.1");
        for (int i = 0; loops.guard().channel(remote, local) != null; i++) {
            if (i == LONGEST_SECONDS * 1000) {
                throw new AssertionError("the server keeps a connection that has ended");
            }
            TimeUnit.MILLISECONDS.sleep(1);
        }
    }

    private static SslContext clientTls(String protocol) throws IOException {
        return SslContextBuilder.forClient()
                .trustManager(InsecureTrustManagerFactory.INSTANCE)
                .applicationProtocolConfig(
                        new ApplicationProtocolConfig(
                                Protocol.ALPN,
                                SelectorFailureBehavior.NO_ADVERTISE,
                                SelectedListenerFailureBehavior.ACCEPT,
                                protocol))
                .build();
    }

    private static final class Collector extends ChannelInboundHandlerAdapter {
        private final ByteArrayOutputStream answer;

        Collector(ByteArrayOutputStream answer) {
            this.answer = answer;
        }

        @Override
        public void channelRead(ChannelHandlerContext context, Object message) throws IOException {
            ByteBuf bytes = (ByteBuf) message;
            synchronized (answer) {
                bytes.readBytes(answer, bytes.readableBytes());
            }
            bytes.release();
        }

        @Override
        public void userEventTriggered(ChannelHandlerContext context, Object event) {
            if (event instanceof io.netty.channel.socket.ChannelInputShutdownEvent) {
                var _ = context.close();
            }
        }

        @Override
        public void exceptionCaught(ChannelHandlerContext context, Throwable reset) {
            var _ = context.close();
        }
    }
}
