package dev.keyward.api;

import dev.keyward.crypto.certificates.Certificates;
import dev.keyward.crypto.certificates.KeyCertificate;
import dev.keyward.model.SecretAccess;
import dev.keyward.outside.OutsideRules;
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

/// Servers that tests play, under an authority of their own, and how an operator would name them.
public final class Peers {
    private Peers() {}

    public static HttpsPeer https(HttpsPeer.Page page)
            throws IOException, GeneralSecurityException {
        return new HttpsPeer(identity(), page);
    }

    /// One that insists on STARTTLS and lets everybody in.
    public static MailPeer mail() throws IOException, GeneralSecurityException {
        return new MailPeer(MailPeer.Kind.STARTTLS, null, identity());
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
                MailServer.Security.STARTTLS,
                "keyward@keyward.test",
                null);
    }

    private static Peer.Identity identity() throws IOException, GeneralSecurityException {
        Certificates certificates = new Certificates(new SeededRandom(3), InstantSource.system());
        KeyCertificate root = certificates.newAuthority("Peer", Duration.ofDays(2));
        KeyCertificate leaf =
                certificates.newServerCertificate(root, List.of("localhost"), Duration.ofDays(1));
        return new Peer.Identity(
                TlsContexts.server(
                        leaf.pkcs8().toByteArray(SecretAccess.request()), leaf.certificate()),
                root.certificate());
    }
}
