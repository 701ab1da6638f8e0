package dev.keyward.server.http;

import java.util.Locale;
import java.util.Optional;
import java.util.function.Supplier;

/// Where a listener stands, and what is there.
///
/// @param host address or name to bind
/// @param port not 0
/// @param domain below which all hosts of the deployment are, lower case; empty if there is none
/// @param clients whether they are asked for a certificate
/// @param unready why new clients should be sent elsewhere, in a word; empty if here
public record ListenerPlace(
        String host, int port, String domain, Clients clients, Supplier<Optional<String>> unready) {
    /// What a handshake asks of clients. None needs to have a certificate.
    public enum Clients {
        ANONYMOUS,
        ASKED_FOR_CERTIFICATE
    }

    /// Where clients are asked for no certificate.
    public ListenerPlace(String host, int port, String domain, Supplier<Optional<String>> unready) {
        this(host, port, domain, Clients.ANONYMOUS, unready);
    }

    /// Whether a request for the host may come over a connection that was made for the name (RFC
    /// 9110, section 7.4). Clients reuse a connection for all hosts its certificate names, so any
    /// of ours may come over any other.
    ///
    /// @param name from the TLS handshake; empty if the client gave none
    /// @param authority of the request
    boolean mayServe(String name, String authority) {
        if (name.isEmpty()) {
            return true;
        }
        String host = host(authority);
        String connected = host(name);
        return host.equals(connected) || isOurs(host) && isOurs(connected);
    }

    private boolean isOurs(String host) {
        return !domain.isEmpty() && host.endsWith("." + domain);
    }

    private static String host(String authority) {
        int colon =
                authority.startsWith("[") ? authority.indexOf("]:") + 1 : authority.indexOf(':');
        String host = colon <= 0 ? authority : authority.substring(0, colon);
        return (host.endsWith(".") ? host.substring(0, host.length() - 1) : host)
                .toLowerCase(Locale.ROOT);
    }
}
