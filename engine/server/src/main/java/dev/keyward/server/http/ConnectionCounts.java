package dev.keyward.server.http;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/// Connections there are, all and by host (an IPv4 address, or a /64 of IPv6). Safe for use by
/// several threads.
final class ConnectionCounts {
    private final AtomicInteger all = new AtomicInteger();
    private final Map<String, Integer> byHost = new ConcurrentHashMap<>();

    /// Takes a place for a connection if there is one.
    boolean enter(String host, HttpLimits limits) {
        if (all.incrementAndGet() > limits.connections()) {
            all.decrementAndGet();
            return false;
        }
        if (byHost.merge(host, 1, Integer::sum) > limits.connectionsPerAddress()) {
            leave(host);
            return false;
        }
        return true;
    }

    void leave(String host) {
        all.decrementAndGet();
        byHost.computeIfPresent(host, (_, count) -> count > 1 ? count - 1 : null);
    }
}
