package dev.keyward.client.transport;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import okhttp3.Dns;

/// Resolves a deployment's names itself, so that clients work before any DNS is set up.
///
/// A name at or under one of the map's domains has that domain's address; a name under `localhost`
/// is the loopback address (RFC 6761 6.3, which plain resolvers don't all follow); every other name
/// is asked of the system.
final class HostAddresses implements Dns {
    private final Map<String, InetAddress> domains;

    HostAddresses(Map<String, InetAddress> domains) {
        this.domains = Map.copyOf(domains);
    }

    @Override
    public List<InetAddress> lookup(String hostname) throws UnknownHostException {
        String host = hostname.toLowerCase(Locale.ROOT);
        for (Map.Entry<String, InetAddress> domain : domains.entrySet()) {
            if (isWithin(host, domain.getKey())) {
                return List.of(domain.getValue());
            }
        }
        if (isWithin(host, "localhost")) {
            return List.of(InetAddress.getByAddress(host, new byte[] {127, 0, 0, 1}));
        }
        return Dns.SYSTEM.lookup(hostname);
    }

    private static boolean isWithin(String host, String domain) {
        String lower = domain.toLowerCase(Locale.ROOT);
        return host.equals(lower) || host.endsWith("." + lower);
    }
}
