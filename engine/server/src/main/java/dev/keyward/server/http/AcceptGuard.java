package dev.keyward.server.http;

import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.vertx.core.net.SocketAddress;
import io.vertx.core.transport.Transport;
import java.net.InetSocketAddress;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/// Takes connections in as the system hands them over, before a byte of TLS is spent on them, and
/// closes those that find no place (security.md, section 8.1). Safe for use by several threads.
@ChannelHandler.Sharable
final class AcceptGuard extends ChannelInboundHandlerAdapter {
    private final HttpLimits limits;
    private final ConnectionCounts counts = new ConnectionCounts();
    private final Map<String, Channel> open = new ConcurrentHashMap<>();

    AcceptGuard(HttpLimits limits) {
        this.limits = limits;
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        if (!(message instanceof Channel child)) {
            context.fireChannelRead(message);
            return;
        }
        if (!(child.remoteAddress() instanceof InetSocketAddress remote)
                || remote.getAddress() == null) {
            // It was gone before it was looked at.
            child.unsafe().closeForcibly();
            return;
        }
        String address = remote.getAddress().getHostAddress();
        if (!counts.enter(address, limits)) {
            child.unsafe().closeForcibly();
            return;
        }
        String key = key(address, remote.getPort());
        open.put(key, child);
        child.closeFuture()
                .addListener(_ -> {
                    open.remove(key, child);
                    counts.leave(address);
                });
        context.fireChannelRead(child);
    }

    /// The channel of an open connection.
    @Nullable Channel channel(SocketAddress remote) {
        return open.get(key(remote.hostAddress(), remote.port()));
    }

    private static String key(String address, int port) {
        return address + "|" + port;
    }

    /// The native transport where there is one, with this at its door.
    Transport transport() {
        Transport system = Transport.nativeTransport();
        Transport under = system != null && system.available() ? system : Transport.NIO;
        return new Guarded(under, this);
    }

    private record Guarded(Transport under, AcceptGuard guard) implements Transport {
        @Override
        public String name() {
            return under.name();
        }

        @Override
        public boolean available() {
            return under.available();
        }

        @Override
        public @Nullable Throwable unavailabilityCause() {
            return under.unavailabilityCause();
        }

        @Override
        public io.vertx.core.spi.transport.Transport implementation() {
            return new GuardedTransport(under.implementation(), this::attach);
        }

        private void attach(ServerBootstrap server) {
            server.handler(guard);
        }
    }
}
