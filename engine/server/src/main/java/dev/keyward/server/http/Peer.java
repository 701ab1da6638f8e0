package dev.keyward.server.http;

import io.vertx.core.http.HttpConnection;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.Set;
import javax.net.ssl.ExtendedSSLSession;
import javax.net.ssl.SNIHostName;
import javax.net.ssl.SNIServerName;
import javax.net.ssl.SSLSession;
import org.jspecify.annotations.Nullable;

/// One connection: who is at its other end, and until when it may stay. Used by its event loop
/// alone.
final class Peer {
    final HttpConnection connection;
    final String address;
    final String tls;

    /// The host the client asked for in the handshake (RFC 6066, section 3); empty if it named
    /// none.
    final String name;

    final Set<Reading> readings = new HashSet<>(2);

    /// Open requests, read or not.
    int open;

    /// Whether it ends with the answer that is under way; what else came over it isn't heard.
    boolean closing;

    /// When it is closed if nothing happens; looked at while `open` is 0.
    long idleDeadline;

    Peer(HttpConnection connection, long idleDeadline) {
        this.connection = connection;
        this.address = connection.remoteAddress().hostAddress();
        this.tls = auditName(connection.sslSession());
        this.name = requestedName(connection.sslSession());
        this.idleDeadline = idleDeadline;
    }

    /// What comes over the connection can't be understood any further.
    void garbled() {
        new ArrayList<>(readings).forEach(Reading::garbled);
    }

    private static String requestedName(@Nullable SSLSession session) {
        if (session instanceof ExtendedSSLSession extended) {
            for (SNIServerName requested : extended.getRequestedServerNames()) {
                if (requested instanceof SNIHostName host) {
                    return host.getAsciiName();
                }
            }
        }
        return "";
    }

    /// `TLSv1.3` as audit records have it: `TLS1_3`.
    private static String auditName(@Nullable SSLSession session) {
        return session == null
                ? ""
                : session.getProtocol().replace("TLSv", "TLS").replace('.', '_');
    }
}
