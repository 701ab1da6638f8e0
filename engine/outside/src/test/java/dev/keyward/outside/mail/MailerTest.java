package dev.keyward.outside.mail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.keyward.model.SecretBytes;
import dev.keyward.outside.Outside;
import dev.keyward.outside.OutsideRules;
import dev.keyward.outside.Peers;
import dev.keyward.testing.MailPeer;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Mails to a real mail server over TCP.
class MailerTest {
    private static final Instant NOW = Instant.parse("2026-03-01T10:00:00Z");
    private static final Mail MAIL =
            new Mail("ann@example.org", "It expires", "First.\r\n.\r\nThird: \u00fc.\r\n");

    private static void send(MailServer server, OutsideRules rules) throws IOException {
        try (Outside outside = new Outside(rules)) {
            new Mailer(server, outside::tls, outside::addresses).send(MAIL, "letter-1", NOW);
        }
    }

    private static MailServer with(
            MailServer server, MailServer.Security security, MailServer.@Nullable Login login) {
        return new MailServer(server.place(), security, server.from(), login);
    }

    private static MailServer.Login login(String password) {
        return new MailServer.Login("keyward", SecretBytes.ofUtf8(password));
    }

    @ParameterizedTest
    @EnumSource(MailPeer.Kind.class)
    void aMailArrivesWholeAndOnce(MailPeer.Kind kind) throws Exception {
        try (MailPeer peer = Peers.mail(kind, null, "localhost")) {
            send(Peers.settings(peer), Peers.rules(peer));

            assertThat(peer.received).hasSize(1);
            MailPeer.Received mail = peer.received.getFirst();
            assertThat(mail.from()).isEqualTo("keyward@keyward.test");
            assertThat(mail.to()).containsExactly("ann@example.org");
            assertThat(mail.header("From")).containsExactly("keyward@keyward.test");
            assertThat(mail.header("To")).containsExactly("ann@example.org");
            assertThat(mail.header("Subject")).containsExactly("It expires");
            assertThat(mail.header("Message-ID")).containsExactly("<letter-1@keyward.test>");
            assertThat(mail.header("Auto-Submitted")).containsExactly("auto-generated");
            assertThat(mail.header("Content-Type")).containsExactly("text/plain; charset=UTF-8");
            assertThat(mail.header("Content-Transfer-Encoding")).hasSize(1);
            assertThat(mail.text()).startsWith("First.\n.\nThird: ");
            assertThat(mail.encrypted()).isEqualTo(kind != MailPeer.Kind.CLEAR);
        }
    }

    @Test
    @Tag("security:S-09")
    void whoSignsInIsBelievedAndNobodyElse() throws Exception {
        try (MailPeer peer = Peers.mail(MailPeer.Kind.STARTTLS, "hush-hush", "localhost")) {
            MailServer.Security security = MailServer.Security.STARTTLS;

            assertThatThrownBy(() ->
                            send(
                                    with(Peers.settings(peer), security, login("wrong-word")),
                                    Peers.rules(peer)))
                    .isInstanceOf(IOException.class)
                    .isNotInstanceOf(MailRefusedException.class)
                    .hasMessageNotContaining("wrong-word");
            assertThat(peer.received).isEmpty();

            MailServer known = with(Peers.settings(peer), security, login("hush-hush"));
            send(known, Peers.rules(peer));
            assertThat(peer.received).hasSize(1);
            assertThat(known.toString()).doesNotContain("hush-hush");
        }
    }

    @Test
    @Tag("security:S-05")
    void aServerThatSpeaksInClearAloneGetsNoMail() throws Exception {
        try (MailPeer peer = Peers.mail(MailPeer.Kind.CLEAR, null, "localhost")) {
            for (MailServer.Security security :
                    List.of(MailServer.Security.STARTTLS, MailServer.Security.TLS)) {
                assertThatThrownBy(() ->
                                send(with(Peers.settings(peer), security, null), Peers.rules(peer)))
                        .isInstanceOf(IOException.class);
            }
            assertThat(peer.received).isEmpty();
        }
    }

