package dev.keyward.server.http;

import dev.keyward.api.exchange.MutualTls;
import dev.keyward.model.Bug;
import dev.keyward.model.CertificateThumbprint;
import io.netty.handler.codec.http2.Http2Error;
import io.vertx.core.http.HttpConnection;
import java.security.cert.CertificateEncodingException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import javax.net.ssl.ExtendedSSLSession;
import javax.net.ssl.SNIHostName;
import javax.net.ssl.SNIServerName;
import javax.net.ssl.SSLPeerUnverifiedException;
import javax.net.ssl.SSLSession;
import org.jspecify.annotations.Nullable;

/// One connection: who is at its other end, and until when it may stay. Used by its event loop
/// alone.
final class Peer {
    final HttpConnection connection;
    final String address;
    final String tls;

    /// Null where clients aren't asked for a certificate.
    final @Nullable MutualTls mutualTls;

    /// The host the client asked for in the handshake (RFC 6066, section 3); empty if it named
    /// none.
    final String name;

    final Set<Reading> readings = new HashSet<>(2);

    /// Those whose head nobody has judged yet.
    final List<Reading> unjudged = new ArrayList<>(2);

    /// Answered before their bodies had come.
    final Set<Drain> drains = new HashSet<>(2);

    /// Of HTTP/2; null for HTTP/1.
    @Nullable Intake intake;

    /// The last stream of HTTP/2 that was handed over.
    int lastStream;

    /// Until when a client of HTTP/2 has to say that it knows our settings.
    final long settingsDeadline;

    /// Open requests, read or not.
    int open;

    /// Whether it ends with the answer that is under way; what else came over it isn't heard.
    boolean closing;

    /// When it is closed if nothing happens; looked at while `open` is 0.
    long idleDeadline;

    Peer(HttpConnection connection, ListenerPlace.Clients clients, long idleDeadline) {
        this.connection = connection;
        this.address = connection.remoteAddress().hostAddress();
        this.tls = auditName(connection.sslSession());
        this.mutualTls =
                switch (clients) {
                    case ANONYMOUS -> null;
                    case ASKED_FOR_CERTIFICATE ->
                            new MutualTls(certificate(connection.sslSession()));
                };
        this.name = requestedName(connection.sslSession());
        this.idleDeadline = idleDeadline;
        this.settingsDeadline = idleDeadline;
    }

    /// All that was there to read has been read: bodies that aren't whole yet are judged by their
    /// heads.
    void settle() {
        if (!unjudged.isEmpty()) {
            List<Reading> partial = new ArrayList<>(unjudged);
            unjudged.clear();
            partial.forEach(Reading::judge);
        }
    }

    /// What comes over the connection can't be understood any further.
    void garbled() {
        new ArrayList<>(readings).forEach(Reading::garbled);
    }

    /// Ends a connection of HTTP/2 and says why.
    void end(Http2Error why) {
        connection.goAway(why.code());
        var _ = connection.close();
    }

    /// What the client proved to have the key of, in this handshake or the one that it resumes.
    private static @Nullable CertificateThumbprint certificate(@Nullable SSLSession session) {
        if (session == null) {
            return null;
        }
        try {
            return CertificateThumbprint.of(session.getPeerCertificates()[0].getEncoded());
        } catch (SSLPeerUnverifiedException none) {
            return null;
        } catch (CertificateEncodingException impossible) {
            throw Bug.because("a certificate that was read has an encoding", impossible);
        }
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
