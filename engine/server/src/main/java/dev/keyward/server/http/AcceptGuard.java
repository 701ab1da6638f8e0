package dev.keyward.server.http;

import dev.keyward.model.Origin;
import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.AdaptiveRecvByteBufAllocator;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.vertx.core.net.SocketAddress;
import io.vertx.core.transport.Transport;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// Takes connections in as the system hands them over, before a byte of TLS is spent on them, lets
/// those of each host in at its pace, and closes those that find no place (security.md, sections
/// 8.1 and 8.3). Safe for use by several threads.
@ChannelHandler.Sharable
final class AcceptGuard extends ChannelInboundHandlerAdapter {
    private final HttpLimits limits;
    private final Budgets budgets;
    private final ConnectionCounts counts = new ConnectionCounts();
    private final Pace pace;
    private final Map<String, Channel> open = new ConcurrentHashMap<>();

    /// Connections that wait to be let in.
    private final Set<Arrived> waiting = ConcurrentHashMap.newKeySet();

    /// What Vert.x calls its handler of TLS.
    private static final String TLS = "ssl";

    /// One record of TLS, and then it is others' turn; what lies behind a request that isn't
    /// answered yet is at most as long.
    private static final int READ = 16 << 10;

    AcceptGuard(HttpLimits limits, Budgets budgets) {
        this.limits = limits;
        this.budgets = budgets;
        this.pace = new Pace(limits.arrivals(), System::nanoTime);
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
        Arrived arrived = new Arrived(child, remote, localPort(child));
        if (!counts.enter(arrived.host, limits)) {
            child.unsafe().closeForcibly();
            return;
        }
        OptionalLong wait = pace.comes(arrived.host);
        if (wait.isEmpty()) {
            turnAway(arrived);
        } else if (wait.getAsLong() == 0) {
            letIn(context, arrived);
        } else {
            waiting.add(arrived);
            var _ =
                    context.executor()
                            .schedule(
                                    () -> itsTurn(context, arrived),
                                    wait.getAsLong(),
                                    TimeUnit.NANOSECONDS);
        }
    }

    private void itsTurn(ChannelHandlerContext context, Arrived arrived) {
        if (waiting.remove(arrived)) {
            letIn(context, arrived);
            context.fireChannelReadComplete();
        }
    }

    private void letIn(ChannelHandlerContext context, Arrived arrived) {
        String host = arrived.host;
        Channel child = arrived.channel;
        open.put(arrived.key(), child);
        child.closeFuture()
                .addListener(_ -> {
                    open.remove(arrived.key(), child);
                    counts.leave(host);
                });
        child.config()
                .setRecvByteBufAllocator(
                        new AdaptiveRecvByteBufAllocator(512, 2_048, READ).maxMessagesPerRead(1));
        child.pipeline()
                .addLast(
                        new Door(
                                new Intake(
                                        budgets.ofStranger(arrived.address),
                                        () -> pace.offended(host))));
        context.fireChannelRead(child);
    }

    /// No event loop has it yet.
    private void turnAway(Arrived arrived) {
        counts.leave(arrived.host);
        arrived.channel.unsafe().closeForcibly();
    }

    /// The server listens no more.
    @Override
    public void channelInactive(ChannelHandlerContext context) {
        for (Arrived arrived : List.copyOf(waiting)) {
            if (waiting.remove(arrived)) {
                turnAway(arrived);
            }
        }
        context.fireChannelInactive();
    }

    private static int localPort(Channel child) {
        return child.localAddress() instanceof InetSocketAddress local ? local.getPort() : 0;
    }

    /// @param local port that it came to: from one of the client's it may come to two of ours
    private record Arrived(Channel channel, String address, int port, int local, String host) {
        Arrived(Channel channel, InetSocketAddress remote, int local) {
            String address = remote.getAddress().getHostAddress();
            this(channel, address, remote.getPort(), local, Origin.of(address).host());
        }

        String key() {
            return AcceptGuard.key(address, port, local);
        }
    }

    /// Waits until there is TLS to stand behind.
    private static final class Door extends ChannelInboundHandlerAdapter {
        private final Intake intake;

        Door(Intake intake) {
            this.intake = intake;
        }

        @Override
        public void channelActive(ChannelHandlerContext context) {
            context.pipeline().addAfter(TLS, "intake", intake);
            context.fireChannelActive();
            context.pipeline().remove(this);
        }
    }

    /// The channel of an open connection.
    @Nullable Channel channel(SocketAddress remote, SocketAddress local) {
        return open.get(key(remote.hostAddress(), remote.port(), local.port()));
    }

    private static String key(String address, int port, int local) {
        return address + "|" + port + "|" + local;
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
