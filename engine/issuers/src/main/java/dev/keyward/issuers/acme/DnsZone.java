package dev.keyward.issuers.acme;

import java.net.InetSocketAddress;
import java.time.Duration;
import org.xbill.DNS.Name;
import org.xbill.DNS.TextParseException;

/// A zone that the deployment may write TXT records into, by dynamic update (RFC 2136).
///
/// @param server takes the updates; looked up anew at each of them
/// @param resolver is asked what is an alias of what; may be the server itself
/// @param name such as `example.org`
/// @param delay how long all servers of the zone need to show what was written
public record DnsZone(
        InetSocketAddress server,
        InetSocketAddress resolver,
        String name,
        TsigKey key,
        Duration delay) {
    public DnsZone {
        absolute(name);
        absolute(key.name());
    }

    Name apex() {
        return absolute(name);
    }

    /// @throws IllegalArgumentException if it is no DNS name
    static Name absolute(String name) {
        try {
            return Name.fromString(name, Name.root);
        } catch (TextParseException malformed) {
            throw new IllegalArgumentException("'" + name + "' is no DNS name", malformed);
        }
    }
}