    @ParameterizedTest
    @EnumSource(
            value = MailPeer.Kind.class,
            names = {"STARTTLS", "TLS"})
    @Tag("security:S-05")
    void aServerWhoseCertificateNobodyVouchesForGetsNoMail(MailPeer.Kind kind) throws Exception {
        try (MailPeer peer = Peers.mail(kind, null, "localhost")) {
            assertThatThrownBy(() -> send(Peers.settings(peer), OutsideRules.NONE))
                    .isInstanceOf(IOException.class);
            assertThat(peer.received).isEmpty();
        }
    }

    @ParameterizedTest
    @EnumSource(
            value = MailPeer.Kind.class,
            names = {"STARTTLS", "TLS"})
    @Tag("security:S-05")
    void aServerWithTheCertificateOfAnotherGetsNoMail(MailPeer.Kind kind) throws Exception {
        try (MailPeer peer = Peers.mail(kind, null, "mail.example.org")) {
            assertThatThrownBy(() -> send(Peers.settings(peer), Peers.rules(peer)))
                    .isInstanceOf(IOException.class);
            assertThat(peer.received).isEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {451, 550})
    void whatTheServerSaysOfAnAddressTellsWhetherToTryAgain(int code) throws Exception {
        try (MailPeer peer = Peers.mail(MailPeer.Kind.CLEAR, null, "localhost")) {
            peer.refusal.set(code);

            assertThatThrownBy(() -> send(Peers.settings(peer), Peers.rules(peer)))
                    .isInstanceOfSatisfying(
                            MailRefusedException.class,
                            refused -> assertThat(refused.isForGood()).isEqualTo(code == 550));
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    @Tag("security:S-07")
    void nobodyIsWaitedForLongerThanTheTime(boolean dripping) throws Exception {
        try (ServerSocket slow = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            Thread.ofPlatform().daemon().start(() -> neverEnd(slow, dripping));
            MailServer server =
                    new MailServer(
                            InetSocketAddress.createUnresolved("localhost", slow.getLocalPort()),
                            MailServer.Security.NONE,
                            "keyward@keyward.test",
                            null);
            try (Outside outside = new Outside(OutsideRules.NONE)) {
                Mailer mailer =
                        new Mailer(server, outside::tls, outside::addresses, Duration.ofSeconds(1));
                long began = System.nanoTime();

                assertThatThrownBy(() -> mailer.send(MAIL, "letter-1", NOW))
                        .isInstanceOf(IOException.class)
                        .hasMessageContaining("in time");
                assertThat(Duration.ofNanos(System.nanoTime() - began))
                        .isLessThan(Duration.ofSeconds(5));
            }
        }
    }

    /// Says nothing, or a little of an endless greeting from time to time.
    private static void neverEnd(ServerSocket server, boolean dripping) {
        try (Socket peer = server.accept()) {
            OutputStream out = peer.getOutputStream();
            while (true) {
                if (dripping) {
                    out.write("220-wait\r\n".getBytes(StandardCharsets.US_ASCII));
                    out.flush();
                }
                Thread.sleep(100);
            }
        } catch (IOException | InterruptedException gone) {
            // The other side had enough.
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "ann@example.org\r\nBcc: eve@example.org",
                "ann@example.org, eve@example.org",
                "<ann@example.org>",
                "Ann <ann@example.org>",
                "\"ann\"@example.org",
                "ann@example.org\u0000",
                "ann@example.org ",
                "ann@ex\u00e4mple.org",
                "ann..b@example.org",
                "@example.org",
                "ann@",
                "ann",
                ""
            })
    @Tag("security:S-06")
    void whatIsNoPlainAddressIsNone(String text) {
        assertThat(Mail.isAddress(text)).isFalse();
        assertThat(Mail.isAddress("ann.o'neil+vault@mail.example.org")).isTrue();
    }
}
