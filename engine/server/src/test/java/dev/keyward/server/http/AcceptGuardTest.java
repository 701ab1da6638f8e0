package dev.keyward.server.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.embedded.EmbeddedChannel;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// Connections from addresses of which one machine may have many.
@Tag("security:S-14")
final class AcceptGuardTest {
    private static final int UNFINISHED = 20 << 10;

    private final HttpLimits limits =
            HttpLimits.standard()
                    .withConnections(100, 2)
                    .withBytes(
                            new ByteLimits(
                                    1 << 20, UNFINISHED + 100, 1 << 20, 1 << 20, 1 << 20, 1_000));
    private final Budgets budgets = Budgets.of(limits.bytes());
    private final EmbeddedChannel door = new EmbeddedChannel(new AcceptGuard(limits, budgets));

    private static final class Connection extends EmbeddedChannel {
        private final InetSocketAddress from;

        Connection(String from, int port) {
            this.from = new InetSocketAddress(from, port);
            pipeline().addLast("ssl", new ChannelInboundHandlerAdapter());
        }

        @Override
        public SocketAddress remoteAddress() {
            return from;
        }
    }

    private Connection connect(String from, int port) {
        Connection connection = new Connection(from, port);
        door.writeInbound(connection);
        connection.pipeline().fireChannelActive();
        return connection;
    }

    /// The head of a request, as far as it has come.
    private Connection beginARequest(String from, int port) {
        Connection connection = connect(from, port);
        connection.writeInbound(Unpooled.wrappedBuffer(new byte[UNFINISHED]));
        return connection;
    }

    @Test
    void oneHostHasNoMoreConnectionsThanItsShareWhateverItsAddresses() {
        Connection first = connect("2001:db8::1", 1);
        assertThat(first.isOpen()).isTrue();
        assertThat(connect("2001:db8::2", 2).isOpen()).isTrue();
        assertThat(connect("2001:db8::3", 3).isOpen()).isFalse();
        assertThat(connect("2001:db8:0:1::3", 4).isOpen()).isTrue();
        first.close().syncUninterruptibly();
        assertThat(connect("2001:db8::4", 5).isOpen()).isTrue();
    }

    @Test
    void neighboursOfIpv4AreHostsOfTheirOwn() {
        for (int i = 1; i < 10; i++) {
            assertThat(connect("192.0.2." + i, i).isOpen()).isTrue();
        }
    }

    @Test
    void whoseConnectionWasEndedForWhatCameOverItWaitsToComeInAgain() {
        AcceptGuard patient =
                new AcceptGuard(
                        limits.withConnections(100, 10)
                                .withArrivals(
                                        new Arrivals(
                                                5,
                                                Duration.ZERO,
                                                Duration.ofSeconds(10),
                                                Duration.ofSeconds(1),
                                                Duration.ofSeconds(2))),
                        budgets);
        EmbeddedChannel slow = new EmbeddedChannel(patient);
        slow.freezeTime();
        assertThat(in(slow, "2001:db8::1", 1)).isTrue();
        assertThat(in(slow, "2001:db8::1", 2)).isTrue();
        Connection greedy = new Connection("2001:db8::1", 3);
        slow.writeInbound(greedy);
        slow.<Connection>readInbound();
        greedy.pipeline().fireChannelActive();
        greedy.writeInbound(Unpooled.wrappedBuffer(new byte[UNFINISHED + 200]));
        assertThat(greedy.isOpen()).isFalse();

        Connection again = new Connection("2001:db8::2", 4);
        slow.writeInbound(again);
        assertThat(slow.<Connection>readInbound()).isNull();
        assertThat(in(slow, "2001:db8:0:1::2", 5)).isTrue();
        slow.advanceTimeBy(1, TimeUnit.SECONDS);
        slow.runScheduledPendingTasks();
        assertThat(slow.<Connection>readInbound()).isSameAs(again);
        Connection late = new Connection("2001:db8::3", 6);
        slow.writeInbound(late);
        slow.close().syncUninterruptibly();
        assertThat(late.isOpen()).isFalse();
    }

    private static boolean in(EmbeddedChannel slow, String from, int port) {
        slow.writeInbound(new Connection(from, port));
        return slow.<Connection>readInbound() != null;
    }

    @Test
    void oneHostHasNoMoreBytesLyingThanItsShareWhateverItsAddresses() {
        assertThat(beginARequest("2001:db8::1", 1).isOpen()).isTrue();
        assertThat(beginARequest("2001:db8::2", 2).isOpen()).isFalse();
        assertThat(beginARequest("2001:db8:0:1::2", 3).isOpen()).isTrue();
    }

    @Test
    void oneHostHasNoMoreAnswersLyingThanItsShareWhateverItsAddresses() {
        assertThat(budgets.unsentTo("2001:db8::1").holds(600)).isTrue();
        assertThat(budgets.unsentTo("2001:db8::2").holds(600)).isFalse();
        assertThat(budgets.unsentTo("2001:db8:0:1::2").holds(600)).isTrue();
    }
}
