package dev.keyward.issuers.acme;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.keyward.model.SecretBytes;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DnsUpdatesTest {
    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    @Tag("security:S-07")
    void aNameServerIsWaitedForNoLongerThanTheTime(boolean dripping) throws Exception {
        try (ServerSocket slow = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            Thread.ofPlatform().daemon().start(() -> neverEnd(slow, dripping));
            InetSocketAddress place =
                    InetSocketAddress.createUnresolved("127.0.0.1", slow.getLocalPort());
            DnsUpdates updates =
                    new DnsUpdates(
                            new DnsZone(
                                    place,
                                    place,
                                    "example.org",
                                    new TsigKey(
                                            "keyward",
                                            TsigKey.Algorithm.HMAC_SHA256,
                                            SecretBytes.adopt(new byte[32])),
                                    Duration.ZERO),
                            InetAddress::getByName);
            Duration each = Duration.ofSeconds(1);
            long began = System.nanoTime();

            assertThatThrownBy(() ->
                            updates.add(
                                    List.of(
                                            new DnsUpdates.Text(
                                                    "_acme-challenge.example.org", "x")),
                                    new AnswerTime(each, each)))
                    .isInstanceOf(IOException.class);
            assertThat(Duration.ofNanos(System.nanoTime() - began))
                    .isLessThan(Duration.ofSeconds(5));
        }
    }

    /// Says nothing, or a little of a long answer from time to time.
    private static void neverEnd(ServerSocket server, boolean dripping) {
        try (Socket peer = server.accept()) {
            OutputStream out = peer.getOutputStream();
            out.write(dripping ? new byte[] {2, 0} : new byte[0]);
            while (true) {
                if (dripping) {
                    out.write(1);
                    out.flush();
                }
                Thread.sleep(100);
            }
        } catch (IOException | InterruptedException gone) {
            // The other side had enough.
        }
    }
}
