package dev.keyward.outside;

import dev.keyward.crypto.certificates.Certificates;
import dev.keyward.crypto.certificates.KeyCertificate;
import dev.keyward.model.SecretAccess;
import dev.keyward.outside.mail.MailServer;
import dev.keyward.testing.HttpsPeer;
import dev.keyward.testing.MailPeer;
import dev.keyward.testing.Peer;
import dev.keyward.testing.SeededRandom;
import dev.keyward.testing.TlsContexts;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Servers that tests play, under an authority of their own, and how an operator would name them.
public final class Peers {
    private Peers() {}

    public static HttpsPeer https(HttpsPeer.Page page)
            throws IOException, GeneralSecurityException {
        return https("localhost", page);
    }

    /// @param host that its certificate is good for
    public static HttpsPeer https(String host, HttpsPeer.Page page)
            throws IOException, GeneralSecurityException {
        return new HttpsPeer(identity(host), page);
    }

    /// @param password of the user `keyward`; null if nobody signs in
    /// @param host that its certificate is good for
    public static MailPeer mail(MailPeer.Kind kind, @Nullable String password, String host)
            throws IOException, GeneralSecurityException {
        return new MailPeer(kind, password, identity(host));
    }

    /// Rules that allow calls of this server and of nobody else.
    public static OutsideRules rules(Peer peer) {
        return new OutsideRules(
                Set.of("localhost:" + peer.port()), List.of(peer.authority()), Map.of(), List.of());
    }

    /// To be mailed through.
    public static MailServer settings(MailPeer peer) {
        return new MailServer(
                InetSocketAddress.createUnresolved("localhost", peer.port()),
                switch (peer.kind()) {
                    case STARTTLS -> MailServer.Security.STARTTLS;
                    case TLS -> MailServer.Security.TLS;
                    case CLEAR -> MailServer.Security.NONE;
                },
                "keyward@keyward.test",
                null);
    }

    private static Peer.Identity identity(String host)
            throws IOException, GeneralSecurityException {
        Certificates certificates = new Certificates(new SeededRandom(3), InstantSource.system());
        KeyCertificate root = certificates.newAuthority("Peer", Duration.ofDays(2));
        KeyCertificate leaf =
                certificates.newServerCertificate(root, List.of(host), Duration.ofDays(1));
        return new Peer.Identity(
                TlsContexts.server(
                        leaf.pkcs8().toByteArray(SecretAccess.request()), leaf.certificate()),
                root.certificate());
    }
}
