package dev.keyward.server.http;

import io.netty.bootstrap.Bootstrap;
import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFactory;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.IoHandlerFactory;
import io.netty.channel.ServerChannel;
import io.netty.channel.socket.DatagramChannel;
import io.vertx.core.datagram.DatagramSocketOptions;
import io.vertx.core.net.ClientOptionsBase;
import io.vertx.core.net.NetServerOptions;
import io.vertx.core.net.SocketAddress;
import io.vertx.core.spi.transport.Transport;
import java.util.concurrent.ThreadFactory;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// A transport that lets somebody see each server before it listens. All else is the transport's
/// under it.
record GuardedTransport(Transport under, Consumer<ServerBootstrap> servers) implements Transport {
    @Override
    public void configure(NetServerOptions options, boolean domainSocket, ServerBootstrap server) {
        under.configure(options, domainSocket, server);
        servers.accept(server);
    }

    @Override
    public boolean supportsDomainSockets() {
        return under.supportsDomainSockets();
    }

    @Override
    public boolean supportFileRegion() {
        return under.supportFileRegion();
    }

    @Override
    public boolean isAvailable() {
        return under.isAvailable();
    }

    @Override
    public @Nullable Throwable unavailabilityCause() {
        return under.unavailabilityCause();
    }

    @Override
    public java.net.SocketAddress convert(SocketAddress address) {
        return under.convert(address);
    }

    @Override
    public SocketAddress convert(java.net.SocketAddress address) {
        return under.convert(address);
    }

    @Override
    public IoHandlerFactory ioHandlerFactory() {
        return under.ioHandlerFactory();
    }

    @Override
    public EventLoopGroup eventLoopGroup(
            int type, int threads, ThreadFactory factory, int ioRatio) {
        return under.eventLoopGroup(type, threads, factory, ioRatio);
    }

    @Override
    public DatagramChannel datagramChannel() {
        return under.datagramChannel();
    }

    // Netty has another type for it since 4.2; the port still has this one.
    @SuppressWarnings("deprecation")
    @Override
    public DatagramChannel datagramChannel(io.netty.channel.socket.InternetProtocolFamily family) {
        return under.datagramChannel(family);
    }

    @Override
    public ChannelFactory<? extends Channel> channelFactory(boolean domainSocket) {
        return under.channelFactory(domainSocket);
    }

    @Override
    public ChannelFactory<? extends ServerChannel> serverChannelFactory(boolean domainSocket) {
        return under.serverChannelFactory(domainSocket);
    }

    @Override
    public void configure(DatagramChannel channel, DatagramSocketOptions options) {
        under.configure(channel, options);
    }

    @Override
    public void configure(
            ClientOptionsBase options,
            int connectTimeout,
            boolean domainSocket,
            Bootstrap bootstrap) {
        under.configure(options, connectTimeout, domainSocket, bootstrap);
    }
}
