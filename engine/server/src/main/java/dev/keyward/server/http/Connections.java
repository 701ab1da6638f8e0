package dev.keyward.server.http;

import dev.keyward.model.Demise;
import io.netty.handler.codec.http2.Http2Error;
import io.vertx.core.http.HttpConnection;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The connections of one event loop, with their deadlines.
///
/// Deadlines are looked at by a sweep once in a while, not by a timer each: a request would
/// otherwise pay for two timers, and a second more or less hurts nobody.
final class Connections {
    /// How long a refused client may take to read its answer. Closing at once, with bytes of its
    /// request unread, would reset the connection and could take the answer away from it (RFC 9112,
    /// section 9.6).
    static final Duration LINGER = Duration.ofSeconds(2);

    private final HttpLimits limits;
    private final ListenerPlace.Clients clients;
    private final Map<HttpConnection, Peer> peers = new HashMap<>();

    Connections(HttpLimits limits, ListenerPlace.Clients clients) {
        this.limits = limits;
        this.clients = clients;
    }

    Peer opened(HttpConnection connection) {
        Peer peer =
                new Peer(connection, clients, System.nanoTime() + limits.headerRead().toNanos());
        peers.put(connection, peer);
        connection.closeHandler(_ -> peers.remove(connection));
        // A peer that breaks the protocol or goes away is no event of ours.
        connection.exceptionHandler(Demise::tell);
        return peer;
    }

    /// @return null for a connection that has ended
    @Nullable Peer of(HttpConnection connection) {
        return peers.get(connection);
    }

    /// An exchange on the connection is over.
    void answered(Peer peer) {
        peer.open--;
        peer.idleDeadline = System.nanoTime() + limits.idle().toNanos();
    }

    /// The last exchange is over. The client is told so and closes; what it still sends is thrown
    /// away until then.
    void ending(Peer peer) {
        peer.idleDeadline = System.nanoTime() + LINGER.toNanos();
    }

    /// Closes what took too long.
    void sweep() {
        long now = System.nanoTime();
        List<Peer> idle = new ArrayList<>();
        List<Peer> deaf = new ArrayList<>();
        List<Reading> slow = new ArrayList<>();
        List<Drain> late = new ArrayList<>();
        for (Peer peer : peers.values()) {
            if (peer.open == 0 && now - peer.idleDeadline > 0) {
                idle.add(peer);
            } else if (peer.intake != null
                    && !peer.intake.settingsTaken()
                    && now - peer.settingsDeadline > 0) {
                deaf.add(peer);
            }
            for (Reading reading : peer.readings) {
                if (reading.isLate(now)) {
                    slow.add(reading);
                }
            }
            for (Drain drain : peer.drains) {
                if (drain.isLate(now)) {
                    late.add(drain);
                }
            }
        }
        idle.forEach(peer -> peer.connection.close());
        slow.forEach(Reading::tooSlow);
        late.forEach(Drain::cutOff);
        deaf.forEach(peer -> peer.end(Http2Error.SETTINGS_TIMEOUT));
    }
}
